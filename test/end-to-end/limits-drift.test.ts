import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'
import { actionsIn, verifyTrail } from '../support/trail.ts'

const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string }
const minuteMs = 60_000

async function pass(bot: TestBot, ms = 5 * minuteMs): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

async function started(change: Record<string, string> = {}, sandbox?: TestBot['sandbox']): Promise<TestBot> {
  const bot = await startBot({ settings: { ...settings, ...change }, ...(sandbox ? { sandbox } : {}) })
  await bot.bot.settle()
  return bot
}

const noticesIn = ({ slack }: TestBot, channel = approvalsChannel) =>
  slack.messages({ channel }).filter((message) => printMessage(message, slack).includes('changed at Mistral'))
const textsIn = (bot: TestBot, channel?: string) =>
  noticesIn(bot, channel).map((message) => printMessage(message, bot.slack))

async function press(bot: TestBot, user: string, actionId: string): Promise<void> {
  const message = noticesIn(bot).at(-1)!
  await raiseSteps(bot).andSettle(() => bot.slack.click({ user, message, actionId }))
}

describe('a limit that somebody changes at Mistral', () => {
  test('is told within a poll, once, with who it was, and stands in the trail', async () => {
    const bot = await started()
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    const [text, ...more] = textsIn(bot)
    expect(text).toMatch(
      /^⚠ The limit was changed at Mistral, not through me: €45,000 → €60,000\nBy @Marc Delacroix, .*says Mistral’s audit log\n€[\d,]+ of €60,000 used/,
    )
    expect(text).toContain('[Keep €60,000] [Request change back…]')
    expect(more).toEqual([])
    for (let poll = 0; poll < 3; poll += 1) await pass(bot)
    expect(textsIn(bot)).toHaveLength(1)
    expect(await actionsIn(bot)).toContain('limit.changed-outside')
    expect((await verifyTrail(bot)).whole).toBe(true)
  })

  test('can be kept by a decider alone, and the notice says by whom', async () => {
    const bot = await started()
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    await press(bot, 'U0SARAH', 'limits.keep-outside')
    expect(textsIn(bot)[0]).toContain('[Keep €60,000]')
    await press(bot, 'U0CLAIRE', 'limits.keep-outside')
    await bot.bot.settle()
    expect(textsIn(bot)).toEqual([expect.stringContaining('✅ @Claire Fontaine kept the limit: €60,000')])
    expect(textsIn(bot)[0]).not.toContain('[Keep')
    expect(bot.mistral.organization.limit).toBe(60_000)
    expect(await actionsIn(bot)).toContain('limit.kept-outside')
    expect(await bot.askForText('whoami data', { user: 'U0CLAIRE' })).toContain('that you kept: 1')
  })

  test('is changed back by an ordinary request, and by nothing else', async () => {
    const bot = await started()
    const steps = raiseSteps(bot)
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    await press(bot, 'U0CLAIRE', 'limits.change-back')
    expect(steps.modal('U0CLAIRE')).toMatch(/45000[\s\S]*it was changed to €60,000 at Mistral, without a request/)
    expect(bot.mistral.organization.limit).toBe(60_000)
    await steps.send('U0CLAIRE', { amount: '45000', term: 'permanent' })
    await steps.approve('U0MARC')
    await pass(bot)
    expect(bot.mistral.organization.limit).toBe(45_000)
    expect(textsIn(bot)).toEqual([expect.stringContaining('The limit has changed again since.')])
  })

  test('is told to each decider where there is no approvals channel', async () => {
    const bot = await started({ APPROVALS_CHANNEL: '' })
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    for (const user of ['U0CLAIRE', 'U0MARC', 'U0NADIA'])
      expect(textsIn(bot, bot.slack.directMessage(user))).toHaveLength(1)
    expect(textsIn(bot, bot.slack.directMessage('U0SARAH'))).toEqual([])
  })

  test('is told without a name where Mistral’s log cannot be read', async () => {
    const bot = await started()
    bot.mistral.faults.fail(404, { path: '/audit-logs' })
    bot.mistral.setLimit(60_000, 'marc@northwind.example')
    await pass(bot)
    expect(textsIn(bot)[0]).toContain('Mistral’s audit log does not say who did it')
  })

  test('while the bot is away is told when it is back, once', async () => {
    const bot = await started()
    await bot.stop()
    bot.mistral.setLimit(50_000, 'marc@northwind.example')
    bot.mistral.setLimit(null, 'claire@northwind.example')
    const again = await started({ DATABASE_URL: `sqlite:${bot.dataDir}/chatops.sqlite` }, bot.sandbox)
    await pass(again)
    expect(textsIn(again)).toEqual([expect.stringMatching(/€45,000 → no limit\nBy @Claire Fontaine/)])
  })

  test('several times is told each time, and only the last can be kept', async () => {
    const bot = await started()
    for (const limit of [60_000, 45_000]) {
      bot.mistral.setLimit(limit, 'marc@northwind.example')
      await pass(bot)
    }
    const [first, second] = textsIn(bot)
    expect(first).toContain('The limit has changed again since.')
    expect(second).toMatch(/€60,000 → €45,000[\s\S]*\[Keep €45,000\]/)
  })
})

describe('a limit that the bot changes itself', () => {
  test('is no drift, nor is its way back', async () => {
    const bot = await started()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    await pass(bot)
    expect(bot.mistral.organization.limit).toBe(50_000)
    await pass(bot, 14 * 24 * 60 * minuteMs)
    for (let poll = 0; poll < 3; poll += 1) await pass(bot)
    expect(bot.mistral.organization.limit).toBe(45_000)
    expect(textsIn(bot)).toEqual([])
  })

  test('is no drift where Mistral’s answer gets lost and the bot is started again', async () => {
    const bot = await started()
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    bot.mistral.faults.loseAnswer('/spend-limit', 1, 'POST')
    await steps.approve('U0CLAIRE')
    await bot.stop()
    const again = await started({ DATABASE_URL: `sqlite:${bot.dataDir}/chatops.sqlite` }, bot.sandbox)
    for (let poll = 0; poll < 4; poll += 1) await pass(again)
    expect(bot.mistral.organization.limit).toBe(50_000)
    expect(textsIn(again)).toEqual([])
  })
})
