import type { Clock } from '../../../src/domain/time/clock.ts'

export interface JumpingClock extends Clock {
  /** What was slept, in milliseconds. */
  readonly slept: readonly number[]
  advance(ms: number): void
}

/** Stands still until somebody sleeps or advances it, and sleeps in no time. */
export function createJumpingClock(start = '2026-11-18T09:12:00Z'): JumpingClock {
  let now = Date.parse(start)
  const slept: number[] = []
  return {
    slept,
    now: () => new Date(now),
    advance(ms) {
      now += ms
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      slept.push(ms)
      now += ms
    },
  }
}
