import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { allScopes } from '../limits/support/fleet.ts'
import { assign } from '../support/assign.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const channel: string = sandboxChannels.finops.id
const minuteMs = 60_000
const lookMs = 15 * minuteMs

const messagesIn = ({ slack }: TestBot, where = channel) =>
  slack.messages({ channel: where }).filter(({ visibleTo }) => visibleTo === undefined)

/** What somebody was told of bursts, and not of who may decide. */
const direct = ({ slack }: TestBot, user: string) =>
  slack
    .messages({ channel: slack.directMessage(user) })
    .filter((message) => !printMessage(message, slack).includes('can decide about the limit'))

const deciders = ['U0CLAIRE', 'U0MARC', 'U0NADIA']

/** A batch has looped: at this pace the limit is reached tonight. Something may go wrong at each look until it is told. */
async function burst(
  prepare: (bot: TestBot) => Promise<unknown> | undefined = () => undefined,
  goWrong: (slack: TestBot['slack']) => void = () => {},
  interval = '15m',
) {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: interval }, scopes: allScopes })
  await prepare(bot)
  await bot.bot.settle()
  const before = messagesIn(bot).length
  const isTold = () => deciders.some((user) => direct(bot, user).length > 0)
  while (!isTold()) {
    goWrong(bot.slack)
    await loop(bot)
    bot.slack.faults.clear()
  }
  const posted = () =>
    messagesIn(bot)
      .slice(before)
      .map((message) => printMessage(message, bot.slack))
  const press = (user: string, message = direct(bot, user)[0]!) =>
    raiseSteps(bot).andSettle(() => bot.slack.click({ user, message, actionId: 'limits.on-it' }))
  return { bot, posted, press, textsTo: (user: string) => direct(bot, user).map((m) => printMessage(m, bot.slack)) }
}

async function loop(bot: TestBot, amount = 450, ms = lookMs): Promise<void> {
  if (amount > 0) bot.mistral.burn({ amount })
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

/** How long it took until somebody was told, as /metrics has it. */
async function measured({ bot }: TestBot) {
  const text = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text()
  const read = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    )
  const told = read('chatops_alert_delay_seconds_count')
  return {
    told,
    late: told - read('chatops_alert_delay_seconds_bucket{le="3600"}'),
    failing: read('chatops_jobs{state="failing"}'),
  }
}

const bursts = (texts: string[]) => texts.filter((text) => text.includes('an hour over the last'))

describe('a burst', () => {
  test('has one message in the channel, which keeps up with it', async () => {
    const { bot, posted } = await burst()
    const [first] = bursts(posted())
    await loop(bot, 900)
    const [later, ...others] = bursts(posted())
    expect(others).toEqual([])
    expect(later).toMatch(/^🔴 API stops ≈ /)
    expect(later).not.toBe(first)
  })

  test('is told to those who decide once more after half an hour, and then no more', async () => {
    const { bot, textsTo } = await burst()
    await loop(bot)
    expect(textsTo('U0CLAIRE')).toHaveLength(1)
    for (let look = 0; look < 3; look += 1) await loop(bot)
    expect(textsTo('U0CLAIRE')).toHaveLength(2)
    expect(textsTo('U0CLAIRE')[1]).toMatch(/^🔴 API stops ≈ /)
    expect(textsTo('U0MARC')).toHaveLength(2)
  })

  test('is told in the channel and to whom ROLE_MAP names while Mistral does not say who decides, and to others later', async () => {
    const bot = await startBot({
      settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '15m', ROLE_MAP: 'U0CLAIRE:admin' },
    })
    await bot.bot.settle()
    bot.mistral.faults.fail(503, { path: '/users' })
    await loop(bot, 30_000)
    const suspended = expect.stringMatching(/^🔴 API access is suspended/)
    const textsTo = (user: string) => direct(bot, user).map((message) => printMessage(message, bot.slack))
    expect(messagesIn(bot).map((message) => printMessage(message, bot.slack))).toContainEqual(suspended)
    expect(textsTo('U0CLAIRE')).toEqual([suspended])
    expect(textsTo('U0MARC')).toEqual([])
    bot.mistral.faults.clear()
    bot.sandbox.clock.advance(60_000)
    await bot.bot.settle()
    expect(textsTo('U0CLAIRE')).toHaveLength(1)
    expect(textsTo('U0MARC')).toEqual([suspended])
  })

  test('that somebody is on is not told again; every message says who it is, and so does the trail', async () => {
    const { bot, posted, press, textsTo } = await burst()
    await press('U0CLAIRE')
    for (let look = 0; look < 3; look += 1) await loop(bot)
    for (const texts of [bursts(posted()), textsTo('U0CLAIRE'), textsTo('U0MARC')]) {
      expect(texts).toEqual([expect.stringMatching(/Claire.* is on it/)])
      expect(texts[0]).not.toContain('[I’m on it]')
    }
    const taken = (await readTrail(bot)).filter(({ action }) => action === 'limit.alert-taken')
    expect(taken).toHaveLength(1)
    expect(taken[0]).toMatchObject({ outcome: 'done' })
  })

  test('can be taken from the channel by whoever decides, and by nobody else', async () => {
    const { bot, posted, press } = await burst()
    const message = () => messagesIn(bot).findLast((one) => printMessage(one, bot.slack).includes('an hour over'))!
    await press('U0SARAH', message())
    expect(bursts(posted())[0]).not.toContain('is on it')
    await press('U0MARC', message())
    expect(bursts(posted())[0]).toMatch(/Marc.* is on it/)
  })

  test('belongs to the first who says so: the second learns who it is', async () => {
    const { bot, press, posted } = await burst()
    const copy = direct(bot, 'U0MARC')[0]!
    await press('U0CLAIRE')
    await press('U0MARC', copy)
    expect(bursts(posted())[0]).toMatch(/Claire.* is on it/)
    const told = bot.slack.messages({ channel: copy.channel, as: 'U0MARC' }).at(-1)!
    expect(printMessage(told, bot.slack)).toMatch(/Claire.* is on it already/)
  })

  test('that ends in a suspension tells those who decide of it, in the same message of the channel', async () => {
    const { bot, posted, textsTo } = await burst()
    const { limit, use } = bot.mistral.organization
    await loop(bot, (limit ?? 0) - use + 10)
    expect(posted().filter((text) => text.includes('[I’m on it]'))).toEqual([
      expect.stringMatching(/^🔴 API access is suspended/),
    ])
    expect(bursts(posted())).toEqual([])
    expect(textsTo('U0CLAIRE')).toHaveLength(2)
    expect(textsTo('U0CLAIRE')[1]).toMatch(/^🔴 API access is suspended/)
  })

  test('that stopped says so a day later, without a button to take it', async () => {
    const { bot, posted } = await burst()
    const count = posted().length
    bot.sandbox.clock.advance(25 * 3_600_000)
    await bot.bot.settle()
    const over = posted().slice(0, count).at(-1)
    expect(over).toMatch(/^✅ No longer urgent: /)
    expect(over).not.toContain('on it')
  })

  test('is told to whoever owns the Workspace behind it, who can ask for a raise and decides nothing', async () => {
    const { bot, textsTo } = await burst((bot) => {
      bot.slack.updatePerson('U0JONAS', { email: 'noah@northwind.example' })
      return assign(bot, 'Support-bot', { owner: 'U0SARAH', from: '2026-11' })
    })
    // Jonas administers it at Mistral, and Sarah was assigned.
    expect(textsTo('U0SARAH')).toEqual(textsTo('U0JONAS'))
    expect(textsTo('U0JONAS')).toEqual([expect.stringMatching(/^🔴 API stops ≈ [\s\S]*Support-bot/)])
    expect(textsTo('U0JONAS')[0]).toContain('[Ask for a raise]')
    expect(textsTo('U0JONAS')[0]).not.toContain('[I’m on it]')
    for (let look = 0; look < 4; look += 1) await loop(bot)
    expect(textsTo('U0JONAS')).toHaveLength(1)
  })

  test('is told at the next try to whoever decides and could not be told at first, as long as it lasts', async () => {
    const { bot, textsTo } = await burst(undefined, ({ faults }) => faults.fail('chat.postMessage', 'invalid_blocks'))
    expect(deciders.flatMap(textsTo)).toHaveLength(2)
    bot.sandbox.clock.advance(minuteMs)
    await bot.bot.settle()
    expect(deciders.map((user) => textsTo(user).length)).toEqual([1, 1, 1])
  })

  test('wakes those who decide also while Slack does not say whether its channel can be used', async () => {
    const { bot, posted, textsTo } = await burst(undefined, ({ faults }) =>
      faults.fail('conversations.info', 'internal_error', 99),
    )
    expect(deciders.map((user) => textsTo(user).length)).toEqual([1, 1, 1])
    expect(bursts(posted())).toEqual([])
    await loop(bot, 0, minuteMs)
    expect(bursts(posted())).toHaveLength(1)
    expect(deciders.map((user) => textsTo(user).length)).toEqual([1, 1, 1])
  })

  test('that is over by the next try is told to nobody any more, and what arrived unnoticed says that it is over', async () => {
    const { bot, textsTo } = await burst(undefined, ({ faults }) => {
      faults.fail('chat.postMessage', 'service_unavailable')
      faults.loseResponse('chat.postMessage')
    })
    expect(deciders.flatMap(textsTo)).toHaveLength(2)
    bot.mistral.setLimit(90_000, 'Marc Delacroix')
    await loop(bot, 0)
    expect(deciders.flatMap(textsTo)).toHaveLength(2)
    for (const text of deciders.flatMap(textsTo)) {
      expect(text).toMatch(/^✅ /)
      expect(text).not.toContain('[I’m on it]')
    }
  })

  test('that somebody takes while it is told once more says so in those messages as well', async () => {
    const { bot, textsTo } = await burst(undefined, undefined, '20m')
    await loop(bot, 600, 20 * minuteMs)
    const database = new DatabaseSync(join(bot.dataDir, 'chatops.sqlite'))
    // Another instance heard it and has drawn all anew that it knew of, before the last of them were posted.
    const stop = bot.slack.on((change) => {
      if (change.type !== 'message' || textsTo('U0CLAIRE').length < 2) return
      stop()
      database.exec('update limit_bursts set taken_at = began_at')
      database.close()
    })
    // Half an hour is over, and the next look is not due.
    await loop(bot, 0, 11 * minuteMs)
    for (const user of deciders) {
      expect(textsTo(user)).toHaveLength(2)
      expect(textsTo(user)[1]).not.toContain('[I’m on it]')
    }
  })

  test('counts as told with each message that is new, and neither when they are redrawn, taken nor at its end', async () => {
    const { bot, posted, press } = await burst()
    const first = posted().length + deciders.flatMap((user) => direct(bot, user)).length
    expect((await measured(bot)).told).toBe(first)
    await loop(bot, 900)
    await press('U0CLAIRE')
    expect((await measured(bot)).told).toBe(first)
    bot.sandbox.clock.advance(25 * 3_600_000)
    await bot.bot.settle()
    expect(bursts(posted())).toEqual([])
    // What is new once it has calmed down is told by itself.
    expect((await measured(bot)).told).toBe(first + 1)
  })

  test('that Slack takes nothing of for two hours fails all the time, and is measured from when it was found', async () => {
    const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, POLL_INTERVAL: '15m' } })
    await bot.bot.settle()
    bot.slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1, times: 10_000 })
    const isFound = () => bot.logLines.some((line) => line.includes('"kind":"limits.burst"'))
    while (!isFound()) await loop(bot)
    for (let look = 0; look < 8; look += 1) {
      await loop(bot)
      const { told, failing } = await measured(bot)
      expect(told).toBe(0)
      if (look > 2) expect(failing).toBeGreaterThan(0)
    }
    bot.slack.faults.clear()
    await loop(bot)
    expect(messagesIn(bot)).toHaveLength(1)
    const told = 1 + deciders.length
    expect(await measured(bot)).toEqual({ told, late: told, failing: 0 })
  })

  test('asks Workspaces for who drives it once an hour, and not at each look', async () => {
    const { bot } = await burst()
    // It has no cap of its own, so nothing else asks about it.
    const id = bot.mistral.organization.workspaces.find(({ name }) => name === 'Support-bot')?.id
    const asked = () => bot.mistral.requests.filter(({ query }) => query.workspace_id === id).length
    const before = asked()
    for (let look = 0; look < 3; look += 1) await loop(bot)
    expect(asked()).toBe(before)
    await loop(bot)
    await loop(bot)
    expect(asked()).toBe(before + 1)
  })
})
