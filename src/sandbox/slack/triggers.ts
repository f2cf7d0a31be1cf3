import { randomBytes } from 'node:crypto'
import type { Clock } from '../../domain/time/clock.ts'
import { SlackRefusal } from './slack-refusal.ts'

const lifetimeMs = 3_000

export type Triggers = ReturnType<typeof createTriggers>

/** A trigger opens one modal, within three seconds of the click. */
export function createTriggers(clock: Clock) {
  const issued = new Map<string, { userId: string; at: number; realAt: number; isExchanged: boolean }>()

  return {
    issue(userId: string): string {
      const id = `${issued.size + 1}.${randomBytes(8).toString('hex')}`
      issued.set(id, { userId, at: clock.now().getTime(), realAt: performance.now(), isExchanged: false })
      return id
    },
    /** Whose click it was. Real time counts as well, so that a standing clock does not hide a slow bot. */
    exchange(id: string): string {
      const trigger = issued.get(id)
      if (!trigger) throw new SlackRefusal('invalid_trigger_id')
      if (trigger.isExchanged) throw new SlackRefusal('exchanged_trigger_id')
      const ageMs = Math.max(clock.now().getTime() - trigger.at, performance.now() - trigger.realAt)
      if (ageMs > lifetimeMs) throw new SlackRefusal('expired_trigger_id')
      trigger.isExchanged = true
      return trigger.userId
    },
    clear: () => issued.clear(),
  }
}
