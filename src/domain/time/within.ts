import type { Clock } from './clock.ts'

/** Waits for the work, but no longer than that; what takes longer goes on by itself. */
export async function withinMs(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  try {
    await Promise.race([work, clock.sleep(ms, over.signal).catch(() => {})])
  } finally {
    over.abort()
  }
}
