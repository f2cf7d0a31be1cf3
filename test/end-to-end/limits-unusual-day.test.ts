import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'

const channel: string = sandboxChannels.finops.id
const hourMs = 3_600_000

test('a day far from its weekday is told once on the next morning, with the model and the Workspace behind it', async () => {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '12h' } })
  const unusual = () =>
    bot.slack
      .messages({ channel })
      .map((message) => printMessage(message, bot.slack))
      .filter((text) => text.includes('on that weekday'))
  const wait = async (hours: number) => {
    bot.sandbox.clock.advance(hours * hourMs)
    await bot.bot.settle()
  }
  bot.mistral.burn({ amount: 6_000, workspace: 'Marketing', model: 'codestral-latest' })
  await bot.bot.settle()
  expect(unusual()).toEqual([])
  await wait(24)
  expect(unusual()).toEqual([
    expect.stringMatching(/^📈 Wed 18 Nov cost €[\d,]+, [\s\S]*Marketing \+€[\d,]+ · Codestral \+€/),
  ])
  // The next day is as its weekday usually is.
  await wait(24)
  expect(unusual()).toHaveLength(1)
})
