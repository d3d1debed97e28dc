// The server's questions and answers: a typed function for each query in queries.graphql.
import {
  ArticleDocument, BetweenDocument, ContestedDocument, DetailsDocument, JudgeDocument, PictureDocument, RevokeDocument, SearchDocument, StartDocument, TimelineDocument,
  type ContestedQuery, type DetailsQuery, type EntityNameFragment, type FigureFragment, type KnownNode, type PictureQuery, type StatementFilter, type StatementFragment,
  type TimelineQuery, type TypedDocumentString, type Verdict,
} from './queries'

export type { StatementFilter, Verdict }
export type EntityName = EntityNameFragment
export type Statement = StatementFragment
export type Figure = FigureFragment
export type Details = NonNullable<DetailsQuery['entity']>
export type Claim = Extract<NonNullable<ContestedQuery['node']>, { affirmed: unknown }>
export type Columns = PictureQuery['subgraph']['columns']
export type Bucket = TimelineQuery['timeline'][number]

async function ask<Answer, Variables>(query: TypedDocumentString<Answer, Variables>, variables?: Variables): Promise<Answer> {
  const r = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query, variables }) })
  const { data, errors } = await r.json()
  if (errors?.length) throw new Error(errors[0].message)
  return data
}

export const start = () => ask(StartDocument)

export const search = (query: string) => ask(SearchDocument, { query }).then(d => d.search.nodes)

export const picture = (around: string[] | null, depth: number, filter: StatementFilter | null, known: KnownNode[], maxNodes = 400) =>
  ask(PictureDocument, { around: around?.map(id => ({ id })), depth, filter, known, maxNodes, maxEdges: 2 * maxNodes }).then(d => d.subgraph)

export const details = (id: string, filter: StatementFilter | null, after: string | null = null) => ask(DetailsDocument, { id, filter, after }).then(d => d.entity)

export const between = (filter: StatementFilter) => ask(BetweenDocument, { filter }).then(d => d.statements.nodes)

export const claim = (id: string) => ask(ContestedDocument, { id }).then(({ node }) => (node && 'affirmed' in node ? node : null))

export const timeline = (filter: StatementFilter | null) => ask(TimelineDocument, { filter }).then(d => d.timeline)

export const article = (id: string) => ask(ArticleDocument, { id }).then(({ node }) => (node && 'text' in node ? node.text : null))

function taken<P extends { errors: { message: string }[] }>(p: P): P {
  if (p.errors.length) throw new Error(p.errors[0]!.message)
  return p
}

// judge decides that two are one, or two, and returns the entity that now holds the left one.
export const judge = (left: string, right: string, verdict: Verdict) => ask(JudgeDocument, { left, right, verdict }).then(d => taken(d.judge).left?.id ?? left)

export const revoke = (judgement: string, entity: string) => ask(RevokeDocument, { judgement }).then(d => { taken(d.revokeJudgement); return entity })
