import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { startFleet } from './support/fleet.ts'

const channel: string = sandboxChannels.finops.id
const rounds = 4

describeOnEachDatabase('alerts of two instances', (open, place) => {
  test('are told by either of them, also by one that remembers the limit before', async () => {
    const fleet = await startFleet(open, place, {
      size: 2,
      settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '1m', HISTORY_MONTHS: '0' },
    })
    const { slack, mistral, time, bot } = fleet
    await bot.settle()
    const alerts = (written: string) =>
      slack
        .messages({ channel })
        .filter(({ visibleTo }) => visibleTo === undefined)
        .map((message) => printMessage(message, slack))
        .filter((text) => text.includes(`of ${written} used`))
    for (let round = 0; round < rounds; round += 1) {
      // Both remember an answer about the limit that is about to change.
      const before = fleet.outcomes.length
      for (let question = 0; question < 4; question += 1)
        await slack.command({ user: 'U0CLAIRE', channel: sandboxChannels.general.id, text: 'limits' })
      await fleet.finished(before + 4)
      const limit = Math.ceil(mistral.organization.use / 0.97) + round
      mistral.setLimit(limit, 'marc@northwind.example')
      await time.advance(70_000)
      await bot.settle()
      expect(alerts(`€${limit.toLocaleString('en')}`)).toHaveLength(1)
    }
  })
})
