// The explorer as a person uses it, in a real browser: node explorer.mjs http://HOST:PORT
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const base = process.argv[2]
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
page.setDefaultTimeout(60_000)
const wrong = []
page.on('pageerror', e => wrong.push(e.message))
page.on('console', m => { if (m.type() === 'error') wrong.push(m.text()) })
page.on('request', r => { if (!r.url().startsWith(base) && !r.url().startsWith('data:')) wrong.push('asked another host: ' + r.url()) })
const panel = page.locator('#panel')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const step = async (name, act) => {
  try {
    await act()
    console.log(`${name}: ok`)
  } catch (e) {
    console.log(`${name}: FAILED\n${e.message}\n${(await panel.innerText()).slice(0, 600)}`)
    process.exitCode = 1
    await browser.close()
    process.exit()
  }
}
const shows = text => panel.getByText(text).first().waitFor()
const titled = name => panel.locator('h2', { hasText: name }).waitFor()
const parameter = async name => new URLSearchParams(new URL(page.url()).hash.slice(1)).get(name)

await step('first paint', async () => {
  await page.goto(base + '/')
  await shows('In the picture')
  await page.locator('#timeline .bar').first().waitFor()
})
await step('search by keyboard', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('macr')
  await page.locator('#found li').first().waitFor()
  await page.keyboard.press('Enter')
  await shows('Emmanuel Macron')
  await shows('Statements (')
})
await step('expanding keeps what is on screen where it is', async () => {
  const places = () => page.evaluate(() => Object.fromEntries(dateline.graph.mapNodes((id, a) => [id, dateline.sigma.graphToViewport(a)])))
  await page.waitForFunction(id => dateline.graph.hasNode(id) && dateline.graph.degree(id), await parameter('open'))
  const before = await places(), centre = await parameter('open'), address = page.url()
  // double-click the neighbour with most statements
  const next = await page.evaluate(c => dateline.graph.neighbors(c).sort((a, b) => dateline.graph.getNodeAttribute(b, 'size') - dateline.graph.getNodeAttribute(a, 'size'))[0], centre)
  const frame = await page.locator('#picture').boundingBox()
  for (let tries = 5, grown = null; !grown && tries; tries--) { // on a busy machine the two clicks may come too far apart for a double one
    await page.mouse.dblclick(frame.x + before[next].x, frame.y + before[next].y)
    grown = await page.waitForFunction(n => dateline.graph.order > n, Object.keys(before).length, { timeout: 12_000 }).catch(() => null)
    if (!grown && tries === 1) throw new Error('nothing was added')
  }
  const after = await places()
  const moved = Object.keys(before).filter(id => after[id] && Math.hypot(after[id].x - before[id].x, after[id].y - before[id].y) > 1)
  if (moved.length) throw new Error(`${moved.length} of ${Object.keys(before).length} nodes went elsewhere`)
  await page.goto(address)
  await page.waitForFunction(n => dateline.graph.order <= n, Object.keys(before).length)
  await titled('Emmanuel Macron') // until then the other's list is there
})
await step('evidence in its article', async () => {
  await panel.getByText('in the article').first().click()
  await panel.locator('.article mark').first().waitFor()
})
await step('filter', async () => {
  const heading = () => panel.locator('h3', { hasText: 'Statements (' }).innerText()
  const becomes = wanted => page.waitForFunction(([text, same]) => { const h = document.querySelector('#panel h3')?.textContent; return h?.startsWith('Statements (') && (h === text) === same }, wanted)
  const all = await heading()
  await page.selectOption('[name=predicate]', 'REJECTED')
  await page.waitForFunction(() => location.hash.includes('predicate=REJECTED'))
  await becomes([all, false])
  await shows('rejected')
  await page.selectOption('[name=predicate]', '')
  await becomes([all, true])
})
await step('merge, undo', async () => {
  const summary = panel.locator('.identity summary'), before = await summary.innerText()
  const becomes = same => page.waitForFunction(([text, same]) => { const s = document.querySelector('#panel .identity summary')?.textContent; return s && (s === text) === same }, [before, same])
  await summary.click()
  const other = panel.getByLabel('Merge with')
  await other.pressSequentially('Michel Aou', { delay: 30 })
  await page.waitForFunction(() => [...document.querySelectorAll('#merge-choices option')].some(o => o.value === 'Michel Aoun'))
  await other.press('n') // as when it is chosen from the list: the whole name is there
  await becomes(false)
  await summary.click()
  await panel.getByText('are one').first().waitFor()
  await panel.getByRole('button', { name: 'undo' }).click()
  await becomes(true)
  await summary.click()
  await panel.getByLabel('Merge with').fill('no such name')
  await panel.getByLabel('Merge with').press('Enter')
  await shows('Choose one of the names')
})
await step('time by the brush', async () => {
  await page.goto(base + '/')
  await page.locator('#timeline .bar').first().waitFor()
  const b = await page.locator('#timeline').boundingBox()
  await page.mouse.move(b.x + b.width * 0.7, b.y + 10)
  await page.mouse.down()
  await page.mouse.move(b.x + b.width * 0.99, b.y + 10, { steps: 5 })
  await page.mouse.up()
  await page.waitForFunction(() => location.hash.includes('from='))
})
await step('a shared view', async () => {
  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await shows('In the picture')
  if (!(await page.inputValue('[name=from]'))) throw new Error('the date is not in the field')
})
await step('both sides of a contested claim', async () => {
  const r = await page.request.post(base + '/graphql', { data: { query: '{claims(contested:true,first:20){nodes{subject{id} affirmed(first:1){nodes{id}}}}}' } })
  const subject = (await r.json()).data.claims.nodes.map(c => c.subject?.id).find(Boolean)
  if (!subject) return console.log('(no contested claim has a subject)')
  await page.goto(`${base}/#around=${subject}&open=${subject}`)
  await page.reload()
  const red = await page.waitForFunction(() => dateline.graph.order && dateline.graph.someEdge((_, a) => a.contested && a.color === getComputedStyle(document.documentElement).getPropertyValue('--contested').trim())).catch(() => null)
  await shows('Statements (') // only then are its rows there to count
  for (let i = 0; i < 20 && !(await panel.getByRole('button', { name: 'both sides' }).count()); i++) {
    const rows = await panel.locator('.statement').count()
    await panel.getByRole('button', { name: 'more', exact: true }).click()
    await page.waitForFunction(rows => document.querySelectorAll('#panel .statement').length > rows, rows)
  }
  await panel.getByRole('button', { name: 'both sides' }).first().click()
  await shows('A contested claim')
  if (await panel.locator('.sides section').count() !== 2) throw new Error('not two sides')
  await panel.getByRole('button', { name: 'back' }).click()
  await shows('Statements (')
  if (!red) console.log('(what is contested is no edge: it is a figure)')
})
for (const colorScheme of ['light', 'dark']) {
  await step(`what a screen reader meets, ${colorScheme}`, async () => {
    await page.goto('about:blank')
    await page.emulateMedia({ colorScheme })
    await page.goto(base + '/')
    await shows('In the picture')
    await page.keyboard.press('/')
    await page.keyboard.type('macr')
    await page.locator('#found li').first().waitFor()
    await page.keyboard.press('Enter')
    await shows('Statements (')
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
    if (violations.length) throw new Error(violations.map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.length} times, as in ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].any[0]?.message ?? ''}`).join('\n'))
  })
}
await step('5,000 circles', async () => {
  // What a large store would answer; how fast it is painted is told, not judged.
  const n = 5000, m = 10000, of = (k, f) => Array.from({ length: k }, (_, i) => f(i))
  const columns = {
    nodes: { id: of(n, i => `e${i}`), label: of(n, i => `Entity ${i}`), type: of(n, i => ['PERSON', 'ORGANIZATION', 'PLACE', 'EVENT', 'OTHER'][i % 5]), degree: of(n, i => 1 + (i * 7919) % 60), x: of(n, i => Math.sqrt(i) * Math.cos(i * 2.4)), y: of(n, i => Math.sqrt(i) * Math.sin(i * 2.4)), community: of(n, () => 0) },
    edges: { id: of(m, i => `g${i}`), source: of(m, i => (i * 31) % n), target: of(m, i => (i * 17 + 5) % n), predicate: of(m, () => 'MET_WITH'), weight: of(m, i => 1 + i % 4), polarity: of(m, () => 'AFFIRMED'), modality: of(m, () => 'ASSERTED'), attributed: of(m, i => i % 3 === 0), contested: of(m, i => i % 500 === 0) },
  }
  await page.route('**/graphql', async route => {
    if (!route.request().postData()?.includes('subgraph(')) return route.continue()
    await route.fulfill({ json: { data: { subgraph: { truncated: true, nodeCount: n, edgeCount: m, columns } } } })
  })
  await page.addInitScript(() => {
    const timer = setInterval(() => { if (window.dateline) { clearInterval(timer); dateline.sigma.on('afterRender', () => { if (dateline.graph.order === 5000) window.painted ??= performance.now() }) } }, 1)
  })
  await page.goto('about:blank')
  await page.goto(base + '/#size=5000')
  await page.waitForFunction(() => window.painted)
  const { painted, answered } = await page.evaluate(() => ({ painted: window.painted, answered: performance.getEntriesByName('picture')[0]?.startTime }))
  console.log(`(painted ${Math.round(painted)} ms after the page was asked for, ${Math.round(painted - answered)} ms after its data had come)`)
})
await step('a narrow window', async () => {
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(base + '/')
  await shows('In the picture')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  if (wide > 390) throw new Error(`the page is ${wide} wide`)
})
await step('no errors', async () => {
  if (wrong.length) throw new Error(wrong.join('\n'))
})
await browser.close()
