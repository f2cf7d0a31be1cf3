import { AsyncLocalStorage } from 'node:async_hooks'
import { webApi } from '@slack/bolt'
import { request } from 'undici'
import type { Health } from '../domain/call-health.ts'
import { UpstreamError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import { type Measures, noMeasures, resultOf } from '../domain/measures.ts'
import { slackLogger } from './logger.ts'
import { isSlacksUrl } from './responses.ts'

export interface SlackCallOptions {
  readonly token: string
  readonly apiUrl: string
  readonly log: Log
  readonly timeoutMs?: number
  readonly measures?: Measures
  /** Where it is kept how the calls went. */
  readonly health?: Health
}

export interface SlackCalls {
  /** For what may run twice without harm: reads, updates, opening a DM. Tried three times. */
  repeatable<Answer>(method: string, call: (client: webApi.WebClient) => Promise<Answer>): Promise<Answer>
  /** For posts: tried once, since the library's retries can post the same message three times. */
  once<Answer>(method: string, call: (client: webApi.WebClient) => Promise<Answer>): Promise<Answer>
  /** A file that Slack keeps, from Slack's own address alone: the token goes with the request. undefined: it is larger. */
  download(url: string, mostBytes: number): Promise<Uint8Array | undefined>
}

export function createSlackCalls(options: SlackCallOptions): SlackCalls {
  const { token, apiUrl, log, timeoutMs = 10_000, measures = noMeasures, health } = options
  const watched: Health['watch'] = (method, call) =>
    measured(measures, method, () => (health ? health.watch(method, call) : call()))
  const shared = { slackApiUrl: apiUrl, timeout: timeoutMs, logger: slackLogger(log), allowAbsoluteUrls: false }
  /** The method whose call is under way: the library tells of a failed attempt, and not of what. */
  const underWay = new AsyncLocalStorage<string>()
  const retryConfig = {
    ...{ retries: 2, minTimeout: 200, maxTimeout: 2000 },
    onFailedAttempt: ({ retriesLeft }: { readonly retriesLeft: number }) => {
      if (retriesLeft > 0) measures.retried({ service: 'slack', operation: underWay.getStore() ?? 'other' })
    },
  }
  const patient = new webApi.WebClient(token, { ...shared, retryConfig })
  const single = new webApi.WebClient(token, { ...shared, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
  return {
    repeatable: (method, call) =>
      watched(method, () => translateErrors(method, false, () => underWay.run(method, () => call(patient)))),
    once: (method, call) => watched(method, () => translateErrors(method, true, () => call(single))),
    download: (url, mostBytes) =>
      measured(measures, 'file-download', () => download(url, { token, apiUrl, timeoutMs, mostBytes })),
  }
}

/** From the first attempt to the last. */
export async function measured<Answer>(
  measures: Measures,
  operation: string,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const begin = performance.now()
  const tell = (result: ReturnType<typeof resultOf>) =>
    measures.called({ service: 'slack', operation, result, ms: performance.now() - begin })
  try {
    const answer = await call()
    tell('2xx')
    return answer
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    const { reason, status } = error
    const isSaid = reason === 'refused' || reason === 'keyRefused'
    tell(reason === 'rateLimited' ? '429' : isSaid ? 'refused' : resultOf(status))
    throw error
  }
}

interface Download extends Pick<SlackCallOptions, 'token' | 'apiUrl'> {
  readonly timeoutMs: number
  readonly mostBytes: number
}

async function download(
  url: string,
  { token, apiUrl, timeoutMs, mostBytes }: Download,
): Promise<Uint8Array | undefined> {
  const what = 'file download'
  if (!isSlacksUrl(url, apiUrl)) throw new UpstreamError('slack', 'notUnderstood', what)
  try {
    // `request` follows no redirect, so the token goes nowhere else.
    const { statusCode, headers, body } = await request(url, {
      headers: { authorization: `Bearer ${token}` },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      // The timeouts begin anew with each chunk: a file that comes byte by byte would come for ever.
      signal: AbortSignal.timeout(3 * timeoutMs),
    })
    // Where the token may not read it, Slack answers with its sign-in page.
    if (statusCode !== 200 || String(headers['content-type'] ?? '').startsWith('text/html')) {
      await body.dump()
      const isDown = statusCode >= 500
      throw new UpstreamError('slack', isDown ? 'down' : 'refused', what, {
        status: statusCode,
        code: 'file_not_readable',
      })
    }
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    throw new UpstreamError('slack', 'down', what, { cause: error })
  }
}

async function translateErrors<Answer>(method: string, isPost: boolean, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call()
  } catch (error) {
    throw translate(method, isPost, error)
  }
}

/** Answers that are about Slack's own trouble, and not about what was asked. */
const passing: readonly string[] = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

/** Slack's own words (`not_in_channel`) travel as `code`; tokens and payloads do not travel at all. */
function translate(method: string, isPost: boolean, error: unknown): unknown {
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error
    // Slack says of these that a part may have been done all the same.
    if (passing.includes(code)) return new UpstreamError('slack', 'down', method, { code, outcomeUnknown: isPost })
    const isKey = ['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'].includes(code)
    const { needed } = error.data as { needed?: unknown }
    const neededScope = typeof needed === 'string' && /^[a-z:._,-]{1,100}$/.test(needed) ? needed : undefined
    return new UpstreamError('slack', isKey ? 'keyRefused' : 'refused', method, { code, neededScope })
  }
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new UpstreamError('slack', 'rateLimited', method, { retryAfterMs: error.retryAfter * 1000 })
  if (error instanceof webApi.WebAPIHTTPError)
    return new UpstreamError('slack', 'down', method, { status: error.statusCode, outcomeUnknown: isPost })
  if (error instanceof webApi.WebAPIRequestError)
    return new UpstreamError('slack', 'down', method, { outcomeUnknown: isPost, cause: error.original })
  return error
}
