// The explorer as a person uses it, in a real browser: node explorer.mjs http://HOST:PORT
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
await step('evidence in its article', async () => {
  await panel.getByText('in the article').first().click()
  await panel.locator('.article mark').first().waitFor()
})
await step('filter', async () => {
  await page.selectOption('[name=predicate]', 'REJECTED')
  await page.waitForFunction(() => location.hash.includes('predicate=REJECTED'))
  await shows('rejected')
  await page.selectOption('[name=predicate]', '')
})
await step('merge, undo', async () => {
  await panel.locator('.identity summary').click()
  const before = await parameter('open')
  await panel.getByLabel('Merge with').pressSequentially('Michel Aoun', { delay: 30 })
  await page.waitForFunction(id => !document.querySelector('#panel')?.textContent?.includes('put together from 2 ') || location.hash.includes(id), before)
  await panel.locator('.identity summary').click()
  await panel.getByText('are one').first().waitFor()
  await panel.getByRole('button', { name: 'undo' }).click()
  await page.waitForFunction(() => !document.querySelector('#panel')?.textContent?.includes('are one'))
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
