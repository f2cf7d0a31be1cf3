import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { read, seen } from './support.ts'

const finops = sandboxChannels.finops.id
const sarah = { user: 'U0SARAH', channel: finops }

/** Until Mistral has been asked something, however long the machine takes. */
async function isAsked({ mistral }: Pick<TestBot, 'mistral'>): Promise<void> {
  while (mistral.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
}

describe('while Mistral takes its time', () => {
  test('the bot says after two seconds that it is asking, and then answers', async () => {
    const bot = await startBot()
    bot.mistral.faults.delay(200)
    const answered = bot.ask('spend')
    await isAsked(bot)
    // The sandbox's clock goes on by itself: a busy machine may take most of a second for what comes next.
    bot.sandbox.clock.advance(1_000)
    // Time enough for a notice that should not be there.
    for (let rounds = 0; rounds < 5; rounds += 1) await fetch(`http://127.0.0.1:${bot.bot.port}/healthz`)
    expect(bot.slack.messages({ channel: finops, as: 'U0SARAH' })).toEqual([])
    bot.sandbox.clock.advance(1_000)
    const [notice, answer, ...more] = await answered
    expect([notice!, answer!].map((message) => read(bot.slack, message))).toEqual([
      expect.stringMatching(/^Loading…/),
      expect.stringMatching(/^November: €/),
    ])
    expect(notice?.visibleTo).toBe('U0SARAH')
    expect(more).toEqual([])
  })

  test.each([
    { name: 'Socket Mode', overHttp: false },
    { name: 'signed HTTP', overHttp: true },
  ])('a command over $name is acknowledged at once, and answered honestly in the end', async ({ overHttp }) => {
    const bot = await startBot({ overHttp })
    bot.mistral.faults.hang()
    const { acknowledged, ackMs } = await bot.slack.command({ ...sarah, text: 'spend' })
    expect(acknowledged).toBe(true)
    expect(ackMs).toBeLessThan(1_500)
    await isAsked(bot)
    bot.sandbox.clock.advance(60_000)
    await seen(bot.slack, finops, 'U0SARAH', /^Loading…/)
    await bot.mistral.close()
    await seen(bot.slack, finops, 'U0SARAH', /Mistral’s Admin API does not answer, so there are no figures right now/)
  })
})

describe('when Mistral fails', () => {
  test.each([
    [
      'is down',
      ({ faults }: TestBot['mistral']) => faults.fail(500),
      /does not answer[\s\S]*says nothing about your models’ API/,
    ],
    [
      'limits requests',
      ({ faults }: TestBot['mistral']) => faults.fail(429, { retryAfterSeconds: 120 }),
      /too many requests\. Try again in 120 seconds/,
    ],
    [
      'refuses the key',
      ({ faults }: TestBot['mistral']) => faults.fail(401),
      /refuses my key.*`MISTRAL_ADMIN_API_KEY`/,
    ],
    ['is not an Enterprise plan', ({ faults }: TestBot['mistral']) => faults.fail(403), /needs an Enterprise plan/],
    [
      'refuses the request',
      ({ faults }: TestBot['mistral']) => faults.fail(422),
      /Mistral refused the request \(422\)/,
    ],
    ['talks nonsense', ({ faults }: TestBot['mistral']) => faults.garbage(), /could not read Mistral’s answer/],
    [
      'sends us elsewhere',
      ({ faults }: TestBot['mistral']) => faults.redirect('http://127.0.0.1:9/'),
      /could not read Mistral’s answer/,
    ],
  ] as const)('because it %s, the answer says so, and the next one is fine again', async (_, breakIt, words) => {
    const bot = await startBot()
    breakIt(bot.mistral)
    expect(await bot.askForText('spend')).toMatch(words)
    expect(bot.outcomes.at(-1)).toMatchObject({ command: 'spend', result: 'failed' })
    bot.mistral.clearFaults()
    expect(await bot.askForText('spend')).toMatch(/^November: €/)
  })

  test('status tells everyone what is wrong, since when, and that the rest works', async () => {
    const bot = await startBot()
    expect(await bot.askForText('status')).toMatch(/^All is well\./)
    bot.mistral.faults.fail(503, { path: '/spend-limit', retryAfterSeconds: 99 })
    const text = await bot.askForText('status')
    expect(text).toMatch(/^Something needs attention\./)
    expect(text).toMatch(/⚠ Spending limit: no answer, [\d:]+ UTC; last answered [\d:]+ UTC/)
    expect(text).toMatch(/✅ Workspaces, last answered/)
    bot.mistral.faults.fail(500)
    expect(await bot.askForText('status')).toMatch(/⚠ Workspaces: no answer/)
    bot.mistral.clearFaults()
    expect(await bot.askForText('status')).toMatch(/✅ Spending limit[\s\S]*✅ Workspaces/)
  })

  test('status counts mapped roles that Mistral does not confirm, and names them to those who decide', async () => {
    const bot = await startBot({ settings: { ROLE_MAP: 'U0JONAS:admin,U0CLAIRE:admin,U0MARC:member' } })
    expect(await bot.askForText('status')).toMatch(/⚠ Roles in `ROLE_MAP` that Mistral does not confirm: 1\n/)
    expect(await bot.askForText('status', { user: 'U0CLAIRE' })).toMatch(/does not confirm: @Jonas Bauer \(admin\)/)
  })

  test('status looks behind mapped groups as well, but not behind disabled ones', async () => {
    const bot = await startBot({ settings: { ROLE_MAP: 'U0MARC:member,S0ADMINS:admin,S0BILLING:billing,S0OLD:admin' } })
    const group = (id: string, members: readonly string[], isDisabled = false) =>
      bot.slack.putUserGroup({ id, name: id, handle: id.toLowerCase(), members, isDisabled })
    group('S0ADMINS', ['U0CLAIRE', 'U0MARC'])
    group('S0OLD', ['U0SARAH'], true)
    expect(await bot.askForText('status')).toMatch(/Roles in `ROLE_MAP`: 2 people, all as Mistral has them/)
    group('S0ADMINS', ['U0CLAIRE', 'U0JONAS'])
    group('S0BILLING', ['U0JONAS'])
    const text = await bot.askForText('status', { user: 'U0CLAIRE' })
    expect(text).toMatch(/does not confirm: @Jonas Bauer \(billing manager\)\n/)
  })
})

describe('a part that is missing is said, and the rest is answered', () => {
  test('the limit', async () => {
    const bot = await startBot()
    bot.mistral.faults.fail(500, { path: '/spend-limit' })
    expect(await bot.askForText('spend')).toMatch(/^November: €26,\d{3}\n[\s\S]*⚠ The limit could not be read/)
  })

  test('one Workspace', async () => {
    const bot = await startBot()
    await bot.ask('spend')
    bot.mistral.faults.fail(500, { path: '/usage', times: 1 })
    const text = await bot.askForText('spend by workspace')
    expect(text).toMatch(/⚠ No answer for (Support-bot|Code assistants|Data platform|Marketing|R&D|Sandbox)/)
    expect(text).toMatch(/\nwithout an answer, or in no workspace {2}€/)
  })

  test('the currency', async () => {
    const bot = await startBot()
    bot.mistral.faults.nullCurrency = true
    const text = await bot.askForText('spend')
    expect(text).toMatch(/^November: 26,\d{3} of 45,000/)
    expect(text).toContain('⚠ Mistral does not say in which currency')
    expect(text).not.toContain('€')
  })

  test('nothing of a category that is new: it is shown by Mistral’s own word', async () => {
    const bot = await startBot()
    bot.mistral.faults.unknownCategory = true
    expect(await bot.askForText('spend by category')).toMatch(/\nimage generation {2}€\d+/)
  })

  test('numbers of the limit', async () => {
    const bot = await startBot()
    bot.mistral.faults.nullNumbers = true
    expect(await bot.askForText('spend')).toMatch(/^November: €26,\d{3}\n/)
  })
})

describe('figures', () => {
  test('that do not exist and figures that are not to be had are different answers', async () => {
    const bot = await startBot()
    expect(await bot.askForText('spend 2020-02')).toMatch(/^Mistral reports no usage for February 2020/)
    bot.mistral.faults.fail(500, { path: '/usage' })
    expect(await bot.askForText('spend 2020-03')).toMatch(/does not answer/)
  })

  test('are asked for once, however many people ask at once, and their roles each time', async () => {
    const bot = await startBot()
    const count = (path: string) => bot.mistral.requests.filter((request) => request.path === path).length
    await bot.ask('spend')
    const [usage, users] = [count('/usage'), count('/users')]
    await bot.stop()
    bot.mistral.reset()
    const fresh = await startBot({ sandbox: bot.sandbox })
    await Promise.all(Array.from({ length: 10 }, () => fresh.slack.command({ ...sarah, text: 'spend' })))
    await fresh.finished(10)
    expect(count('/usage')).toBe(usage)
    expect(count('/users')).toBe(10 * users)
  })

  test('say how old they are when they come from a moment ago', async () => {
    const bot = await startBot()
    await bot.ask('spend')
    bot.sandbox.clock.advance(30_000)
    expect(await bot.askForText('spend')).toMatch(/Mistral API 09:12 UTC \(3\d s old\)/)
  })

  test('follow the limit: suspended, unlimited', async () => {
    const bot = await startBot()
    bot.mistral.setLimit(20_000, 'Marc Delacroix')
    expect(await bot.askForText('spend')).toMatch(/🔴 API access is suspended: €26,\d{3} of €20,000 used/)
    const other = await startBot()
    other.mistral.setLimit(null, 'Marc Delacroix')
    expect(await other.askForText('spend')).toMatch(/^November: €26,\d{3}\nLanding at €\d\d,\d00 \([^)]*\)\n/)
  })

  test('are refused without a key for the Admin API, with the setting that would change it', async () => {
    const bot = await startBot({ settings: { MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0SARAH:member' } })
    expect(await bot.askForText('vibe')).toMatch(/I have no Admin API key \(`MISTRAL_ADMIN_API_KEY` is `none`\)/)
    expect(bot.mistral.requests).toEqual([])
  })
})

describe('without a key for the Admin API', () => {
  const start = () => startBot({ settings: { MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0SARAH:member' } })

  test('roles come from ROLE_MAP alone, and whoami says so', async () => {
    const { askForText } = await start()
    expect(await askForText('whoami')).toMatch(
      /you are a member[\s\S]*At Mistral: not asked, since I have no Admin API key/,
    )
    const other = await askForText('whoami', { user: 'U0CLAIRE' })
    expect(other).toMatch(
      /cannot find a role for you[\s\S]*no Admin API key to find you[\s\S]*You may not see figures or decide/,
    )
    expect(await askForText('spend', { user: 'U0CLAIRE' })).toMatch(/^I cannot show you figures: .*`ROLE_MAP`/)
  })

  test('all is well all the same: nothing failed', async () => {
    const { askForText, mistral } = await start()
    expect(await askForText('status')).toMatch(/^All is well\.[\s\S]*Mistral: no Admin API key/)
    expect(await askForText('help')).toContain('/mistral spend')
    expect(mistral.requests).toEqual([])
  })
})
