import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'

const channel: string = sandboxChannels.finops.id
const dayMs = 24 * 3_600_000

test('keys that end within a week, or whose maker left, are told on one morning each, without their names', async () => {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '12h' } })
  const texts = () =>
    bot.slack
      .messages({ channel })
      .map((message) => printMessage(message, bot.slack))
      .filter((text) => text.includes('API key'))
  const morning = async () => {
    bot.sandbox.clock.advance(dayMs)
    await bot.bot.settle()
  }
  await bot.bot.settle()
  expect(texts()).toEqual([])
  await morning()
  const first = texts()
  expect(first).toEqual([
    expect.stringMatching(/^⚠ \d+ API keys? (expires? within 7 days|w\w+ made by somebody who left)/),
  ])
  const names = (await bot.askForText('keys', { user: 'U0CLAIRE' })).match(/(?<=• ).+?(?=, )/g) ?? []
  expect(names.length).toBeGreaterThan(0)
  for (const name of names) expect(first[0]).not.toContain(name)
  await morning()
  expect(
    texts()
      .slice(1)
      .filter((text) => text.includes('made by somebody who left')),
  ).toEqual([])
})
