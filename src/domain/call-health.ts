import { UpstreamError, type UpstreamReason } from './errors.ts'
import type { Clock } from './time/clock.ts'

/** How one kind of call has been faring since the process began. */
export interface CallHealth {
  readonly lastSuccess: Date | null
  readonly lastFailure: { readonly reason: UpstreamReason; readonly at: Date } | null
}

export interface Health {
  watch<Value>(name: string, work: () => Promise<Value>): Promise<Value>
  calls(): Readonly<Record<string, CallHealth>>
}

export function createHealth(clock: Clock): Health {
  const calls = new Map<string, CallHealth>()
  const note = (name: string, news: Partial<CallHealth>) =>
    calls.set(name, { ...(calls.get(name) ?? { lastSuccess: null, lastFailure: null }), ...news })
  return {
    calls: () => Object.fromEntries(calls),
    async watch(name, work) {
      try {
        const value = await work()
        note(name, { lastSuccess: clock.now() })
        return value
      } catch (error) {
        if (error instanceof UpstreamError) note(name, { lastFailure: { reason: error.reason, at: clock.now() } })
        throw error
      }
    },
  }
}
