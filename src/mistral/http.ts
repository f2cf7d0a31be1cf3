import { Agent, request } from 'undici'
import { type Body, gatherBody } from './body.ts'

export interface Ask {
  readonly method: 'GET' | 'POST'
  /** Below the base URL: "/usage". */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: Readonly<Record<string, string | number | boolean>>
}

export interface HttpAnswer {
  readonly status: number
  readonly retryAfter: string | undefined
  /** Empty unless the status is 2xx: what an error page says may hold anything, so nobody gets to quote it. */
  readonly body: Body
}

export interface Http {
  readonly host: string
  send(ask: Ask, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HttpAnswer>
  /** Waits for what is under way. */
  close(): Promise<void>
}

const maxAnswerBytes = 64 * 1024 * 1024

/** What was asked, without host, query or secret, as errors and logs name it. */
export const nameAsk = (ask: Ask) => `${ask.method} ${ask.path}`

/** A word of ours for each question, for metrics: paths differ between dialects, and their last part does not. */
export const operations = [
  'usage',
  'spend-limit',
  'set-spend-limit',
  'rate-limit',
  'users',
  'roles',
  'workspaces',
  'audit-logs',
  'api-keys',
  'by_user_stats',
  'by_agent_stats',
  'by_time_stats',
  'by_workspace',
  'by_organization',
] as const

export function nameOperation({ method, path }: Ask): (typeof operations)[number] | 'other' {
  const last = `${method === 'POST' ? 'set-' : ''}${path.split('/').at(-1)}`
  return operations.find((operation) => operation === last) ?? 'other'
}

/** `undici.request` follows no redirect: `fetch` would follow one to another host and take `x-api-key` along. */
export function createHttp(baseUrl: string, timeoutMs: number): Http {
  const base = readBaseUrl(baseUrl)
  const agent = new Agent({
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: maxAnswerBytes,
  })
  let closed: Promise<void> | undefined
  return {
    host: base.host,
    async send(ask, headers, signal) {
      // The agent's own timeouts begin anew with each phase and each chunk: the deadline bounds the call as a whole.
      const deadline = AbortSignal.timeout(timeoutMs)
      const answer = await request(locate(base, ask), {
        dispatcher: agent,
        method: ask.method,
        headers: { accept: 'application/json', ...headers, ...(ask.body && { 'content-type': 'application/json' }) },
        body: ask.body ? JSON.stringify(ask.body) : null,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      const retryAfter = [answer.headers['retry-after']].flat()[0]
      if (answer.statusCode >= 200 && answer.statusCode < 300) {
        return { status: answer.statusCode, retryAfter, body: await gatherBody(answer.body) }
      }
      // The status says it all; a body that breaks off must not hide it.
      await answer.body.dump().catch(() => undefined)
      return { status: answer.statusCode, retryAfter, body: [] }
    },
    // undici refuses to be closed twice; shutting down twice is no mistake.
    close: () => (closed ??= agent.close()),
  }
}

function locate(base: URL, ask: Ask): URL {
  const url = new URL(base)
  url.pathname = base.pathname.replace(/(?<!\/)\/+$/, '') + ask.path
  for (const [name, value] of Object.entries(ask.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

function readBaseUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw new Error('MISTRAL_ADMIN_API_URL is not a URL: use one like https://console.mistral.ai/api/admin')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new Error(
      'MISTRAL_ADMIN_API_URL must begin with https:// (http:// is for this machine alone), or the key leaks',
    )
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Error('MISTRAL_ADMIN_API_URL must be a plain address: no user name, password, ? or #')
  }
  return url
}

const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
