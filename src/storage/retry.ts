import type { Clock } from '../domain/time/clock.ts'

const maxAttempts = 20
const firstPauseMs = 10
const longestPauseMs = 500
const sqliteBusy = 5

/** Runs work again while the engine says that somebody else was in the way. The work must have left nothing behind. */
export async function retryTransient<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === maxAttempts || !isTransient(error)) throw error
      // Full jitter: those who collided once should not meet again.
      await clock.sleep(Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** attempt))
    }
  }
}

/**
 * A lost connection is not among them: the commit may have arrived, and running the work again would do it twice.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && (error.code === '40001' || error.code === '40P01')) return true
  // The low byte is the primary code; the rest says which kind of busy it was.
  if ('errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === sqliteBusy) return true
  return isTransient(error.cause)
}
