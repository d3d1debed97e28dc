// The API as its standards' own tools see it: node clients.mjs http://HOST:PORT
// The audits of GraphQL over HTTP, and the clients of graphql-transport-ws and of
// GraphQL over SSE: each new statement comes once, and again after a cursor.
import { auditServer } from 'graphql-http'
import { createClient as sse } from 'graphql-sse'
import { createClient as ws } from 'graphql-ws'
import WebSocket from 'ws'

const base = process.argv[2], url = base + '/graphql'
const wrong = (what, detail) => { console.log(`${what}: FAILED ${detail}`); process.exitCode = 1 }
const well = (what, ok, detail = '') => ok ? console.log(`${what}: ok`) : wrong(what, detail)

const audits = await auditServer({ url, fetchFn: fetch })
for (const a of audits) if (a.status !== 'ok') wrong(`audit ${a.id}`, `${a.status}: ${a.name}: ${a.reason}`)
well('audits', audits.length >= 61, `only ${audits.length}`)

const post = async (query, variables) => {
  const r = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) })
  const { data, errors } = await r.json()
  if (errors) throw new Error(errors[0].message)
  return data
}
const until = async (done, ms = 20_000) => {
  for (const end = Date.now() + ms; Date.now() < end && !done();) await new Promise(r => setTimeout(r, 20))
  return done()
}
// collect subscribes and gathers what comes.
const collect = (client, query, variables) => {
  const got = { values: [], error: null, done: false }
  got.stop = client.subscribe({ query, variables }, {
    next: v => v.errors ? (got.error = v.errors) : got.values.push(v.data),
    error: e => { got.error = e; got.done = true },
    complete: () => { got.done = true },
  })
  return got
}
const added = 'subscription($a: String) { statementAdded(after: $a) { cursor node { id evidence { quote document { sourceId } } } } }'
const clients = {
  'graphql-ws': () => ws({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 }),
  'graphql-sse': () => sse({ url, retryAttempts: 0 }),
}
for (const [name, make] of Object.entries(clients)) {
  const client = make()
  const query = collect(client, '{ stats { documents } }')
  await until(() => query.done)
  well(`${name}: a query`, query.values.length === 1 && !query.error, JSON.stringify(query))
  const bad = collect(client, '{ nothingOfThisName }')
  await until(() => bad.error)
  well(`${name}: an invalid query`, bad.error)

  // Neither protocol says when a subscription is open: documents are sent until one is told of.
  const live = collect(client, added), of = list => list.values.map(v => v.statementAdded).filter(s => s.node.evidence[0].document.sourceId === name)
  for (let i = 0; i < 60 && !live.values.length && !live.done; i++) {
    await post('mutation($t: String!) { ingest(documents: [{ text: $t }]) { job { id } } }', { t: `The mayor of Rivertown praised the plan on Monday. It was plan ${i} for ${name}.` })
    await until(() => live.values.length || live.done, 1000)
  }
  const text = `The mayor of Springfield condemned the strike on Monday. The union rejected the offer of ${name}.`
  const { ingest } = await post('mutation($t: String!, $n: String) { ingest(documents: [{ text: $t, sourceId: $n }]) { job { id } errors { message } } }', { t: text, n: name })
  const progress = collect(client, 'subscription($j: ID!) { ingestProgress(job: $j) { status counts { statements } } }', { j: ingest.job.id })
  await until(() => progress.done)
  const job = progress.values.at(-1)?.ingestProgress
  well(`${name}: progress ends with the job`, progress.done && !progress.error && job?.status === 'DONE' && job.counts.statements > 1, JSON.stringify(progress))
  await until(() => of(live).length >= job.counts.statements)
  await new Promise(r => setTimeout(r, 300)) // a second delivery would come now
  const ids = of(live).map(s => s.node.id)
  well(`${name}: every statement once`, !live.error && ids.length === job.counts.statements && new Set(ids).size === ids.length, JSON.stringify(live))
  const again = collect(client, added, { a: of(live)[0]?.cursor })
  await until(() => of(again).length >= ids.length - 1)
  well(`${name}: what is later than a cursor`, of(again).map(s => s.node.id).join() === ids.slice(1).join(), JSON.stringify(again))
  live.stop()
  again.stop()
  client.dispose()
}
