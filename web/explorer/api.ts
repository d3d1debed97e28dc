// The server's questions and answers, as far as the explorer needs them.

export type EntityType = 'PERSON' | 'ORGANIZATION' | 'PLACE' | 'EVENT' | 'OTHER'
export interface EntityName { id: string; name: string; type: EntityType }
export interface Evidence { quote: string; sentence: string; document: { id: string; title: string | null; url: string | null; publisher: string | null; published: string | null } }
export interface Statement {
  id: string
  predicate: { name: string; label: string }
  subject: EntityName | null
  object: EntityName | null
  text: string | null
  verb: string | null
  attribution: { name: string; entity: EntityName | null; unnamed: boolean }[]
  polarity: string
  modality: string
  asserted: boolean
  time: { from: string | null; to: string | null; text: string } | null
  figure: { kind: string; value: number | null; low: number | null; high: number | null; unit: string | null; approximate: boolean } | null
  confidence: number
  claim: { id: string; contested: boolean; publishers: number } | null
  evidence: Evidence[]
  explanation: { layer: string; reason: string; effect: number }[]
}
export interface Claim {
  publishers: number
  predicate: { name: string; label: string }
  subject: EntityName | null
  object: EntityName | null
  figures: NonNullable<Statement['figure']>[]
  affirmed: { nodes: Statement[] }
  denied: { nodes: Statement[] }
}
export interface Bucket { start: string; end: string; count: number }
export interface Columns {
  nodes: { id: string[]; label: string[]; type: EntityType[]; degree: number[]; x: number[]; y: number[]; community: number[] }
  edges: { id: string[]; source: number[]; target: number[]; predicate: string[]; weight: number[]; polarity: string[]; modality: string[]; attributed: boolean[]; contested: boolean[] }
}
export interface Details extends EntityName {
  aliases: string[]
  description: string | null
  subtype: string | null
  mentionCount: number
  documentCount: number
  firstSeen: string | null
  lastSeen: string | null
  members: { id: string; name: string; document: { id: string; title: string | null } }[]
  judgements: { id: string; left: string; right: string; verdict: 'SAME' | 'DIFFERENT'; by: string; at: string }[]
  statements: { nodes: Statement[]; totalCount: number | null; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
}

const entity = 'id name type'
const statement = `id predicate{name label} subject{${entity}} object{${entity}} text verb attribution{name unnamed entity{${entity}}} polarity modality asserted
  time{from to text} figure{kind value low high unit approximate} confidence claim{id contested publishers}
  evidence{quote sentence document{id title url publisher published}} explanation{layer reason effect}`

async function ask<T>(query: string, variables: object = {}): Promise<T> {
  const r = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query, variables }) })
  const { data, errors } = await r.json()
  if (errors?.length) throw new Error(errors[0].message)
  return data
}

export const start = () =>
  ask<{ stats: { documents: number; entities: number; statements: number; claims: number }; predicates: { name: string; label: string; family: string; symmetric: boolean }[] }>(
    '{stats{documents entities statements claims} predicates{name label family symmetric}}')

export const search = (q: string) =>
  ask<{ search: { nodes: (EntityName & { description: string | null; documentCount: number })[] } }>(`query($q:String!){search(query:$q,first:12){nodes{${entity} description documentCount}}}`, { q }).then(d => d.search.nodes)

export const picture = (around: string[] | null, depth: number, filter: object | null, known: { id: string; x: number; y: number }[], maxNodes = 400) =>
  ask<{ subgraph: { truncated: boolean; nodeCount: number; edgeCount: number; columns: Columns } }>(
    `query($a:[EntityRef!],$d:Int!,$f:StatementFilter,$k:[KnownNode!],$n:Int!,$m:Int!){subgraph(around:$a,depth:$d,filter:$f,known:$k,maxNodes:$n,maxEdges:$m,layout:FORCE){truncated nodeCount edgeCount
      columns{nodes{id label type degree x y community} edges{id source target predicate weight polarity modality attributed contested}}}}`,
    { a: around?.map(id => ({ id })) ?? null, d: depth, f: filter, k: known, n: maxNodes, m: 2 * maxNodes }).then(d => d.subgraph)

export const details = (id: string, filter: object | null, after: string | null = null) =>
  ask<{ entity: Details | null }>(
    `query($i:ID!,$f:StatementFilter,$c:String){entity(by:{id:$i}){${entity} aliases description subtype mentionCount documentCount firstSeen lastSeen
      members{id name document{id title}} judgements{id left right verdict by at}
      statements(first:30,filter:$f,after:$c){totalCount pageInfo{hasNextPage endCursor} nodes{${statement}}}}}`,
    { i: id, f: filter, c: after }).then(d => d.entity)

export const between = (filter: object) =>
  ask<{ statements: { nodes: Statement[] } }>(`query($f:StatementFilter){statements(first:60,filter:$f){nodes{${statement}}}}`, { f: filter }).then(d => d.statements.nodes)

export const claim = (id: string) =>
  ask<{ node: Claim | null }>(
    `query($i:ID!){node(id:$i){...on Claim{publishers predicate{name label} subject{${entity}} object{${entity}} figures{kind value low high unit approximate}
      affirmed(first:30){nodes{${statement}}} denied(first:30){nodes{${statement}}}}}}`, { i: id }).then(d => d.node)

export const timeline = (filter: object | null) =>
  ask<{ timeline: Bucket[] }>('query($f:StatementFilter){timeline(filter:$f,bucket:MONTH){start end count}}', { f: filter }).then(d => d.timeline)

export const article = (id: string) =>
  ask<{ node: { text: string } | null }>('query($i:ID!){node(id:$i){...on Document{text}}}', { i: id }).then(d => d.node?.text ?? null)

interface Payload { errors: { message: string }[] }
function taken<P extends Payload>(p: P): P {
  if (p.errors.length) throw new Error(p.errors[0]!.message)
  return p
}

// judge decides that two are one, or two, and returns the entity that now holds the left one.
export const judge = (left: string, right: string, verdict: 'SAME' | 'DIFFERENT') =>
  ask<{ judge: Payload & { left: { id: string } | null } }>('mutation($l:ID!,$r:ID!,$v:Verdict!){judge(left:$l,right:$r,verdict:$v){left{id} errors{message}}}', { l: left, r: right, v: verdict }).then(d => taken(d.judge).left?.id ?? left)

export const revoke = (judgement: string, entity: string) =>
  ask<{ revokeJudgement: Payload }>('mutation($i:ID!){revokeJudgement(id:$i){errors{message}}}', { i: judgement }).then(d => { taken(d.revokeJudgement); return entity })
