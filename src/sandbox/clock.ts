import type { Clock } from '../domain/time/clock.ts'

/** Runs like a real clock, and can be moved: whoever sleeps on it wakes when their time has come. */
export interface SandboxClock extends Clock {
  advance(ms: number): void
}

interface Sleeper {
  readonly due: number
  wake(): void
}

/** Longer waits are taken in parts, since timers cannot hold them. */
const longestTimerMs = 2 ** 31 - 1

export function createSandboxClock(start: Date): SandboxClock {
  let offset = start.getTime() - Date.now()
  const sleepers = new Set<Sleeper>()
  const now = () => Date.now() + offset
  return {
    now: () => new Date(now()),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        let timer: NodeJS.Timeout
        const end = () => {
          clearTimeout(timer)
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', abort)
        }
        const abort = () => {
          end()
          reject(signal?.reason)
        }
        const sleeper: Sleeper = {
          due: now() + ms,
          wake() {
            clearTimeout(timer)
            const left = sleeper.due - now()
            if (left > 0) {
              timer = setTimeout(sleeper.wake, Math.min(left, longestTimerMs))
              return
            }
            end()
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', abort, { once: true })
        timer = setTimeout(sleeper.wake, Math.min(ms, longestTimerMs))
      }),
    advance(ms) {
      offset += ms
      // In the order in which they would have woken, as if the time had passed.
      for (const sleeper of [...sleepers].toSorted((a, b) => a.due - b.due)) sleeper.wake()
    },
  }
}
