import { describe, expect, test } from 'vitest'
import { sandboxChannels, sandboxPeople } from '../../src/sandbox/world.ts'
import { type BotOptions, startBot, type TestBot } from '../support/bot.ts'
import { startSteps } from '../support/raise.ts'
import { read } from './support.ts'

const general = sandboxChannels.general.id

async function whoIs(user: string, prepare: (bot: TestBot) => void = () => {}, options: BotOptions = {}) {
  const bot = await startBot(options)
  prepare(bot)
  return bot.askForText('whoami', { user, channel: general })
}

const roleMap = (value: string): BotOptions => ({ settings: { ROLE_MAP: value } })
const group = (id: string, members: readonly string[], isDisabled = false) => ({
  id,
  handle: id.toLowerCase(),
  name: id,
  members,
  isDisabled,
})

describe('whoami', () => {
  test('knows everyone in this workspace as Mistral does', async () => {
    const bot = await startBot()
    const told: string[] = []
    for (const { id } of sandboxPeople.filter(({ kind }) => kind !== 'stranger'))
      told.push(await bot.askForText('whoami', { user: id, channel: general }))
    expect(told.join('\n')).toMatchSnapshot()
  })

  test('refuses somebody of another company before Mistral is asked anything', async () => {
    const { slack, mistral } = await startBot()
    const channel = sandboxChannels.shared.id
    await slack.command({ user: 'U0SAM', channel, text: 'whoami' })
    const message = await slack.waitFor(() => slack.messages({ channel, as: 'U0SAM' })[0])
    expect(read(slack, message)).toMatch(/people of this company’s workspace only/)
    expect(mistral.requests).toEqual([])
  })

  test('tells a bot and a deactivated account what Slack calls them', async () => {
    expect(await whoIs('U0JONAS', ({ slack }) => slack.updatePerson('U0JONAS', { kind: 'deactivated' }))).toMatch(
      /deactivated in this Slack workspace/,
    )
    expect(await whoIs('U0JONAS', ({ slack }) => slack.updatePerson('U0JONAS', { kind: 'bot' }))).toMatch(/a bot/)
  })
})

describe('on Enterprise Grid', () => {
  const ours = 'T0SANDBOX1'
  test.each([
    ['no home workspace', undefined],
    ['a home in another workspace of the company', 'T0OTHER001'],
    ['the company itself as their home', 'E0SANDBOX1'],
  ])('a person of this workspace with %s asks, clicks and decides as everyone does', async (_, home) => {
    const { slack, steps, mistral } = await startSteps()
    for (const id of ['U0SARAH', 'U0CLAIRE']) slack.updatePerson(id, { grid: { home, teams: ['T0OTHER001', ours] } })
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    expect(mistral.organization.limit).toBe(50_000)
  })

  test('a person of another workspace of the company is refused, whatever their home says', async () => {
    const elsewhere = (home: string | undefined) => (bot: TestBot) =>
      bot.slack.updatePerson('U0CLAIRE', { grid: { home, teams: ['T0OTHER001'] } })
    for (const home of [ours, 'T0OTHER001', undefined])
      expect(await whoIs('U0CLAIRE', elsewhere(home))).toMatch(/You may not see figures, .*, or decide on limits/)
  })
})

describe('a role comes', () => {
  test('from ROLE_MAP first, whatever Mistral says', async () => {
    const text = await whoIs('U0CLAIRE', undefined, roleMap('U0CLAIRE:member'))
    expect(text).toMatch(/you are a member\.\nYour role comes from your entry in `ROLE_MAP`/)
    expect(text).toMatch(/You may not decide on limits/)
  })

  test('from the lowest of one’s mapped groups', async () => {
    const groups = (bot: TestBot) => {
      bot.slack.putUserGroup(group('S0ADMINS', ['U0JONAS']))
      bot.slack.putUserGroup(group('S0BILLING', ['U0JONAS', 'U0CLAIRE']))
    }
    const text = await whoIs('U0JONAS', groups, roleMap('S0ADMINS:admin,S0BILLING:billing'))
    expect(text).toMatch(
      /you are a billing manager\.\nYour role comes from your Slack user group .*S0ADMINS.* and .*S0BILLING/,
    )
    expect(await whoIs('U0CLAIRE', groups, roleMap('S0ADMINS:admin,S0BILLING:billing'))).toMatch(/a billing manager/)
  })

  test('not from a disabled group, nor from one that Slack does not know', async () => {
    const disabled = (bot: TestBot) => bot.slack.putUserGroup(group('S0ADMINS', ['U0JONAS', 'U0SARAH'], true))
    const map = roleMap('S0ADMINS:admin,S0NOWHERE:admin')
    expect(await whoIs('U0JONAS', disabled, map)).toMatch(/I cannot find a role for you/)
    expect(await whoIs('U0SARAH', disabled, map)).toMatch(/you are a member\.\nI matched your Slack e-mail address/)
  })

  test('from the e-mail address, whatever its case', async () => {
    const shout = (bot: TestBot) => bot.slack.updatePerson('U0NADIA', { email: 'Nadia@Northwind.EXAMPLE' })
    expect(await whoIs('U0NADIA', shout)).toMatch(/you are a billing manager/)
  })

  test('not from an address that is unconfirmed, missing, invited only, or held by several members', async () => {
    const refusals: [(bot: TestBot) => void, RegExp][] = [
      [({ slack }) => slack.updatePerson('U0CLAIRE', { emailConfirmed: false }), /no confirmed e-mail address for you/],
      [({ slack }) => slack.updatePerson('U0CLAIRE', { email: '' }), /no confirmed e-mail address for you/],
      [
        ({ slack }) => slack.updatePerson('U0CLAIRE', { email: 'pia.newcomer@northwind.example' }),
        /no member of your Organization at Mistral has your Slack e-mail/,
      ],
      [
        ({ mistral }) => mistral.addMember({ name: 'Claire F.', email: 'CLAIRE@northwind.example', role: 'admin' }),
        /more than one member at Mistral/,
      ],
    ]
    for (const [prepare, why] of refusals) {
      const text = await whoIs('U0CLAIRE', prepare)
      expect(text).toMatch(/I cannot find a role for you/)
      expect(text).toMatch(why)
    }
  })

  test('not from the address at all where EMAIL_MATCH is off', async () => {
    const bot = await startBot({ settings: { EMAIL_MATCH: 'off' } })
    expect(await bot.askForText('whoami')).toMatch(/matching by e-mail is off here/)
    expect(await bot.askForText('spend')).toMatch(/I cannot show you figures: matching by e-mail is off/)
    expect(bot.mistral.requests).toEqual([])
  })

  test('from role UUIDs as well as from letters', async () => {
    const uuids = ({ mistral }: TestBot) => {
      mistral.faults.rawRoles = 'uuids'
    }
    expect(await whoIs('U0CLAIRE', uuids)).toMatch(/you are an admin/)
    expect(await whoIs('U0NADIA', uuids)).toMatch(/you are a billing manager/)
  })

  test('not from role UUIDs that nothing explains', async () => {
    const text = await whoIs('U0CLAIRE', ({ mistral }) => {
      mistral.faults.rawRoles = 'uuids'
      mistral.faults.rbacOff = true
    })
    expect(text).toMatch(/I cannot find a role for you/)
  })

  test('anew at each question: a role that was taken away is gone at once', async () => {
    const bot = await startBot({ settings: { READ_ACCESS: 'billing' } })
    expect(await bot.askForText('spend', { user: 'U0NADIA' })).toMatch(/^November/)
    bot.mistral.setRole('nadia@northwind.example', 'member')
    expect(await bot.askForText('spend', { user: 'U0NADIA' })).toMatch(/needs the admin or billing role/)
  })
})

describe('figures are read', () => {
  test.each([
    ['members', ['U0SARAH', 'U0CLAIRE', 'U0MARC', 'U0NADIA']],
    ['workspace', ['U0SARAH', 'U0CLAIRE', 'U0MARC', 'U0NADIA', 'U0JONAS']],
    ['billing', ['U0CLAIRE', 'U0MARC', 'U0NADIA']],
  ])('as READ_ACCESS=%s says, and never by guests', async (readAccess, readers) => {
    const bot = await startBot({ settings: { READ_ACCESS: readAccess } })
    const allowed: string[] = []
    for (const { id } of sandboxPeople.filter(({ kind }) => kind !== 'stranger'))
      if (/^November/.test(await bot.askForText('spend', { user: id, channel: general }))) allowed.push(id)
    expect(allowed).toEqual(readers)
  })

  test('by nobody whom ROLE_MAP names but Slack calls a guest', async () => {
    const bot = await startBot(roleMap('U0GABI:admin'))
    expect(await bot.askForText('spend', { user: 'U0GABI', channel: general })).toMatch(/Guests of this workspace/)
  })
})

describe('no answer is no role', () => {
  test.each([
    [
      'Slack does not tell who asks',
      ({ slack }: TestBot) => slack.faults.fail('users.info', 'internal_error', 9),
      /Slack does not answer/,
    ],
    [
      'Slack does not tell the groups',
      ({ slack }: TestBot) => slack.faults.fail('usergroups.list', 'internal_error', 9),
      /Slack does not answer/,
    ],
    [
      'the permission for groups is missing',
      ({ slack }: TestBot) => slack.faults.fail('usergroups.list', 'missing_scope', 9),
      /did not grant me/,
    ],
    [
      'Mistral does not list its members',
      ({ mistral }: TestBot) => mistral.faults.fail(500, { path: '/users' }),
      /does not answer/,
    ],
    [
      'Mistral answers nonsense about its members',
      ({ mistral }: TestBot) => mistral.faults.garbage('/users'),
      /could not read Mistral’s answer/,
    ],
  ] as const)('when %s', async (_, breakIt, answer) => {
    const bot = await startBot(roleMap('S0ADMINS:admin'))
    expect(await bot.askForText('spend')).toMatch(/^November/)
    breakIt(bot)
    expect(await bot.askForText('spend')).toMatch(answer)
    expect(bot.outcomes.at(-1)?.result).toBe('failed')
    bot.slack.faults.clear()
    bot.mistral.clearFaults()
    expect(await bot.askForText('spend'), 'and it recovers by itself').toMatch(/^November/)
  })

  test('but a mapped role does not hang on Mistral', async () => {
    const bot = await startBot(roleMap('U0JONAS:billing'))
    bot.mistral.faults.fail(500, { path: '/users' })
    expect(await bot.askForText('whoami', { user: 'U0JONAS' })).toMatch(
      /you are a billing manager[\s\S]*At Mistral: not confirmed just now \(no answer/,
    )
    expect(await bot.askForText('spend', { user: 'U0JONAS' })).toMatch(/^November/)
  })
})
