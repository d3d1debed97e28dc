// The brush: how many statements were published when. Dragging over the bars
// takes a span of time; a click lets it go. The date fields do the same by keyboard.
import type { Bucket } from './api'
import { h } from './panel'

const day = 864e5
const date = (t: number) => new Date(t).toISOString().slice(0, 10)

export function brush(place: HTMLElement, choose: (from: string, to: string) => void) {
  let first = 0, last = 0
  const chosen = h('div', { class: 'chosen' })
  const when = (x: number) => first + (last - first) * Math.min(1, Math.max(0, x))
  const at = (e: PointerEvent) => { const r = place.getBoundingClientRect(); return (e.clientX - r.left) / r.width }
  const span = (from: number, to: number) => {
    chosen.hidden = from >= to || last <= first
    chosen.style.left = `${(100 * (from - first)) / (last - first)}%`
    chosen.style.width = `${(100 * (to - from)) / (last - first)}%`
  }

  let begun: number | null = null
  place.addEventListener('pointerdown', e => {
    begun = at(e)
    place.setPointerCapture(e.pointerId)
  })
  place.addEventListener('pointermove', e => {
    if (begun !== null) span(when(Math.min(begun, at(e))), when(Math.max(begun, at(e))))
  })
  place.addEventListener('pointerup', e => {
    if (begun === null) return
    const [from, to] = [Math.min(begun, at(e)), Math.max(begun, at(e))]
    begun = null
    if (to - from < 0.005) choose('', '')
    else choose(date(when(from)), date(when(to)))
  })
  place.addEventListener('pointercancel', () => { begun = null })

  return (buckets: Bucket[], from: string, to: string) => {
    place.hidden = buckets.length < 2
    if (place.hidden) return
    first = Date.parse(buckets[0]!.start)
    last = Date.parse(buckets[buckets.length - 1]!.end)
    const most = Math.sqrt(Math.max(...buckets.map(b => b.count))) // one loud month must not hide the others
    place.replaceChildren(
      ...buckets.filter(b => b.count > 0).map(b => {
        const [s, e] = [Date.parse(b.start), Date.parse(b.end)]
        return h('div', {
          class: 'bar', title: `${date(s)} to ${date(e - day)}: ${b.count}`,
          style: `left: ${(100 * (s - first)) / (last - first)}%; width: max(2px, ${(100 * (e - s)) / (last - first)}%); height: ${(100 * Math.sqrt(b.count)) / most}%`,
        })
      }),
      h('span', { class: 'start' }, date(first)), h('span', { class: 'end' }, date(last - day)), chosen)
    span(from ? Math.max(first, Date.parse(from)) : first, from || to ? (to ? Math.min(last, Date.parse(to) + day) : last) : first)
  }
}
