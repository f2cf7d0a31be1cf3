import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SandboxMistral } from '../../src/sandbox/mistral/index.ts'

export interface Size {
  readonly workspaces: number
  readonly users: number
}

/** The sandbox’s Mistral as a larger Organization: more Workspaces, and more people. */
export interface GrownMistral {
  /** For MISTRAL_ADMIN_API_URL. */
  readonly url: string
  /** So far. */
  readonly calls: number
  close(): Promise<void>
}

const idOf = (kind: 1 | 2, index: number): string => `0000000${kind}-0000-4000-8000-${String(index).padStart(12, '0')}`
const indexOf = (id: string): number => Number(id.slice(-12))

/** What stays the same is asked for once: what an answer costs to make is not measured. */
export async function growMistral({ url, key, organization }: SandboxMistral, size: Size): Promise<GrownMistral> {
  const base = new URL(url)
  const known = new Map<string, Promise<string>>()
  let calls = 0

  const ask = (path: string) => {
    const asked =
      known.get(path) ??
      fetch(new URL(path, base.origin), { headers: { 'x-api-key': key } }).then((answer) =>
        answer.ok ? answer.text() : Promise.reject(new Error(`${path}: ${answer.status}`)),
      )
    known.set(path, asked)
    return asked
  }

  async function answer({ url: asked = '', method }: IncomingMessage): Promise<string> {
    const { pathname, searchParams } = new URL(asked, base.origin)
    if (method !== 'GET') throw new Error('nothing is written here')
    if (pathname.endsWith('/workspaces')) return JSON.stringify(page(searchParams, size.workspaces, writeWorkspace))
    if (pathname.endsWith('/users') && !searchParams.has('email')) {
      const { items, ...rest } = page(searchParams, size.users, writeUser)
      return JSON.stringify({ members: items, invites: [], ...rest })
    }
    if (pathname.endsWith('/by_user_stats')) return writeUserStats(await ask(asked), size.users)
    const workspace = searchParams.get('workspace_id')
    if (workspace === null) return ask(asked)
    // Each has the figures of one of the sandbox’s.
    const { workspaces } = organization
    searchParams.set('workspace_id', workspaces[indexOf(workspace) % workspaces.length]?.id ?? '')
    return ask(`${pathname}?${searchParams}`)
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    calls += 1
    answer(request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      () => response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}'),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base.pathname}`,
    get calls() {
      return calls
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function page<Item>(query: URLSearchParams, total: number, write: (index: number) => Item) {
  const number = Number(query.get('page') ?? 1)
  const length = Number(query.get('page_size') ?? 25)
  const from = (number - 1) * length
  const items = Array.from({ length: Math.max(0, Math.min(length, total - from)) }, (_, index) => write(from + index))
  return { items, total, page: number, page_size: length, object: 'list' }
}

const writeWorkspace = (index: number) => ({
  uuid: idOf(1, index),
  name: `Workspace ${index + 1}`,
  description: '',
  icon: null,
  members_count: 10,
  spend_limit: index % 2 === 0 ? { value: 10_000, currency: 'EUR', no_monthly_limit: false } : null,
  is_default: index === 0,
})

const writeUser = (index: number) => ({
  uuid: idOf(2, index),
  name: `Person ${index + 1}`,
  email: `person-${index + 1}@northwind.example`,
  workspaces: [],
  subscriptions: [],
  raw_roles: ['M'],
  raw_role: 'M',
  subscription_types: ['CHAT'],
  created_at: '2024-01-08T09:00:00.000Z',
})

function writeUserStats(sandbox: string, users: number): string {
  const answered = JSON.parse(sandbox)
  const data = Array.from({ length: users }, (_, index) => ({
    ...answered.data[0],
    user_id: idOf(2, index),
    messages_count: 1 + ((index * 7_919) % 400),
  }))
  return JSON.stringify({ ...answered, data })
}
