import type { Clock } from '../domain/time/clock.ts'
import { withinMs } from '../domain/time/within.ts'

/** Counts what is being handled, since Bolt's `stop()` does not wait for it. */
export interface InFlight {
  run(work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is left, or at the deadline; tells how many were cut off. */
  drain(deadlineMs: number): Promise<number>
}

export function countInFlight(clock: Clock): InFlight {
  const running = new Set<Promise<void>>()
  return {
    run(work) {
      const promise = work().finally(() => running.delete(promise))
      running.add(promise)
      return promise
    },
    async drain(deadlineMs) {
      const idle = (async () => {
        while (running.size > 0) await Promise.allSettled(running)
      })()
      await withinMs(clock, deadlineMs, idle)
      return running.size
    },
  }
}
