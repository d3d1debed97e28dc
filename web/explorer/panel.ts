// The list beside the picture: an entity with its statements, or the statements of
// an edge, each with its sentence. All text is put in as text, never as HTML.
import { article, type Claim, type Details, type EntityName, type Figure, type Statement } from './api'

type Child = Node | string | null | false | undefined
export function h(tag: string, attrs: Record<string, string | ((e: Event) => void)> = {}, ...children: Child[]): HTMLElement {
  const e = document.createElement(tag)
  for (const [k, v] of Object.entries(attrs)) {
    if (typeof v === 'function') e.addEventListener(k, v)
    else e.setAttribute(k, v)
  }
  e.append(...(children.filter(Boolean) as (Node | string)[]))
  return e
}

export type Open = (id: string) => void

const dot = (type: string) => h('span', { class: 'dot', style: `background: var(--${type})` })
const link = (e: EntityName, open: Open) => h('button', { class: 'entity', type: 'button', click: () => open(e.id) }, dot(e.type), e.name)
const words = (s: string) => s.toLowerCase().replaceAll('_', ' ')
const number = (x: number) => x.toLocaleString('en')

function figure(f: Figure): string {
  const n = f.value ?? (f.low !== null && f.high !== null ? null : (f.low ?? f.high))
  const value = n !== null ? number(n) : `${number(f.low!)} to ${number(f.high!)}`
  return `${f.kind}: ${f.approximate ? 'about ' : ''}${f.value === null && n !== null ? (f.low !== null ? 'at least ' : 'at most ') : ''}${value}${f.unit ? ' ' + f.unit : ''}`
}

function quoted(sentence: string, quote: string): HTMLElement {
  const at = sentence.indexOf(quote)
  return at < 0 ? h('blockquote', {}, sentence) : h('blockquote', {}, sentence.slice(0, at), h('mark', {}, quote), sentence.slice(at + quote.length))
}

// inArticle opens to the whole article, with the sentence marked in it.
function inArticle(id: string, sentence: string): HTMLElement {
  const text = h('div', { class: 'article' })
  return h('details', { toggle: async ev => {
    if (!(ev.target as HTMLDetailsElement).open || text.firstChild) return
    const whole = await article(id).catch(() => null), at = whole?.indexOf(sentence) ?? -1
    if (!whole || at < 0) return text.replaceChildren('The text is not to be had here.')
    const here = h('mark', {}, sentence)
    text.replaceChildren(whole.slice(0, at), here, whole.slice(at + sentence.length))
    text.scrollTop = here.offsetTop - text.offsetTop - 60
  } }, h('summary', {}, 'in the article'), text)
}

export function statement(s: Statement, open: Open, contest?: (id: string) => void): HTMLElement {
  const label = s.predicate.name === 'ACTED_ON' && s.verb ? s.verb : s.predicate.label
  const tags = [
    s.polarity === 'NEGATED' && h('span', { class: 'tag no' }, 'not so'),
    s.modality !== 'ASSERTED' && h('span', { class: 'tag' }, words(s.modality)),
    s.claim?.contested && h('span', { class: 'tag no' }, 'contested'),
    s.time && h('span', { class: 'tag' }, [s.time.from, s.time.text && `“${s.time.text}”`].filter(Boolean).join(' ')),
    s.figure && h('span', { class: 'tag' }, figure(s.figure)),
    h('span', { class: 'tag' }, `confidence ${s.confidence.toFixed(2)}`),
  ]
  return h('article', { class: `statement${s.asserted ? '' : ' qualified'}${s.claim?.contested ? ' contested' : ''}` },
    s.attribution.length > 0 && h('p', { class: 'soft' }, ...s.attribution.flatMap((a, i): Child[] => [i ? ' → ' : 'says ', a.entity ? link(a.entity, open) : 'somebody unnamed'])),
    h('p', {}, s.subject ? link(s.subject, open) : '…', ` ${label} `, s.object && link(s.object, open)),
    s.text && h('p', {}, `“${s.text}”`),
    h('p', {}, ...tags),
    ...s.evidence.flatMap(e => [
      quoted(e.sentence, e.quote),
      h('p', { class: 'soft' }, [e.document.title, e.document.publisher, e.document.published?.slice(0, 10)].filter(Boolean).join(' · ')),
      inArticle(e.document.id, e.sentence),
    ]),
    s.explanation.length > 0 && h('details', {}, h('summary', {}, 'why'), h('ul', {}, ...s.explanation.map(r => h('li', {}, `${r.layer}: ${r.reason}${r.effect ? ` (${r.effect > 0 ? '+' : ''}${r.effect.toFixed(2)})` : ''}`)))),
    s.claim?.contested && contest && h('button', { type: 'button', click: () => contest(s.claim!.id) }, 'both sides'))
}

export function entity(e: Details, open: Open, contest: (id: string) => void, more: (() => void) | null): HTMLElement[] {
  const seen = [e.firstSeen, e.lastSeen].map(t => t?.slice(0, 10)).filter(Boolean)
  return [
    h('h2', {}, dot(e.type), e.name),
    h('p', { class: 'soft' }, [...new Set([words(e.subtype ?? e.type), e.description])].filter(Boolean).join(' · ')),
    e.aliases.length > 0 ? h('p', { class: 'soft' }, 'also: ' + e.aliases.join(', ')) : h('span'),
    h('p', { class: 'soft' }, `${number(e.mentionCount)} mentions in ${number(e.documentCount)} documents${seen.length ? ', ' + [...new Set(seen)].join(' to ') : ''}`),
    h('h3', {}, `Statements${e.statements.totalCount !== null ? ` (${number(e.statements.totalCount)})` : ''}`),
    ...e.statements.nodes.map(s => statement(s, open, contest)),
    more ? h('button', { type: 'button', click: more }, 'more') : h('span'),
  ]
}

// sides shows a contested claim: who affirms beside who denies it, and the figures that differ.
export function sides(c: Claim, open: Open): HTMLElement[] {
  const side = (title: string, list: Statement[]) => h('section', {}, h('h3', {}, `${title} (${list.length})`), ...list.map(s => statement(s, open)))
  const figures = [...new Set(c.figures.map(figure))]
  const groups = c.denied.nodes.length ? [side('Affirmed', c.affirmed.nodes), side('Denied', c.denied.nodes)]
    : figures.map(f => side(f, c.affirmed.nodes.filter(s => s.figure && figure(s.figure) === f)))
  return [
    h('h2', {}, 'A contested claim'),
    h('p', {}, c.subject ? link(c.subject, open) : '…', ` ${c.predicate.label} `, c.object && link(c.object, open)),
    h('p', { class: 'soft' }, `${c.publishers} independent ${c.publishers === 1 ? 'publisher' : 'publishers'}`, figures.length > 1 && ` · ${figures.join(' / ')}`),
    h('div', { class: 'sides' }, ...groups),
  ]
}
