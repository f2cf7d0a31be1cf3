import { UpstreamError, type UpstreamReason } from '../domain/errors.ts'
import type { Clock } from '../domain/time/clock.ts'
import { type Ask, type HttpAnswer, nameAsk } from './http.ts'

/** Codes of failures that happen before the first byte of a request is sent: a write cannot have taken effect. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** The error that an answer's status means; undefined for 2xx. */
export function explainStatus(ask: Ask, answer: HttpAnswer, clock: Clock): UpstreamError | undefined {
  const { status } = answer
  if (status >= 200 && status < 300) return undefined
  const retryAfterMs = readRetryAfter(answer.retryAfter, clock.now())
  return new UpstreamError('mistral', reasonFor(status), nameAsk(ask), {
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    outcomeUnknown: ask.method === 'POST' && (status < 400 || status >= 500),
  })
}

function reasonFor(status: number): UpstreamReason {
  if (status < 400) return 'notUnderstood'
  if (status === 401) return 'keyRefused'
  if (status === 403 || status === 404) return 'notEnterprise'
  if (status === 429) return 'rateLimited'
  return status >= 500 ? 'down' : 'refused'
}

/** No answer at all, or one that was cut: unreachable, timed out, too large. */
export function explainBreak(ask: Ask, error: unknown): UpstreamError {
  const code = codeOf(error)
  const isTooLarge = code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
  return new UpstreamError('mistral', isTooLarge ? 'notUnderstood' : 'down', nameAsk(ask), {
    outcomeUnknown: ask.method === 'POST' && !neverSent.has(code),
    cause: error,
  })
}

/** A 2xx answer without the shape that was expected. A write has probably taken effect, but nothing proves it. */
export function explainNonsense(ask: Ask, cause?: unknown): UpstreamError {
  return new UpstreamError('mistral', 'notUnderstood', nameAsk(ask), { outcomeUnknown: ask.method === 'POST', cause })
}

/** Seconds, or a date; anything else is as good as none. */
function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined
  if (/^\s*\d{1,9}(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
