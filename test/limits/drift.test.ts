import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { startFleet } from './support/fleet.ts'

describeOnEachDatabase('a limit that was changed at Mistral', (open, place) => {
  test('is told once by three instances', async () => {
    const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string }
    const fleet = await startFleet(open, place, { size: 3, settings })
    await fleet.bot.settle()
    fleet.mistral.setLimit(60_000, 'marc@northwind.example')
    for (let poll = 0; poll < 3; poll += 1) {
      await fleet.time.advance(5 * 60_000)
      await fleet.bot.settle()
    }
    const posts = fleet.slack
      .messages({ channel: approvalsChannel })
      .map((message) => printMessage(message, fleet.slack))
    expect(posts).toEqual([expect.stringContaining('changed at Mistral, not through me: €45,000 → €60,000')])
    expect((await fleet.actions()).filter((action) => action === 'changed-outside')).toHaveLength(1)
  })
})
