import { UpstreamError } from '../domain/errors.ts'
import type { Clock } from '../domain/time/clock.ts'

export interface RetryOptions {
  readonly clock: Clock
  readonly random: () => number
  /** No try begins later than this after the first one. */
  readonly budgetMs: number
  readonly signal: AbortSignal
}

const maxTries = 3
const firstPauseMs = 250
const passingStatuses: readonly (number | undefined)[] = [undefined, 502, 503, 504]

/** Tries a read again while its failure looks passing. Writes never come here. */
export async function retryRead<Value>(attempt: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  const { clock, random, budgetMs, signal } = options
  const startedAt = clock.now().getTime()
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === maxTries || !isPassing(error)) throw error
      // Full jitter: callers that failed together do not come back together. Never earlier than Mistral asked for.
      const pauseMs = (error.retryAfterMs ?? 0) + random() * firstPauseMs * 2 ** (tries - 1)
      if (clock.now().getTime() - startedAt + pauseMs > budgetMs) throw error
      await clock.sleep(pauseMs, signal)
    }
  }
}

const isPassing = (error: unknown): error is UpstreamError =>
  error instanceof UpstreamError &&
  (error.reason === 'rateLimited' || (error.reason === 'down' && passingStatuses.includes(error.status)))
