import type { Clock } from '../../domain/time/clock.ts'
import type { Faults } from './faults.ts'
import { SlackRefusal } from './slack-refusal.ts'

/** Slack's one message a second and channel, while the fault bench asks for it. */
export function createPostingLimit(clock: Clock, faults: Faults) {
  const lastPosts = new Map<string, number>()
  return {
    spend(channel: string): void {
      const now = clock.now().getTime()
      if (faults.isPostingLimited() && now - (lastPosts.get(channel) ?? Number.NEGATIVE_INFINITY) < 1_000)
        throw new SlackRefusal('ratelimited', { retryAfterSeconds: 1 })
      lastPosts.set(channel, now)
    },
    clear: () => lastPosts.clear(),
  }
}
