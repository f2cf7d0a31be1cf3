import { setTimeout as wait } from 'node:timers/promises'

/** The only source of time: tests and the sandbox bring their own, so that nothing has to sleep for real. */
export interface Clock {
  now(): Date
  /** Resolves after that time on this clock; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    }
  },
}
