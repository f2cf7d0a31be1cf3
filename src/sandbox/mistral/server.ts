import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { JournalEntry } from './journal.ts'
import { basePaths, routes } from './routes/index.ts'
import { Refusal, type World } from './routes/route.ts'

export interface ServerOptions {
  readonly key: string
  /** Looked up for each request, since a reset replaces it. */
  readonly world: () => World
  readonly record: (entry: JournalEntry) => void
  readonly answered: (entry: JournalEntry) => void
}

const largestBody = 65_536

export function createMistralServer(options: ServerOptions): Server {
  return createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      // A fault of the sandbox itself must not look like one of those that it plays.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`The sandbox failed: ${error}`)
    })
  })
}

async function answer(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const world = options.world()
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const base = basePaths[world.dialect]
  const isBelowBase = url.pathname.startsWith(`${base}/`)
  const method = request.method ?? 'GET'
  const path = isBelowBase ? url.pathname.slice(base.length) : url.pathname
  const body = await readBody(request)
  const entry: JournalEntry = {
    at: world.clock.now(),
    method,
    path,
    query: Object.fromEntries(url.searchParams),
    body,
    authHeaders: listAuthHeaders(request),
    requestId: [request.headers['x-request-id']].flat()[0],
    status: null,
  }
  options.record(entry)
  const send = (status: number, content: unknown, headers: Record<string, string> = {}) => {
    entry.status = status
    options.answered(entry)
    const date = new Date(Date.now() + world.faults.dateSkewMs).toUTCString()
    response.writeHead(status, { 'content-type': 'application/json', date, ...headers })
    response.end(typeof content === 'string' ? content : JSON.stringify(content))
  }

  const { faults } = world
  if (faults.redirectTarget) return send(302, '', { location: faults.redirectTarget })
  const delayMs = faults.delayOf(method, path)
  if (delayMs > 0) await wait(delayMs)
  if (faults.take('hang', method, path)) return
  const failure = faults.takeFailure(method, path)
  if (failure) {
    const { status, retryAfterSeconds } = failure
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
    return send(status, failure.body ?? { detail: `The sandbox was told to fail with ${status}` }, headers)
  }
  if (!isAuthorized(request, options.key, faults.accept)) return send(401, { detail: 'Unauthorized' })

  const { status, content } = runRoute(world, isBelowBase ? path : '', method, url.searchParams, body)
  if (faults.take('lose', method, path)) {
    options.answered(entry)
    response.destroy()
    return
  }
  if (faults.take('garbage', method, path)) return send(200, '{"limits": {"completion": <!doctype html>')
  const reshape = faults.takeReshape(method, path)
  send(status, reshape ? reshape(content) : content)
}

function runRoute(world: World, path: string, method: string, query: URLSearchParams, body: unknown) {
  try {
    const route = routes[world.dialect][path]
    if (!route) throw new Refusal(404, { detail: 'Not Found' })
    const handle = method === 'GET' || method === 'POST' ? route[method] : undefined
    if (!handle) throw new Refusal(405, { detail: 'Method Not Allowed' })
    return { status: 200, content: handle(world, { query, body }) }
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, content: error.body }
    throw error
  }
}

function listAuthHeaders({ headers }: IncomingMessage): ('x-api-key' | 'bearer')[] {
  const sent: ('x-api-key' | 'bearer')[] = []
  if (headers['x-api-key'] !== undefined) sent.push('x-api-key')
  if (headers.authorization !== undefined) sent.push('bearer')
  return sent
}

/**
 * A server that accepts one header alone refuses both together as well: some proxies take whichever header they know as
 * the only truth, and that is the case in which a client has to try each by itself.
 */
function isAuthorized({ headers }: IncomingMessage, key: string, accept: 'both' | 'x-api-key' | 'bearer'): boolean {
  const hasKey = headers['x-api-key'] === key
  const hasBearer = headers.authorization === `Bearer ${key}`
  if (accept === 'x-api-key') return hasKey && headers.authorization === undefined
  if (accept === 'bearer') return hasBearer && headers['x-api-key'] === undefined
  return hasKey || hasBearer
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= largestBody) chunks.push(bytes)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
