import type { UpstreamError } from '../domain/errors.ts'
import type { Log } from '../domain/log.ts'
import { type Measures, noMeasures, resultOf } from '../domain/measures.ts'
import { requestId } from '../domain/request.ts'
import type { Clock } from '../domain/time/clock.ts'
import { type AuthMode, createAuth } from './auth.ts'
import { type Body, parseJson } from './body.ts'
import { explainBreak, explainNonsense, explainStatus } from './failures.ts'
import { type Ask, createHttp, type HttpAnswer, nameAsk, nameOperation } from './http.ts'
import { retryRead } from './retry.ts'

export type CallLog = Pick<Log, 'debug' | 'info' | 'warn'>

export interface CallerOptions {
  readonly url: string
  readonly key: string
  readonly clock: Clock
  readonly timeoutMs: number
  readonly random: () => number
  readonly log?: CallLog
  readonly measures?: Measures
}

/** Turns a JSON answer into a value of the domain; throws where it has not even the right shape. */
type Read<Value> = (answer: unknown) => Value
/** The same for an answer that may be too large to be read here. */
type ReadBody<Value> = (body: Body) => Value | Promise<Value>

export interface Caller {
  readonly host: string
  authMode(): AuthMode | undefined
  get<Value>(path: string, query: Ask['query'], read: Read<Value>, signal?: AbortSignal): Promise<Value>
  getBody<Value>(path: string, query: Ask['query'], read: ReadBody<Value>, signal?: AbortSignal): Promise<Value>
  /** Sent once: only a 401, which changes nothing, is answered with other headers. */
  post<Value>(path: string, body: Ask['body'], read: Read<Value>, signal?: AbortSignal): Promise<Value>
  /** Gives up the reads that are under way and waits for the writes. */
  close(): Promise<void>
}

/** One call to the Admin API, from the question to a value or an UpstreamError. */
export function createCaller(options: CallerOptions): Caller {
  const { url, key, clock, timeoutMs, random, log, measures = noMeasures } = options
  const http = createHttp(url, timeoutMs)
  const auth = createAuth(key)
  const closing = new AbortController()
  /** Many calls can be the first one at the same moment. */
  let announced = auth.mode()

  async function attempt<Value>(ask: Ask, read: ReadBody<Value>, signal?: AbortSignal): Promise<Value> {
    signal?.throwIfAborted()
    const answer = await send(ask, signal)
    const failure = explainStatus(ask, answer, clock)
    if (failure) throw noted(failure)
    try {
      return await read(answer.body)
    } catch (error) {
      // A SyntaxError quotes the answer, and an answer may quote the key.
      throw noted(explainNonsense(ask, error instanceof SyntaxError ? undefined : error))
    }
  }

  async function send(ask: Ask, signal?: AbortSignal): Promise<HttpAnswer> {
    const startedAt = clock.now().getTime()
    try {
      const answer = await auth.send((headers) => http.send(ask, { ...headers, ...nameRequest() }, signal))
      const ms = clock.now().getTime() - startedAt
      measures.called({ service: 'mistral', operation: nameOperation(ask), result: resultOf(answer.status), ms })
      const facts = { call: nameAsk(ask), status: answer.status, ms }
      if (ask.method === 'GET') log?.debug(facts, 'Mistral answered')
      else log?.info(facts, 'Mistral answered a write')
      if (auth.mode() !== announced) log?.info({ mode: auth.mode() }, 'Mistral accepted the key')
      announced = auth.mode()
      return answer
    } catch (error) {
      // A read that its caller gave up is no failure of Mistral's. A write may have arrived all the same.
      if (signal?.aborted && ask.method === 'GET') throw signal.reason
      const ms = clock.now().getTime() - startedAt
      measures.called({ service: 'mistral', operation: nameOperation(ask), result: 'none', ms })
      throw noted(explainBreak(ask, error))
    }
  }

  function noted(error: UpstreamError): UpstreamError {
    const { call, reason, status, outcomeUnknown } = error
    // Not offered by this dialect, or by this plan: the caller knows which, and says so.
    if (status === 404) log?.debug({ call, reason, status }, 'Mistral has no such path')
    else log?.warn({ call, reason, status, outcomeUnknown }, 'Mistral failed')
    return error
  }

  const getBody: Caller['getBody'] = (path, query, read, callerSignal) => {
    const ask: Ask = { method: 'GET', path, ...(query && { query }) }
    const signal = callerSignal ? AbortSignal.any([callerSignal, closing.signal]) : closing.signal
    let tries = 0
    const tryOnce = () => {
      if (tries++ > 0) measures.retried({ service: 'mistral', operation: nameOperation(ask) })
      return attempt(ask, read, signal)
    }
    return retryRead(tryOnce, { clock, random, budgetMs: 2 * timeoutMs, signal })
  }

  return {
    host: http.host,
    authMode: auth.mode,
    getBody,
    get: (path, query, read, signal) => getBody(path, query, asJson(read), signal),
    post: (path, body, read, signal) => attempt({ method: 'POST', path, ...(body && { body }) }, asJson(read), signal),
    close() {
      closing.abort(new Error('the Mistral client was closed'))
      return http.close()
    },
  }
}

/** Mistral's support, a proxy's log and ours then speak of the same call. */
function nameRequest(): Record<string, string> {
  const id = requestId()
  return id === undefined ? {} : { 'x-request-id': id }
}

const asJson =
  <Value>(read: Read<Value>): ReadBody<Value> =>
  (body) =>
    read(parseJson(body))
