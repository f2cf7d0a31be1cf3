import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { startHeartbeats } from '../support/heartbeats.ts'
import { raiseSteps } from '../support/raise.ts'

const channel: string = sandboxChannels.finops.id
const settings = { ALERTS_CHANNEL: channel }
const minuteMs = 60_000
const hourMs = 60 * minuteMs

const textsIn = ({ slack }: TestBot, where = channel) =>
  slack
    .messages({ channel: where })
    .filter(({ visibleTo }) => visibleTo === undefined)
    .map((message) => printMessage(message, slack))

/** What somebody was told of the limit, and not of who may decide on it. */
const directTo = (bot: TestBot, user: string) =>
  textsIn(bot, bot.slack.directMessage(user)).filter((text) => !text.includes('can decide about the limit'))

async function pass(bot: TestBot, ms: number): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

async function started(change: Record<string, string> = {}): Promise<TestBot> {
  const bot = await startBot({ settings: { ...settings, ...change } })
  await bot.bot.settle()
  return bot
}

/** Uses that much of the limit, in per cent. */
function useUp(bot: TestBot, percent: number): void {
  const { limit, use } = bot.mistral.organization
  bot.mistral.burn({ amount: ((limit ?? 0) * percent) / 100 - use })
}

describe('alerts', () => {
  test('come within a poll of the figure at Mistral, once for each level, the highest alone', async () => {
    const bot = await started()
    const before = textsIn(bot).length
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    const [text, ...more] = textsIn(bot).slice(before)
    expect(text).toMatch(/€[\d,]+ of €45,000 used \(96%\)/)
    expect(text).toContain('[Ask for a raise]')
    expect(more).toEqual([])
    for (let look = 0; look < 4; look += 1) await pass(bot, 5 * minuteMs)
    expect(textsIn(bot).slice(before)).toHaveLength(1)
  })

  test('reach those who can raise the limit while their channel cannot be used', async () => {
    const bot = await started()
    bot.slack.updateChannel(channel, { isArchived: true })
    const before = textsIn(bot).length
    useUp(bot, 81)
    await pass(bot, 5 * minuteMs)
    expect(textsIn(bot)).toHaveLength(before)
    for (const user of ['U0CLAIRE', 'U0MARC'])
      expect(directTo(bot, user)).toEqual([expect.stringMatching(/of €45,000 used \(81%\)/)])
    expect(directTo(bot, 'U0SARAH')).toEqual([])
  })

  test('of a burst go to those who can raise the limit, with the hour first, the pace and the button', async () => {
    const bot = await started()
    for (let look = 0; look < 7; look += 1) {
      bot.mistral.burn({ amount: 150 })
      await pass(bot, 5 * minuteMs)
    }
    for (const user of ['U0CLAIRE', 'U0MARC']) {
      const urgent = directTo(bot, user).filter((text) => text.includes('an hour over the last'))
      expect(urgent).toHaveLength(1)
      expect(urgent[0]).toMatch(
        /^🔴 API stops ≈ [\s\S]*€[\d,]+ an hour over the last \d+ minutes[\s\S]*can raise the limit/,
      )
    }
    expect(directTo(bot, 'U0SARAH')).toEqual([])
    expect(textsIn(bot).filter((text) => text.includes('an hour over the last'))).toHaveLength(1)
  })

  test('say that access is suspended in one message, whatever else was crossed', async () => {
    const bot = await started()
    const before = textsIn(bot).length
    useUp(bot, 101)
    await pass(bot, 5 * minuteMs)
    const told = textsIn(bot).slice(before)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^🔴 API access is suspended: [\s\S]*can raise the limit/)
    expect(directTo(bot, 'U0CLAIRE').filter((text) => text.includes('API access is suspended'))).toHaveLength(1)
  })

  test('say that a payment failed, once, with the raise button and where to pay', async () => {
    const bot = await started()
    const before = textsIn(bot).length
    bot.mistral.faults.paymentFailed = true
    await pass(bot, 5 * minuteMs)
    await pass(bot, 5 * minuteMs)
    const told = textsIn(bot).slice(before)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('payment to Mistral failed')
    expect(told[0]).toContain('[Ask for a raise]')
  })

  test('open the form for whoever presses the button', async () => {
    const bot = await started()
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    const message = bot.slack.messages({ channel }).findLast(({ visibleTo }) => visibleTo === undefined)!
    const before = bot.outcomes.length
    await bot.slack.click({ user: 'U0SARAH', message, actionId: 'limits.ask' })
    await bot.finished(before + 1)
    expect(raiseSteps(bot).modal('U0SARAH')).toContain('Ask for a raise')
  })

  test('are armed anew by another limit', async () => {
    const bot = await started()
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    const before = textsIn(bot).length
    bot.mistral.setLimit(46_000, 'claire@northwind.example')
    useUp(bot, 97)
    await pass(bot, 5 * minuteMs)
    expect(textsIn(bot).slice(before)).toEqual([expect.stringMatching(/of €46,000 used \(97%\)/)])
  })

  test('are armed anew by a limit that comes back within the month', async () => {
    const bot = await started()
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    const before = textsIn(bot).length
    bot.mistral.setLimit(50_000, 'claire@northwind.example')
    await pass(bot, 5 * minuteMs)
    bot.mistral.setLimit(45_000, 'claire@northwind.example')
    await pass(bot, 5 * minuteMs)
    expect(textsIn(bot).slice(before)).toEqual([
      expect.stringMatching(/of €50,000 used \(86%\)/),
      expect.stringMatching(/of €45,000 used \(96%\)/),
    ])
  })

  test('say that access is suspended each time it is, at the same limit too', async () => {
    const bot = await started()
    useUp(bot, 101)
    await pass(bot, 5 * minuteMs)
    expect(directTo(bot, 'U0CLAIRE')).toEqual([expect.stringContaining('API access is suspended')])
    bot.mistral.setLimit(60_000, 'claire@northwind.example')
    await pass(bot, 5 * minuteMs)
    expect(directTo(bot, 'U0CLAIRE')).toEqual([expect.stringMatching(/^✅ The limit is now €60,000: [^[]*$/)])
    bot.mistral.setLimit(45_000, 'claire@northwind.example')
    await pass(bot, 5 * minuteMs)
    expect(directTo(bot, 'U0CLAIRE').slice(1)).toEqual([expect.stringContaining('API access is suspended')])
  })

  test('survive a restart: nothing is said twice', async () => {
    const bot = await started()
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    const before = textsIn(bot).length
    await bot.stop()
    const again = await startBot({
      settings: { ...settings, DATABASE_URL: `sqlite:${bot.dataDir}/chatops.sqlite` },
      sandbox: bot.sandbox,
    })
    await pass(again, 5 * minuteMs)
    expect(textsIn(again)).toHaveLength(before)
  })

  test('ask Mistral anew when they are told: what an instance remembers may be about the limit before', async () => {
    const bot = await started()
    await pass(bot, 5 * minuteMs)
    const asked = () => bot.mistral.requests.filter(({ path }) => path === '/spend-limit').length
    const before = asked()
    await pass(bot, 5 * minuteMs)
    expect(asked() - before).toBe(1)
    useUp(bot, 96)
    await pass(bot, 5 * minuteMs)
    expect(textsIn(bot).at(-1)).toMatch(/used \(96%\)/)
    expect(asked() - before).toBe(3)
  })

  test('wait longer from look to look while Mistral fails, and are back at once', async () => {
    const bot = await started()
    await pass(bot, 5 * minuteMs)
    bot.mistral.faults.fail(503)
    const asked = () => bot.mistral.requests.filter(({ path }) => path === '/spend-limit').length
    const before = asked()
    const begun = bot.mistral.requests.length
    for (let minutes = 0; minutes < 90; minutes += 5) await pass(bot, 5 * minuteMs)
    const since = bot.mistral.requests.slice(begun)
    // One request id is one look, which may try three times. Every five minutes there would be 18 of each watch.
    const looksAt = (wanted: string) =>
      new Set(since.filter(({ path }) => path === wanted).map(({ requestId }) => requestId)).size
    const [theLimit, capsAndUnusualDays] = [looksAt('/spend-limit'), looksAt('/workspaces')]
    expect(theLimit).toBeLessThanOrEqual(6)
    expect(theLimit).toBeGreaterThanOrEqual(3)
    expect(capsAndUnusualDays).toBeLessThanOrEqual(2 * 6)
    expect(capsAndUnusualDays).toBeGreaterThanOrEqual(2 * 3)
    expect(asked() - before).toBeLessThanOrEqual(3 * theLimit)
    bot.mistral.clearFaults()
    await pass(bot, 30 * minuteMs)
    const recovered = asked()
    for (let minutes = 0; minutes < 30; minutes += 5) await pass(bot, 5 * minuteMs)
    expect(asked() - recovered).toBeGreaterThanOrEqual(5)
  })

  test('say once that nobody watches, when Mistral gives no figures for an hour, and go on afterwards', async () => {
    const bot = await started()
    const before = textsIn(bot).length
    bot.mistral.faults.fail(503)
    for (let look = 0; look < 4; look += 1) await pass(bot, hourMs / 2)
    const told = textsIn(bot).slice(before)
    expect(told).toEqual([expect.stringContaining('No figures from Mistral since')])
    bot.mistral.clearFaults()
    useUp(bot, 96)
    await pass(bot, hourMs / 2)
    expect(textsIn(bot).at(-1)).toMatch(/used \(96%\)/)
  })

  test('go to no channel that another company can read, and still to those who can raise the limit', async () => {
    const bot = await started({ ALERTS_CHANNEL: sandboxChannels.shared.id })
    useUp(bot, 101)
    await pass(bot, 5 * minuteMs)
    expect(bot.slack.messages({ channel: sandboxChannels.shared.id })).toEqual([])
    expect(directTo(bot, 'U0CLAIRE')).toEqual([expect.stringContaining('API access is suspended')])
  })

  test('send a sign of life to a dead man’s switch after each good poll, and none after a bad one', async () => {
    const { url, beats } = await startHeartbeats({ failsLater: true })
    const bot = await started({ HEARTBEAT_URL: `${url}/ping/s3cret` })
    expect(beats).toEqual(['/ping/s3cret'])
    bot.mistral.faults.fail(503)
    await pass(bot, 5 * minuteMs)
    expect(beats).toHaveLength(1)
    bot.mistral.clearFaults()
    // Once more as long as nothing came, and then as ever.
    await pass(bot, 10 * minuteMs)
    await pass(bot, 5 * minuteMs)
    expect(beats).toHaveLength(3)
    expect(bot.logLines.join('\n')).toContain('HEARTBEAT_URL did not take the heartbeat')
    expect(bot.logLines.join('\n')).not.toContain('s3cret')
  })

  test('send none while Slack refuses the token: whatever is found, nobody would be told', async () => {
    const { url, beats } = await startHeartbeats()
    const bot = await started({ HEARTBEAT_URL: url })
    const readiness = async () => (await fetch(`http://127.0.0.1:${bot.bot.port}/readyz`)).json()
    expect(beats).toHaveLength(1)
    bot.slack.faults.fail('auth.test', 'token_revoked')
    await pass(bot, 5 * minuteMs)
    expect(beats).toHaveLength(1)
    expect(await readiness()).toMatchObject({ status: 'degraded', reasons: expect.arrayContaining(['slack-refuses']) })
    await pass(bot, 5 * minuteMs)
    expect(beats).toHaveLength(2)
  })
})
