import type { Clock } from './clock.ts'

/** Waits for the work, but no longer than that; what takes longer goes on by itself. Tells whether it was done in time. */
export async function withinMs(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  const over = new AbortController()
  const late = clock.sleep(ms, over.signal).catch(() => {})
  try {
    return await Promise.race([work.then(() => true), late.then(() => false)])
  } finally {
    over.abort()
  }
}
