import { setImmediate } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** Lets time pass in steps that no poll and no lease is longer than, and does what is due after each. */
export async function pass({ time, bot }: Fleet, ms: number, step = 20 * second): Promise<void> {
  for (let left = ms; left > 0; left -= step) {
    await time.advance(Math.min(step, left))
    await bot.settle()
  }
}

/** Presses Approve and lets the polls on the clock run until the request is there. */
export async function approveUntil(fleet: Fleet, state: string): Promise<void> {
  const { steps, slack, time, bot } = fleet
  await steps.review('U0CLAIRE', 'approve')
  const before = fleet.outcomes.length
  await slack.submitView({ user: 'U0CLAIRE', viewId: slack.views('U0CLAIRE').at(-1)?.id ?? '', values: {} })
  await fleet.finished(before + 1)
  const settled = bot.settle()
  while ((await fleet.state()) !== state) {
    await time.advance(second)
    await setImmediate()
  }
  await settled
}
