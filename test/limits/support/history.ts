import { expect } from 'vitest'
import { day, hour, pass } from './acts.ts'
import type { Fleet } from './fleet.ts'
import type { createRandom } from './soak.ts'

/**
 * Weeks in the life of an Organization: raises for a month, until a date, for good; spending; a colleague in the Admin
 * Panel; days that pass. Whatever comes, the bot sets no limit at or below the use, and nothing that nobody decided.
 */
export async function liveThrough(fleet: Fleet, random: ReturnType<typeof createRandom>, turns: number) {
  const { mistral, time, steps } = fleet
  const lived: string[] = []
  const tooLow: string[] = []
  const stop = mistral.on((event) => {
    if (event.type !== 'request' || event.request.method !== 'POST' || event.request.status !== 200) return
    const { limit, use } = mistral.organization
    lived.push(`the bot sets ${limit} at ${Math.round(use)}`)
    if (limit !== null && limit <= use) tooLow.push(`${limit} at ${use}`)
  })
  for (let turn = 0; turn < turns; turn++) {
    const room = Math.ceil((mistral.organization.use + 2_000) / 1_000) * 1_000
    const inDays = (days: number) => new Date(time.clock.now().getTime() + days * day).toISOString().slice(0, 10)
    const acts = {
      async change() {
        const amount = String(room + 1_000 * random.below(30))
        const term = random.oneOf(['month', 'date', 'permanent'])
        lived.push(`somebody asks for ${amount}, ${term}`)
        const until = term === 'date' ? { until: inDays(2 + random.below(12)) } : {}
        const refused = await steps.request({ amount, term, ...until }, { line: 'limits set' })
        if (Object.keys(refused).length === 0 && (await fleet.state()).endsWith('open')) await steps.approve('U0CLAIRE')
      },
      async burn() {
        const amount = 500 + random.below(6_000)
        lived.push(`${amount} is spent at once`)
        mistral.burn({ amount })
      },
      async meddle() {
        const amount = room + 1_000 * random.below(10)
        lived.push(`a colleague sets ${amount}`)
        mistral.setLimit(amount, 'Marc Delacroix')
      },
      async wait() {
        const days = 1 + random.below(6)
        mistral.faults.counterLagMs = random.oneOf([0, 0, 2, 12]) * hour
        lived.push(`${days} days pass`)
        await pass(fleet, days * day, 12 * hour)
      },
    }
    await random.oneOf([acts.change, acts.change, acts.burn, acts.meddle, acts.wait, acts.wait, acts.wait])()
  }
  stop()
  const story = lived.join('\n')
  expect(tooLow, story).toEqual([])
  const decided = (await fleet.actions()).filter((action) => action === 'approved' || action === 'ending').length
  expect(fleet.writes().length, story).toBeLessThanOrEqual(decided)
  expect(await fleet.isTrailWhole(), story).toBe(true)
  const raises = await fleet.raises()
  expect(
    raises.filter(({ state }) => ['applying', 'unknown', 'unclear'].includes(state)),
    story,
  ).toEqual([])
  return story
}
