import { describe, expect, test } from 'vitest'
import type { PostTables } from '../../src/chatops/notify/schema.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { actionsIn, lookInto } from '../support/trail.ts'

const channel: string = sandboxChannels.finops.id
const settings = { DIGEST_CHANNEL: channel, DIGEST_AT: 'Mon 09:00', TIME_ZONE: 'Europe/Paris' }
const claire = { user: 'U0CLAIRE', channel: sandboxChannels.general.id as string }
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Mistral answers, and has counted nothing. */
const noUsage = { path: '/usage', body: { currency: 'EUR', prices: [], completion: { models: {} } } }

const postsIn = ({ slack }: TestBot) => slack.messages({ channel }).filter(({ visibleTo }) => visibleTo === undefined)
const textsIn = (bot: TestBot) => postsIn(bot).map((message) => printMessage(message, bot.slack))
const reopened = ({ dataDir }: TestBot) => ({ ...settings, DATABASE_URL: `sqlite:${dataDir}/chatops.sqlite` })

/** The sandbox begins on Wednesday 18 November, 10:12 in Paris. */
async function pass(bot: TestBot, ms: number): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

describe('the weekly digest of the settings', () => {
  test('is posted on its day and hour, once, with picture and sections; details and the head of the trail in its thread', {
    timeout: 60_000,
  }, async () => {
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
    expect(text).toMatch(/\[Open report\].*\[Mute\].*\[Settings\]/)
    expect(JSON.stringify(postsIn(bot)[0]?.blocks)).toContain('"slack_file"')
    const [, thread, ...others] = bot.slack.thread({ channel, ts: postsIn(bot)[0]!.ts })
    expect(printMessage(thread!, bot.slack)).toMatch(
      /^By Workspace\n.*€[\s\S]*By model\n.*€[\s\S]*Audit trail up to here: entry \d+/,
    )
    expect(others).toEqual([])
    await pass(bot, 6 * dayMs)
    expect(postsIn(bot)).toHaveLength(1)
    await pass(bot, dayMs)
    expect(textsIn(bot).at(-1)).toMatch(/^23–29 Nov: /)
  })

  test('after a standstill of three weeks is one post, about the last week that it was due for', async () => {
    const clock = createDemoClock()
    const first = await startBot({ settings, clock })
    await first.bot.settle()
    await first.stop()
    clock.advance(21 * dayMs)
    const again = await startBot({ settings: reopened(first), sandbox: first.sandbox })
    await again.bot.settle()
    expect(textsIn(again)).toEqual([expect.stringMatching(/^30 Nov–6 Dec: /)])
  })

  test('is made on an empty database only: whoever unsubscribed gets none back by a restart', async () => {
    const first = await startBot({ settings })
    const [list] = await first.ask('digest list', claire)
    await first.slack.click({ user: 'U0CLAIRE', message: list!, actionId: 'digest.end' })
    await first.finished(2)
    await first.stop()
    const again = await startBot({ settings: reopened(first), sandbox: first.sandbox })
    expect(await again.askForText('digest list', claire)).toContain('No channel has a digest yet.')
    await pass(again, 8 * dayMs)
    expect(textsIn(again)).toEqual([])
  })

  test('while Mistral does not answer, says why once, and comes as soon as it does', async () => {
    const bot = await startBot({ settings })
    await bot.bot.settle()
    bot.mistral.faults.fail(503, { path: '/usage' })
    await pass(bot, 4 * dayMs + 22 * hourMs + 50 * 60_000)
    expect(postsIn(bot)).toEqual([])
    for (let hour = 0; hour < 5; hour += 1) await pass(bot, hourMs)
    expect(textsIn(bot)).toEqual([
      expect.stringMatching(/^No digest for 16–22 Nov yet: I cannot get the figures from Mistral\./),
    ])
    bot.mistral.clearFaults()
    await pass(bot, 20 * 60_000)
    expect(textsIn(bot)).toHaveLength(2)
    expect(textsIn(bot)[1]).toMatch(/^16–22 Nov: /)
  })

  test('after the bot itself was away says nothing of one answer that failed, and comes at the next try', async () => {
    const first = await startBot({ settings })
    await first.bot.settle()
    await first.stop()
    first.sandbox.clock.advance(6 * dayMs)
    first.mistral.faults.fail(503, { path: '/usage' })
    const bot = await startBot({
      settings: { ...settings, DATABASE_URL: `sqlite:${first.dataDir}/chatops.sqlite` },
      sandbox: first.sandbox,
    })
    await bot.bot.settle()
    expect(textsIn(bot)).toEqual([])
    bot.mistral.clearFaults()
    await pass(bot, 60_000)
    expect(textsIn(bot)).toEqual([expect.stringMatching(/^16–22 Nov: /)])
  })

  test('outlives an outage of days, and is dropped once the next one is due', { timeout: 60_000 }, async () => {
    const bot = await startBot({ settings })
    await bot.bot.settle()
    bot.mistral.faults.fail(503, { path: '/usage' })
    await pass(bot, 5 * dayMs)
    for (let hour = 0; hour < 3; hour += 1) await pass(bot, hourMs)
    await pass(bot, 2 * dayMs)
    bot.mistral.clearFaults()
    await pass(bot, hourMs)
    expect(textsIn(bot)).toHaveLength(2)
    expect(textsIn(bot)[1]).toMatch(/^16–22 Nov: /)
    bot.mistral.faults.fail(503, { path: '/usage' })
    await pass(bot, 8 * dayMs)
    for (let hour = 0; hour < 3; hour += 1) await pass(bot, hourMs)
    await pass(bot, 6 * dayMs)
    bot.mistral.clearFaults()
    await pass(bot, hourMs)
    await pass(bot, hourMs)
    expect(textsIn(bot)).toHaveLength(4)
    expect(textsIn(bot).at(-1)).toMatch(/^30 Nov–6 Dec: /)
  })

  test('without usage does not go out, and says so once, however many weeks it lasts', async () => {
    const bot = await startBot({ settings })
    bot.mistral.faults.fail(200, noUsage)
    await pass(bot, 5 * dayMs)
    await pass(bot, 7 * dayMs)
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)).toEqual([
      expect.stringMatching(/^No digest for 16–22 Nov: Mistral reports no usage for these days\./),
    ])
    expect(await bot.askForText('digest list', claire)).toContain('no figures at present')
    bot.mistral.clearFaults()
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)).toHaveLength(2)
    expect(textsIn(bot)[1]).toMatch(/^7–13 Dec: /)
    bot.mistral.faults.fail(200, noUsage)
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)[2]).toMatch(/^No digest for 14–20 Dec: /)
  })

  test('says so once, also where the record of what was posted went meanwhile', async () => {
    const bot = await startBot({ settings: { ...settings, RETENTION_MONTHS: '3' } })
    bot.mistral.faults.fail(200, noUsage)
    await pass(bot, 5 * dayMs)
    const told = () => textsIn(bot).filter((text) => text.startsWith('No digest'))
    expect(told()).toHaveLength(1)
    await pass(bot, 120 * dayMs)
    const posts = await lookInto(bot, (db) => db.query<PostTables>().selectFrom('posts').select('key').execute())
    expect(posts.filter(({ key }) => key.startsWith('digest.silence:'))).toEqual([])
    await pass(bot, 7 * dayMs)
    expect(told()).toHaveLength(1)
  })

  test('goes to no channel that another company can read: it is paused, and the admins are told, once', async () => {
    const bot = await startBot({ settings: { ...settings, DIGEST_CHANNEL: sandboxChannels.shared.id } })
    await pass(bot, 5 * dayMs)
    const told = () =>
      bot.slack
        .messages({ channel: bot.slack.directMessage('U0CLAIRE') })
        .map((message) => printMessage(message, bot.slack))
        .filter((text) => text.includes('I paused a digest'))
    expect(told()).toHaveLength(1)
    expect(told()[0]).toContain('People outside this company can read the channel')
    await pass(bot, 8 * dayMs)
    expect(told()).toHaveLength(1)
    expect(bot.slack.messages({ channel: sandboxChannels.shared.id })).toEqual([])
  })
})

describe('/mistral digest', () => {
  test('shows the real thing to whoever may read, and to nobody else', async () => {
    const bot = await startBot({ settings })
    expect(await bot.askForText('digest')).toMatch(/^11–17 Nov: €[\d,]+[\s\S]*November: €[\d,]+ of €45,000/)
    expect(await bot.askForText('digest monthly')).toMatch(/^October: €[\d,]+, [+−]\d+% \([+−]€[\d,]+\) on September/)
    expect(await bot.askForText('digest tomorrow')).toContain('digest monthly')
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
    expect(await actionsIn(bot)).toEqual(['digest.subscribed', 'access.refused', 'digest.sending', 'digest.sent'])
  })

  test('says how to get one where no channel has any', async () => {
    const bot = await startBot({ settings: { DIGEST_CHANNEL: '' } })
    expect(await bot.askForText('digest send', claire)).toContain('/mistral digest subscribe')
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
