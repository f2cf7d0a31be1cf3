import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { startFleet } from './support/fleet.ts'
import { createRandom, takeSeed } from './support/soak.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const levels = [80, 95]
const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string, POLL_INTERVAL: '5m' }

describeOnEachDatabase('three instances in a storm', (open, place) => {
  test('say each level of each limit once, at the next poll, the highest alone', { timeout: 300_000 }, async () => {
    const random = createRandom(takeSeed('storm'))
    const fleet = await startFleet(open, place, { size: 3, settings })
    const { mistral, slack, time } = fleet
    const posts = () =>
      slack
        .messages({ channel: settings.ALERTS_CHANNEL })
        .filter(({ visibleTo, threadTs }) => visibleTo === undefined && threadTs === undefined)
        .map((message) => printMessage(message, slack))
        .filter((text) => text.includes(' used ('))
    const pass = async (ms: number) => {
      await time.advance(ms)
      await fleet.bot.settle()
    }
    let crossings = 0
    for (let era = 0; era < 4; era += 1) {
      // After some hours nothing is left of the pace before: what follows is about levels alone.
      await pass(4 * hourMs)
      const limit = Math.ceil(mistral.organization.use * 2) + era
      mistral.setLimit(limit, 'marc@northwind.example')
      let reached = 0
      for (let look = 0; look < 5; look += 1) {
        const before = posts().length
        const use = (limit * (50 + random.below(49))) / 100
        if (use > mistral.organization.use) mistral.burn({ amount: use - mistral.organization.use })
        const level = Math.max(0, ...levels.filter((each) => (mistral.organization.use / limit) * 100 >= each))
        await pass(5 * minuteMs)
        const said = posts().slice(before)
        expect(said.length).toBeLessThanOrEqual(1)
        if (level > reached) {
          expect(said).toEqual([expect.stringContaining(`of €${limit.toLocaleString('en')} used (`)])
          crossings += 1
        }
        reached = Math.max(reached, level)
      }
      // One more at most for the forecast, and one where its day moved.
      expect(posts().filter((text) => text.includes(limit.toLocaleString('en'))).length).toBeLessThanOrEqual(4)
    }
    expect(crossings).toBeGreaterThan(0)
  })
})
