import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { assign } from '../support/assign.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const channel: string = sandboxChannels.finops.id

/** What was said of one Workspace. */
const textsAbout = ({ slack }: TestBot, workspace: string, where = channel) =>
  slack
    .messages({ channel: where })
    .map((message) => printMessage(message, slack))
    .filter((text) => text.includes(`${workspace}: €`) || text.includes(`${workspace} reached its cap`))

test('a Workspace that nears its cap is told once for each level, and anew under another cap', async () => {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '30m' } })
  bot.slack.updatePerson('U0JONAS', { email: 'noah@northwind.example' })
  const toldInPerson = () =>
    ['U0JONAS', 'U0SARAH', 'U0NADIA'].map((user) => textsAbout(bot, 'Support-bot', bot.slack.directMessage(user)))
  const look = async () => {
    bot.sandbox.clock.advance(60 * 60_000)
    await bot.bot.settle()
  }
  await assign(bot, 'Support-bot', { owner: 'U0SARAH', from: '2026-11' })
  bot.mistral.setCap('Support-bot', 100_000)
  await look()
  expect(textsAbout(bot, 'Support-bot')).toEqual([])
  bot.mistral.burn({ amount: 3_000, workspace: 'Support-bot' })
  bot.mistral.setCap('Support-bot', 4_000)
  await look()
  await look()
  expect(textsAbout(bot, 'Support-bot')).toEqual([expect.stringMatching(/reached its cap: €[\d,]+ of €4,000 used/)])
  // So are, in person, who administers the Workspace at Mistral and who was assigned as its owner.
  const told = expect.stringMatching(/reached its cap/)
  expect(toldInPerson()).toEqual([[told], [told], []])
  bot.mistral.setCap('Support-bot', 90_000)
  await look()
  expect(textsAbout(bot, 'Support-bot')).toHaveLength(1)
  bot.mistral.burn({ amount: 70_000, workspace: 'Support-bot' })
  await look()
  expect(textsAbout(bot, 'Support-bot').slice(1)).toEqual([
    expect.stringMatching(/^⚠ Support-bot: €[\d,]+ of its cap of €90,000 used \([89]\d%\)/),
  ])
})

test('a look asks for the caps anew: one that was changed is not held against what was remembered', async () => {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '2m' } })
  const pass = async (seconds: number) => {
    bot.sandbox.clock.advance(seconds * 1_000)
    await bot.bot.settle()
  }
  bot.mistral.burn({ amount: 90_000, workspace: 'Support-bot' })
  bot.mistral.setCap('Support-bot', 110_000)
  await pass(240)
  expect(textsAbout(bot, 'Support-bot')).toHaveLength(1)
  await pass(90)
  await bot.askForText('workspaces', { user: 'U0CLAIRE', channel })
  bot.mistral.setCap('Support-bot', 109_000)
  await pass(31)
  expect(textsAbout(bot, 'Support-bot').slice(1)).toEqual([expect.stringContaining('of its cap of €109,000 used')])
})

test('whoever owns the Workspace is told also where Slack refuses the message to the channel', async () => {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '30m' } })
  await bot.bot.settle()
  await assign(bot, 'Support-bot', { owner: 'U0SARAH', from: '2026-11' })
  bot.mistral.setCap('Support-bot', 4_000)
  bot.slack.updateChannel(channel, { isArchived: true })
  bot.sandbox.clock.advance(60 * 60_000)
  await bot.bot.settle()
  expect(textsAbout(bot, 'Support-bot')).toEqual([])
  expect(textsAbout(bot, 'Support-bot', bot.slack.directMessage('U0SARAH'))).toHaveLength(1)
})
