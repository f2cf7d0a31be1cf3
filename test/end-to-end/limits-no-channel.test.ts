import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { startHeartbeats } from '../support/heartbeats.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

async function started(settings: Record<string, string> = {}): Promise<TestBot> {
  const bot = await startBot({ isWatching: true, settings: { ALERTS_CHANNEL: '', ...settings } })
  await bot.bot.settle()
  return bot
}

async function pass(bot: TestBot, ms = 5 * minuteMs): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

const textsIn = ({ slack }: TestBot, channel: string) =>
  slack
    .messages({ channel })
    .filter(({ visibleTo }) => visibleTo === undefined)
    .map((message) => printMessage(message, slack))

const directTo = (bot: TestBot, user: string) =>
  textsIn(bot, bot.slack.directMessage(user)).filter((text) => !text.includes('can decide about the limit'))

/** A batch has looped. */
async function loop(bot: TestBot): Promise<void> {
  for (let look = 0; look < 8; look += 1) {
    bot.mistral.burn({ amount: 150 })
    await pass(bot)
  }
}

describe('without ALERTS_CHANNEL', () => {
  test('those who decide are told that access stops tonight, and that it has stopped', async () => {
    const bot = await started()
    await loop(bot)
    expect(directTo(bot, 'U0CLAIRE')).toEqual([expect.stringMatching(/^🔴 API stops ≈ [\s\S]*an hour over the last/)])
    bot.mistral.burn({ amount: 30_000 })
    await pass(bot)
    expect(directTo(bot, 'U0CLAIRE').at(-1)).toMatch(/^🔴 API access is suspended/)
    expect(directTo(bot, 'U0MARC').at(-1)).toMatch(/^🔴 API access is suspended/)
    expect(directTo(bot, 'U0SARAH')).toEqual([])
  })

  test('a limit that is changed at Mistral is told', async () => {
    const bot = await started()
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    expect(textsIn(bot, approvalsChannel)).toEqual([expect.stringContaining('The limit was changed at Mistral')])
  })

  test('the dead man’s switch hears of each good poll, and those who decide that there are none', async () => {
    const { url, beats } = await startHeartbeats()
    const bot = await started({ HEARTBEAT_URL: url })
    await pass(bot)
    expect(beats).toHaveLength(2)
    bot.mistral.faults.fail(503, { path: '/spend-limit' })
    for (let look = 0; look < 3; look += 1) await pass(bot, hourMs / 2)
    expect(directTo(bot, 'U0CLAIRE')).toEqual([expect.stringContaining('No figures from Mistral since')])
    expect(beats).toHaveLength(2)
  })

  test.each([
    ['whoever ROLE_MAP names', { ROLE_MAP: 'U0CLAIRE:admin' }, 'U0CLAIRE'],
    ['the approvals channel, where Mistral alone knows who decides', {}, approvalsChannel],
  ])('while Mistral answers nothing at all, %s hears that there are no figures', async (_, settings, reader) => {
    const bot = await started(settings)
    bot.mistral.faults.fail(503)
    for (let look = 0; look < 3; look += 1) await pass(bot, hourMs / 2)
    const texts = reader === approvalsChannel ? textsIn(bot, approvalsChannel) : directTo(bot, reader)
    expect(texts).toEqual([expect.stringContaining('No figures from Mistral since')])
  })

  test('what can wait is told nowhere, since nobody chose a place for it', async () => {
    const bot = await started()
    const channels = Object.values(sandboxChannels).map(({ id }) => id as string)
    const { limit, use } = bot.mistral.organization
    const steps = raiseSteps(bot)
    await steps.open('U0CLAIRE', 'budget set')
    await steps.send('U0CLAIRE', { scope: 'organization', amount: '40000' })
    bot.mistral.setCap('Sandbox', 1)
    bot.mistral.burn({ amount: (limit ?? 0) * 0.81 - use })
    await pass(bot)
    await pass(bot, hourMs)
    expect(directTo(bot, 'U0CLAIRE').filter((text) => text.includes('(81%)'))).toEqual([])
    expect(channels.flatMap((channel) => textsIn(bot, channel))).toEqual([])

    // What was said to nobody counts as unsaid: a channel that is set later hears it.
    await bot.stop()
    const finops: string = sandboxChannels.finops.id
    const DATABASE_URL = `sqlite:${bot.dataDir}/chatops.sqlite`
    const again = await startBot({ settings: { ALERTS_CHANNEL: finops, DATABASE_URL }, sandbox: bot.sandbox })
    await pass(again)
    expect(textsIn(again, finops)).toContainEqual(expect.stringContaining('(81%)'))
    expect(textsIn(again, finops)).toContainEqual(expect.stringContaining('Sandbox reached its cap'))
    expect(textsIn(again, finops)).toContainEqual(expect.stringMatching(/^Budget: 9\d% of €40,000 used/))
  })
})
