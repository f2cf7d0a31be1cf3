import { describe, expect, test } from 'vitest'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { actionsIn } from '../support/trail.ts'

const channel: string = sandboxChannels.finops.id
const settings = { DIGEST_CHANNEL: channel, DIGEST_AT: 'Mon 09:00', TIME_ZONE: 'Europe/Paris' }
const claire = { user: 'U0CLAIRE', channel: sandboxChannels.general.id as string }
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const postsIn = ({ slack }: TestBot) => slack.messages({ channel }).filter(({ visibleTo }) => visibleTo === undefined)
const textsIn = (bot: TestBot) => postsIn(bot).map((message) => printMessage(message, bot.slack))

/** The sandbox begins on Wednesday 18 November, 10:12 in Paris. */
async function pass(bot: TestBot, ms: number): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

describe('the weekly digest', () => {
  test('is posted on its day and hour, once, with picture, sections and the head of the trail in its thread', async () => {
    const bot = await startBot({ settings })
    const steps = raiseSteps(bot)
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    await pass(bot, 4 * dayMs + 22 * hourMs)
    expect(postsIn(bot)).toEqual([])
    await pass(bot, hourMs)
    const [text] = textsIn(bot)
    expect(text).toMatch(
      /^16–22 Nov: €[\d,]+, [+−]\d+% \([+−]€[\d,]+\) on the week before\nNovember: €[\d,]+ of €50,000 \(\d+%\), landing ≈ €[\d,]+/,
    )
    expect(text).toContain('✅ Limit changed: €45,000 → €50,000, November only')
    expect(text).toMatch(/Le Chat {2}\d+ people/)
    expect(text).toMatch(/Workspaces {2}[▲▼]/)
    expect(text).toContain('[Open report]')
    expect(JSON.stringify(postsIn(bot)[0]?.blocks)).toContain('"slack_file"')
    const [, head] = bot.slack.thread({ channel, ts: postsIn(bot)[0]!.ts })
    expect(printMessage(head!, bot.slack)).toMatch(/Audit trail up to here: entry \d+/)
    await pass(bot, 6 * dayMs)
    expect(postsIn(bot)).toHaveLength(1)
    await pass(bot, dayMs)
    expect(textsIn(bot).at(-1)).toMatch(/^23–29 Nov: /)
  })

  test('after a standstill of three weeks is one post about the last week', async () => {
    const clock = createDemoClock()
    const first = await startBot({ settings, clock })
    await first.bot.settle()
    await first.stop()
    clock.advance(21 * dayMs)
    const again = await startBot({
      settings: { ...settings, DATABASE_URL: `sqlite:${first.dataDir}/chatops.sqlite` },
      sandbox: first.sandbox,
    })
    await again.bot.settle()
    expect(textsIn(again)).toEqual([expect.stringMatching(/^2–8 Dec: /)])
  })

  test('waits while Mistral does not answer, and comes as soon as it does', async () => {
    const bot = await startBot({ settings })
    await bot.bot.settle()
    bot.mistral.faults.fail(503, { path: '/usage' })
    await pass(bot, 5 * dayMs)
    expect(postsIn(bot)).toEqual([])
    bot.mistral.clearFaults()
    await pass(bot, 20 * 60_000)
    expect(textsIn(bot)[0]).toMatch(/^16–22 Nov: /)
  })

  test('goes to no channel that another company can read: the admins are told, once', async () => {
    const bot = await startBot({ settings: { ...settings, DIGEST_CHANNEL: sandboxChannels.shared.id } })
    await pass(bot, 5 * dayMs)
    const told = () =>
      bot.slack
        .messages({ channel: bot.slack.directMessage('U0CLAIRE') })
        .map((message) => printMessage(message, bot.slack))
        .filter((text) => text.includes('could not be posted'))
    expect(told()).toHaveLength(1)
    expect(told()[0]).toContain('People outside this company can read that channel')
    await pass(bot, dayMs)
    expect(told()).toHaveLength(1)
    expect(bot.slack.messages({ channel: sandboxChannels.shared.id })).toEqual([])
  })
})

describe('/mistral digest', () => {
  test('shows the real thing to whoever may read, and to nobody else', async () => {
    const bot = await startBot({ settings })
    expect(await bot.askForText('digest')).toMatch(/^11–17 Nov: €[\d,]+[\s\S]*November: €[\d,]+ of €45,000/)
    const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
    expect(await bot.askForText('digest', gabi)).toContain('Guests of this workspace')
    expect(postsIn(bot)).toEqual([])
  })

  test('is sent now by those who decide, and stands in the trail', async () => {
    const bot = await startBot({ settings })
    expect(await bot.askForText('digest send', { user: 'U0SARAH', channel: claire.channel })).toContain(
      'admin or billing role',
    )
    expect(await bot.askForText('digest send', claire)).toContain('Posted in #finops.')
    expect(textsIn(bot)[0]).toMatch(/^11–17 Nov: /)
    expect(await actionsIn(bot)).toEqual(['access.refused', 'digest.sending', 'digest.sent'])
  })

  test('says what to set where no channel is set', async () => {
    const bot = await startBot({ settings: { DIGEST_CHANNEL: '' } })
    expect(await bot.askForText('digest send', claire)).toContain('No channel is set for the digest')
  })

  test('opens the report of its week for whoever presses the button', async () => {
    const bot = await startBot({ settings })
    await bot.ask('digest send', claire)
    const before = bot.outcomes.length
    await bot.slack.click({ user: 'U0SARAH', message: postsIn(bot)[0]!, actionId: 'digest.open' })
    await bot.finished(before + 1)
    const answer = bot.slack.messages({ channel, as: 'U0SARAH' }).at(-1)!
    expect(answer.visibleTo).toBe('U0SARAH')
    expect(printMessage(answer, bot.slack)).toMatch(/^11–17 Nov: €[\s\S]*By workspace/)
  })
})
