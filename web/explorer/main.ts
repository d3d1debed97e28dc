// The explorer: search, a network around what was found, and the sentences behind
// every edge. The address holds the state, so that a view can be shared.
import Graph from 'graphology'
import Sigma from 'sigma'
import { between, claim, details, picture, search, start, timeline, type Columns, type EntityName, type Statement, type StatementFilter } from './api'
import { identity } from './identity'
import { entity, h, sides, statement } from './panel'
import { brush } from './timeline'

const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const panel = $('panel'), form = $<HTMLFormElement>('filters'), input = $<HTMLInputElement>('search'), found = $<HTMLUListElement>('found')
const css = (name: string) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()
const colours = () => Object.fromEntries(['PERSON', 'ORGANIZATION', 'PLACE', 'EVENT', 'OTHER', 'front', 'soft', 'line', 'contested', 'back'].map(k => [k, css(k)]))

// ---- state: in the address ----------------------------------------------------

interface State { around: string[]; open: string; fields: Record<string, string> }
const names = ['family', 'predicate', 'asserted', 'polarity', 'from', 'to', 'publisher', 'confidence', 'depth', 'size']
const usual: Record<string, string> = { confidence: '0', depth: '1', size: '400' }

function read(): State {
  const q = new URLSearchParams(location.hash.slice(1))
  return { around: q.get('around')?.split(',').filter(Boolean) ?? [], open: q.get('open') ?? '', fields: Object.fromEntries(names.map(n => [n, q.get(n) ?? ''])) }
}

function write(s: State) {
  const q = new URLSearchParams()
  if (s.around.length) q.set('around', s.around.join(','))
  if (s.open) q.set('open', s.open)
  for (const n of names) if (s.fields[n] && s.fields[n] !== usual[n]) q.set(n, s.fields[n]!)
  const hash = q.toString()
  if (hash !== location.hash.slice(1)) location.hash = hash
}

type Listed<K extends keyof StatementFilter> = NonNullable<StatementFilter[K]> extends readonly (infer T)[] ? T : never

// The fields of the form hold what the schema lists, or nothing.
function filterOf(f: Record<string, string>): StatementFilter | null {
  const out: StatementFilter = {}
  if (f.family) out.family = [f.family as Listed<'family'>]
  if (f.predicate) out.predicate = [f.predicate as Listed<'predicate'>]
  if (f.asserted) out.asserted = f.asserted === 'true'
  if (f.polarity) out.polarity = [f.polarity as Listed<'polarity'>]
  if (f.from || f.to) out.published = { from: f.from || null, to: f.to ? new Date(Date.parse(f.to) + 864e5).toISOString().slice(0, 10) : null }
  if (f.publisher) out.publisher = [f.publisher]
  if (Number(f.confidence) > 0) out.minConfidence = Number(f.confidence)
  return Object.keys(out).length ? out : null
}

// ---- picture ------------------------------------------------------------------

let labels: Record<string, string> = {}
let symmetric = new Set<string>()
const graph = new Graph({ multi: true, type: 'directed' })
let paint = colours(), dashed = 0

const sigma = new Sigma(graph, $('picture'), {
  renderEdgeLabels: true,
  enableEdgeEvents: true,
  defaultEdgeType: 'arrow',
  labelDensity: 0.6,
  labelRenderedSizeThreshold: 5,
  labelColor: { color: paint.front! },
  edgeLabelColor: { color: paint.soft! },
  edgeLabelSize: 11,
  zIndex: true,
})

// What is not asserted is dashed: drawn over the faint line that can be clicked.
const dashes = document.createElement('canvas')
dashes.style.cssText = 'position:absolute;inset:0;pointer-events:none'
$('picture').insertBefore(dashes, $('picture').firstChild)
sigma.on('afterRender', () => {
  const { width, height } = sigma.getDimensions(), ratio = devicePixelRatio
  if (dashes.width !== width * ratio || dashes.height !== height * ratio) {
    dashes.width = width * ratio
    dashes.height = height * ratio
    dashes.style.width = width + 'px'
    dashes.style.height = height + 'px'
  }
  const c = dashes.getContext('2d')!
  c.setTransform(ratio, 0, 0, ratio, 0, 0)
  c.clearRect(0, 0, width, height)
  c.setLineDash([5, 4])
  // one stroke for all of a colour; where there are thousands no dash is seen, and the faint line stays
  if (dashed > 2000) return
  for (const contested of [false, true]) {
    c.strokeStyle = contested ? paint.contested! : paint.soft!
    c.beginPath()
    graph.forEachEdge((_, a, _s, _t, from, to) => {
      if (!a.qualified || a.contested !== contested) return
      const p = sigma.graphToViewport({ x: from.x, y: from.y }), q = sigma.graphToViewport({ x: to.x, y: to.y })
      c.moveTo(p.x, p.y)
      c.lineTo(q.x, q.y)
    })
    c.stroke()
  }
})

function qualifier(c: Columns, i: number): string {
  return [c.edges.polarity[i] === 'NEGATED' && 'not', c.edges.modality[i] !== 'ASSERTED' && c.edges.modality[i]!.toLowerCase(), c.edges.attributed[i] && 'said'].filter(Boolean).join(', ')
}

function draw(c: Columns, around: string[]) {
  graph.clear()
  const { nodes: n, edges: e } = c
  const small = Math.min(1, Math.sqrt(300 / n.id.length)) // many circles are small ones
  sigma.setSetting('labelRenderedSizeThreshold', n.id.length <= 60 ? 0 : 5)
  sigma.setSetting('labelDensity', n.id.length <= 60 ? 5 : 0.6)
  sigma.setSetting('renderEdgeLabels', e.id.length <= 150) // more than these hide each other; the edge under the pointer has its label
  for (let i = 0; i < n.id.length; i++) {
    graph.addNode(n.id[i], {
      label: n.label[i], x: n.x[i], y: n.y[i], type: 'circle', color: paint[n.type[i]!], kind: n.type[i],
      size: (3 + 1.1 * Math.log2(1 + n.degree[i]!)) * small, forceLabel: around.includes(n.id[i]!),
    })
  }
  for (let i = 0; i < e.id.length; i++) {
    const q = qualifier(c, i), name = labels[e.predicate[i]!] ?? e.predicate[i]!
    graph.addEdgeWithKey(e.id[i], n.id[e.source[i]!], n.id[e.target[i]!], {
      label: q ? `${name} (${q})` : name, predicate: e.predicate[i], qualified: q !== '', contested: e.contested[i],
      polarity: e.polarity[i], modality: e.modality[i], attributed: e.attributed[i],
      size: (1 + Math.min(3, Math.log2(e.weight[i]!))) * Math.max(small, 0.5), type: symmetric.has(e.predicate[i]!) ? 'line' : 'arrow',
      color: e.contested[i] ? paint.contested : q ? paint.line : paint.soft,
    })
  }
  dashed = graph.filterEdges((_, a) => a.qualified).length
  sigma.refresh()
}

// ---- showing a state ----------------------------------------------------------

let shown = ''
async function show() {
  const s = read()
  for (const n of names) {
    const field = form.elements.namedItem(n) as HTMLInputElement
    field.value = s.fields[n] || (usual[n] ?? '')
  }
  const filter = filterOf(s.fields)
  const what = JSON.stringify([s.around, s.fields])
  try {
    if (what !== shown) {
      // what is on screen stays where it is
      const known = graph.order && s.around.length ? graph.mapNodes((id, a) => ({ id, x: a.x as number, y: a.y as number })) : []
      const again = s.around.some(id => graph.hasNode(id))
      const p = await picture(s.around.length ? s.around : null, Number(s.fields.depth) || 1, filter, again ? known : [], Number(s.fields.size) || 400)
      performance.mark('picture')
      // the frame stays too, or all would shrink to make room for what is new; "Show all" shows the rest
      sigma.setCustomBBox(again ? sigma.getCustomBBox() ?? sigma.getBBox() : null)
      draw(p.columns, s.around)
      shown = what
      if (!again) sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1.1, angle: 0 })
      const q = new URLSearchParams()
      for (const [k, v] of Object.entries(s.fields)) {
        const name = ({ from: 'publishedFrom', to: 'publishedTo', confidence: 'minConfidence', depth: '', size: '' } as Record<string, string>)[k] ?? k
        if (v && name && v !== '0') q.set(name, v)
      }
      $<HTMLAnchorElement>('export').href = '/export/jsonl' + (q.size ? '?' + q : '')
      const always = filterOf({ ...s.fields, from: '', to: '' })
      bars(await timeline(s.around.length ? { ...always, involves: s.around.map(id => ({ id })) } : always), s.fields.from!, s.fields.to!)
      if (!s.open) welcome(p.nodeCount, p.edgeCount, p.truncated, graph.order)
    }
    if (s.open) await openEntity(s.open, filter)
  } catch (e) {
    panel.replaceChildren(h('p', { class: 'error' }, e instanceof Error ? e.message : String(e)))
  }
}

function welcome(nodes: number, edges: number, cut: boolean, drawn: number) {
  panel.classList.remove('wide')
  panel.replaceChildren(
    h('h2', {}, 'What the news says'),
    h('p', {}, 'Every line is one or more statements from articles. Click a line to read the sentences, a circle to see who or what it is; double-click a circle to go on from there.'),
    h('p', {}, 'A dashed line is not asserted as a fact: somebody says so, or it is planned, possible, demanded or denied. A red line is contested.'),
    h('p', { class: 'soft' }, `${nodes.toLocaleString('en')} entities and ${edges.toLocaleString('en')} edges${cut ? `, of which ${drawn.toLocaleString('en')} entities are drawn` : ''}.`),
    h('h3', {}, 'In the picture'),
    ...graph.nodes().slice(0, 40).map(id => h('p', {}, h('button', { class: 'entity', type: 'button', click: () => go(id) }, h('span', { class: 'dot', style: `background: var(--${graph.getNodeAttribute(id, 'kind')})` }), graph.getNodeAttribute(id, 'label')))))
}

// go shows an entity in the list; expand draws its neighbourhood, too.
function go(id: string, expand = !graph.hasNode(id)) {
  const s = read()
  s.open = id
  if (expand && !s.around.includes(id)) s.around = [...s.around, id].slice(-12)
  write(s)
}

async function openEntity(id: string, filter: StatementFilter | null) {
  panel.classList.remove('wide')
  const e = await details(id, filter)
  if (!e) {
    panel.replaceChildren(h('p', {}, 'There is no such entity any more.'))
    return
  }
  const render = () => panel.replaceChildren(
    h('p', {}, h('button', { type: 'button', click: () => go(e.id, true) }, 'expand in the picture'), ' ', h('button', { type: 'button', click: () => { const s = read(); s.around = [e.id]; write(s) } }, 'only this')),
    ...entity(e, go, contest, e.statements.pageInfo.hasNextPage ? more : null), identity(e, changed))
  const more = async () => {
    const next = await details(id, filter, e.statements.pageInfo.endCursor)
    if (!next) return
    e.statements.nodes.push(...next.statements.nodes)
    e.statements.pageInfo = next.statements.pageInfo
    render()
  }
  render()
  panel.scrollTop = 0
}

// changed goes on with an entity that a decision put together or took apart.
function changed(id: string) {
  const s = read()
  shown = ''
  graph.clear()
  const next = { ...s, around: [id], open: id }
  if (JSON.stringify(next) === JSON.stringify(s)) void show()
  else write(next)
}

async function contest(id: string) {
  const c = await claim(id)
  if (!c) return
  const back = [...panel.childNodes]
  panel.classList.add('wide')
  panel.replaceChildren(h('p', {}, h('button', { type: 'button', click: () => { panel.replaceChildren(...back); panel.classList.remove('wide') } }, '← back')), ...sides(c, go))
  panel.scrollTop = 0
}

async function openEdge(edge: string) {
  panel.classList.remove('wide')
  const [source, target] = graph.extremities(edge), a = graph.getEdgeAttributes(edge)
  const filter = filterOf(read().fields)
  const ends = [{ id: source }, { id: target }]
  const list = await between({ ...filter, subject: ends, object: ends })
  const own = (s: Statement) => s.predicate.name === a.predicate && s.polarity === a.polarity && s.modality === a.modality && (s.attribution.length > 0) === a.attributed &&
    (symmetric.has(a.predicate) || s.subject?.id === source)
  const alike = list.filter(own), others = list.filter(s => !own(s) && s.subject?.id !== s.object?.id)
  panel.replaceChildren(
    h('h2', {}, `${graph.getNodeAttribute(source, 'label')} – ${graph.getNodeAttribute(target, 'label')}`),
    h('p', { class: 'soft' }, `${a.label}: ${alike.length} ${alike.length === 1 ? 'statement' : 'statements'}`),
    ...alike.map(s => statement(s, go, contest)),
    ...(others.length ? [h('h3', {}, `Also between them (${others.length})`), ...others.map(s => statement(s, go, contest))] : []))
  panel.scrollTop = 0
}

sigma.on('clickNode', ({ node }) => go(node, false))
sigma.on('doubleClickNode', e => { e.preventSigmaDefault(); go(e.node, true) })
sigma.on('clickEdge', ({ edge }) => { void openEdge(edge) })
sigma.on('enterEdge', ({ edge }) => { graph.setEdgeAttribute(edge, 'forceLabel', true); $('picture').style.cursor = 'pointer' })
sigma.on('leaveEdge', ({ edge }) => { if (graph.hasEdge(edge)) graph.removeEdgeAttribute(edge, 'forceLabel'); $('picture').style.cursor = '' })
sigma.on('enterNode', () => { $('picture').style.cursor = 'pointer' })
sigma.on('leaveNode', () => { $('picture').style.cursor = '' })
$('fit').addEventListener('click', () => {
  sigma.setCustomBBox(null)
  sigma.refresh()
  void sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1.1, angle: 0 }, { duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 300 })
})
// the list may take more of the width
new ResizeObserver(() => { sigma.resize(); sigma.refresh() }).observe($('picture'))
addEventListener('hashchange', () => { void show() })
form.addEventListener('submit', e => e.preventDefault())
form.addEventListener('change', () => {
  const s = read()
  for (const n of names) s.fields[n] = (form.elements.namedItem(n) as HTMLInputElement).value
  write(s)
})
const bars = brush($('timeline'), (from, to) => {
  const s = read()
  write({ ...s, fields: { ...s.fields, from, to } })
})
$('share').addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href).catch(() => prompt('The address of this view', location.href))
  $('share').textContent = 'copied'
  setTimeout(() => { $('share').textContent = 'Copy link' }, 1500)
})
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => location.reload())

// ---- search -------------------------------------------------------------------

let choices: EntityName[] = [], at = -1, asked = 0
function choose(i: number) {
  const e = choices[i]
  if (!e) return
  input.value = ''
  close()
  const s = read()
  write({ ...s, around: [e.id], open: e.id })
}
function close() {
  found.hidden = true
  input.setAttribute('aria-expanded', 'false')
  at = -1
}
function mark() {
  for (const [i, li] of [...found.children].entries()) li.setAttribute('aria-selected', String(i === at))
  if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`)
  else input.removeAttribute('aria-activedescendant')
}
input.addEventListener('input', async () => {
  const q = input.value.trim(), n = ++asked
  if (!q) return close()
  await new Promise(r => setTimeout(r, 120))
  if (n !== asked) return
  const list = await search(q).catch(() => [])
  if (n !== asked) return
  choices = list
  at = list.length ? 0 : -1
  found.replaceChildren(...list.map((e, i) => h('li', { role: 'option', id: `found-${i}`, mousedown: ev => { ev.preventDefault(); choose(i) } },
    h('span', { class: 'dot', style: `background: var(--${e.type})` }), e.name, ' ', h('small', {}, [e.description, `${e.documentCount} ${e.documentCount === 1 ? 'document' : 'documents'}`].filter(Boolean).join(' · ')))))
  found.hidden = !list.length
  input.setAttribute('aria-expanded', String(!found.hidden))
  mark()
})
input.addEventListener('keydown', e => {
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    e.preventDefault()
    at = (at + (e.key === 'ArrowDown' ? 1 : choices.length - 1)) % Math.max(1, choices.length)
    mark()
  } else if (e.key === 'Enter') {
    e.preventDefault()
    choose(at)
  } else if (e.key === 'Escape') close()
})
input.addEventListener('blur', close)
addEventListener('keydown', e => {
  if (e.key === '/' && !(e.target instanceof HTMLInputElement || e.target instanceof HTMLSelectElement)) {
    e.preventDefault()
    input.focus()
  }
})

// ---- begin --------------------------------------------------------------------

$('legend').replaceChildren(...['PERSON', 'ORGANIZATION', 'PLACE', 'EVENT', 'OTHER'].map(t => h('li', {}, h('span', { class: 'dot', style: `background: var(--${t})` }), t.toLowerCase())),
  h('li', {}, '┄ not asserted'), h('li', { style: 'color: var(--contested)' }, '━ contested'))
void start().then(({ stats, predicates }) => {
  const n = (x: number) => x.toLocaleString('en')
  $('stats').textContent = `${n(stats.documents)} documents · ${n(stats.entities)} entities · ${n(stats.statements)} statements · ${n(stats.claims)} claims`
  labels = Object.fromEntries(predicates.map(p => [p.name, p.label]))
  symmetric = new Set(predicates.filter(p => p.symmetric).map(p => p.name))
  const select = form.elements.namedItem('predicate') as HTMLSelectElement
  select.append(...predicates.map(p => h('option', { value: p.name }, p.label)))
  return show()
})

// For tests and for the curious: what is drawn, and where.
Object.assign(window, { dateline: { graph, sigma } })
