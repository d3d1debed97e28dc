// GraphiQL over the server that serves this page. Nothing is asked of another host.
import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const url = new URL('/graphql', location.href)
const socket = new URL(url)
socket.protocol = url.protocol.replace('http', 'ws')

const fetcher = createGraphiQLFetcher({ url: url.href, wsClient: createClient({ url: socket.href }) })

// The questions that the playground opens with, one a tab, are a file beside it.
const text = await (await fetch('/playground/examples.graphql')).text()
const examples = text.split(/^# ---.*\n/m).map(q => q.trim()).filter(Boolean)

// A link of the form /playground#query=… opens that query first.
const shared = new URLSearchParams(location.hash.slice(1)).get('query')

createRoot(document.getElementById('root')!).render(
  createElement(GraphiQL, {
    fetcher,
    defaultTabs: (shared ? [{ query: shared }] : []).concat(examples.map(query => ({ query }))),
    ...(shared ? { initialQuery: shared } : {}),
    shouldPersistHeaders: false,
  }),
)
