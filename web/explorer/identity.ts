// Who is who: the members that an entity was put together from, what people decided
// about them, and the means to merge, split and undo.
import { judge, revoke, search, type Details, type EntityName } from './api'
import { h } from './panel'

// identity shows and changes them; done goes to what then holds the entity.
export function identity(e: Details, done: (id: string) => void): HTMLElement {
  const said = h('p', { class: 'soft', role: 'status' })
  const act = async (what: () => Promise<string>) => {
    try {
      done(await what())
    } catch (x) {
      said.textContent = x instanceof Error ? x.message : String(x)
      said.className = 'error'
    }
  }
  const names = new Map(e.members.map(m => [m.id, m.name]))
  const member = (m: Details['members'][number]) => h('li', {}, `${m.name}, in “${m.document.title ?? m.document.id}” `,
    e.members.length > 1 && h('button', { type: 'button', title: 'Split: this is somebody or something else', click: () => act(() => judge(m.id, e.members.find(o => o.id !== m.id)!.id, 'DIFFERENT')) }, 'not this one'))
  const decided = (j: Details['judgements'][number]) => h('li', {}, `${j.by}: ${names.get(j.left) ?? 'another'} and ${names.get(j.right) ?? 'another'} are ${j.verdict === 'SAME' ? 'one' : 'two'} (${j.at.slice(0, 10)}) `,
    h('button', { type: 'button', click: () => act(() => revoke(j.id, e.id)) }, 'undo'))

  let found: EntityName[] = [], asked = 0
  const choices = h('datalist', { id: 'merge-choices' })
  const look = async () => {
    const n = ++asked, list = (await search(other.value).catch(() => [])).filter(f => f.id !== e.id)
    if (n !== asked) return
    found = list
    choices.replaceChildren(...found.map(f => h('option', { value: f.name })))
  }
  // A name that was chosen from the list, or typed out and entered, is merged with.
  const chosen = () => {
    const hit = found.find(f => f.name === other.value)
    if (hit) void act(() => judge(e.id, hit.id, 'SAME'))
    return hit !== undefined
  }
  const other = h('input', {
    type: 'search', list: 'merge-choices', placeholder: 'is the same as …', 'aria-label': 'Merge with',
    input: () => { if (!chosen()) void look() },
    keydown: async ev => {
      if ((ev as KeyboardEvent).key !== 'Enter') return
      await look()
      if (!chosen()) said.textContent = 'Choose one of the names that are offered.'
    },
  }) as HTMLInputElement
  return h('details', { class: 'identity' }, h('summary', {}, `put together from ${e.members.length} ${e.members.length === 1 ? 'document' : 'documents'}`),
    h('ul', {}, ...e.members.map(member)),
    e.judgements.length > 0 && h('ul', { 'aria-label': 'What people decided' }, ...e.judgements.map(decided)),
    h('p', {}, other, choices), said)
}
