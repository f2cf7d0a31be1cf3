import { describe, expect, test } from 'vitest'
import { printMessage, printView } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { actionsIn, readTrail, refusalsIn } from '../support/trail.ts'

const finops: string = sandboxChannels.finops.id
const general: string = sandboxChannels.general.id
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const claire = { user: 'U0CLAIRE', channel: general }
const sarah = { user: 'U0SARAH', channel: general }

type Values = Readonly<Record<string, string | null | readonly string[]>>

const start = (settings: Readonly<Record<string, string>> = {}) =>
  startBot({ settings: { DIGEST_CHANNEL: '', TIME_ZONE: 'Europe/Paris', ...settings } })

const postsIn = ({ slack }: TestBot, channel = finops) =>
  slack.messages({ channel }).filter(({ visibleTo }) => visibleTo === undefined)
const textsIn = (bot: TestBot, channel = finops) =>
  postsIn(bot, channel).map((message) => printMessage(message, bot.slack))
const toldTo = ({ slack }: TestBot, user: string) =>
  slack.messages({ channel: slack.directMessage(user), as: user }).map((message) => printMessage(message, slack))

/** The sandbox begins on Wednesday 18 November, 10:12 in Paris. */
async function pass(bot: TestBot, ms: number): Promise<void> {
  await bot.bot.settle()
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

const modalOf = ({ slack }: TestBot, user: string): string => {
  const view = slack.views(user).at(-1)
  return view ? printView(view, slack) : ''
}

async function open(bot: TestBot, line: string, { user, channel } = claire): Promise<void> {
  const done = bot.outcomes.length + 1
  await bot.slack.command({ user, channel, text: line })
  await bot.finished(done)
}

/** Sends the form off; answers with the errors at its fields, or what the modal says in the end. */
async function send(bot: TestBot, user: string, values: Values): Promise<string | Readonly<Record<string, string>>> {
  const done = bot.outcomes.length + 1
  await bot.slack.submitView({ user, viewId: bot.slack.views(user).at(-1)!.id, values })
  const errors = bot.slack.views(user).at(-1)?.errors ?? {}
  if (Object.keys(errors).length > 0) return errors
  await bot.finished(done)
  return modalOf(bot, user)
}

async function subscribe(bot: TestBot, values: Values = {}, as = claire) {
  await open(bot, 'digest subscribe', as)
  return send(bot, as.user, { channel: finops, ...values })
}

/** Presses a button of the list, which is asked for anew; answers with what the person is told, or the modal. */
async function press(bot: TestBot, action: string, as = claire): Promise<string> {
  const [list] = await bot.ask('digest list', as)
  return clickOn(bot, list!, action, as)
}

async function clickOn(
  bot: TestBot,
  message: Parameters<TestBot['slack']['click']>[0]['message'],
  action: string,
  as = claire,
) {
  const done = bot.outcomes.length + 1
  const { channel } = message!
  const before = bot.slack.messages({ channel, as: as.user }).length
  await bot.slack.click({ user: as.user, message: message!, actionId: action })
  await bot.finished(done)
  const said = bot.slack.messages({ channel, as: as.user }).slice(before)
  return said.map((one) => printMessage(one, bot.slack)).join('\n')
}

const workspaceId = async (bot: TestBot, name: string): Promise<string> => {
  await open(bot, 'digest subscribe')
  const block = bot.slack
    .views('U0CLAIRE')
    .at(-1)!
    .content.blocks.find(({ block_id }) => block_id === 'workspaces')
  const options = (block as unknown as { element: { options: { text: { text: string }; value: string }[] } }).element
    .options
  await bot.slack.closeView({ user: 'U0CLAIRE', viewId: bot.slack.views('U0CLAIRE').at(-1)!.id })
  return options.find(({ text }) => text.text === name)!.value
}

describe('a digest that somebody subscribes a channel to', () => {
  test('is asked for in a form that begins with this channel, and is posted on its day and hour', async () => {
    const bot = await start()
    await open(bot, 'digest subscribe')
    expect(modalOf(bot, 'U0CLAIRE')).toMatchSnapshot()
    const said = await send(bot, 'U0CLAIRE', { channel: finops, weekday: '5', time: '16:30', zone: 'Asia/Kathmandu' })
    expect(said).toContain('Subscribed. #finops: Fridays at 16:30 (Asia/Kathmandu), the whole Organization.')
    expect(said).toContain('The first one comes Fri 20 Nov, 11:45.')
    await pass(bot, 2 * dayMs + hourMs)
    expect(textsIn(bot)).toEqual([])
    await pass(bot, hourMs)
    expect(textsIn(bot)).toEqual([expect.stringMatching(/^13–19 Nov: €/)])
    expect(await actionsIn(bot)).toEqual(['digest.subscribed'])
    expect((await readTrail(bot))[1]).toMatchObject({
      actorId: expect.any(String),
      after: expect.stringContaining(finops),
    })
  })

  test('every month comes on the first working day, about the month that ended', { timeout: 60_000 }, async () => {
    const bot = await start()
    await open(bot, 'budget set')
    await send(bot, 'U0CLAIRE', { scope: 'organization', amount: '30000' })
    expect(await subscribe(bot, { rhythm: 'monthly', parts: ['movers', 'budget'] })).toContain(
      'monthly, on the first working day at 09:00',
    )
    await pass(bot, 12 * dayMs + 22 * hourMs)
    expect(textsIn(bot)).toEqual([])
    await pass(bot, hourMs)
    expect(textsIn(bot)).toEqual([
      expect.stringMatching(/^November: €[\d,]+, [+−]<?\d+% \([+−]€[\d,]+\) on October\nDecember: €/),
    ])
    // Of December next to nothing is used by then.
    expect(textsIn(bot)[0]).toMatch(/Budgets in November\n⚠ Budget: 1\d\d% of €30,000 used/)
    // 1 January 2027 is a Friday, 1 February a Monday, and 1 May a Saturday.
    for (const months of [2, 3, 4, 5, 6]) {
      await pass(bot, 31 * dayMs)
      expect(postsIn(bot).length).toBeLessThanOrEqual(months)
    }
    const titles = textsIn(bot).map((text) => text.split(':')[0])
    expect(titles).toEqual(['November', 'December 2026', 'January', 'February', 'March', 'April'])
  })

  test('waits for the end of the month in UTC, where the wall is ahead of it', async () => {
    const bot = await start()
    await subscribe(bot, { rhythm: 'monthly', zone: 'Australia/Lord_Howe', time: '09:00' })
    // 30 November, 23:12 UTC: on Lord Howe it is 10:12 of 1 December.
    await pass(bot, 12 * dayMs + 14 * hourMs)
    expect(textsIn(bot)).toEqual([])
    await pass(bot, hourMs)
    expect(textsIn(bot)).toEqual([expect.stringMatching(/^November: €/)])
  })

  test('of some Workspaces says nothing about the Organization, and a member may have it', async () => {
    const bot = await start()
    const id = await workspaceId(bot, 'Support-bot')
    expect(await subscribe(bot, {}, sarah)).toContain(
      'Only people with the admin or billing role at Mistral can post figures',
    )
    expect(await refusalsIn(bot)).toEqual(['digest.form digestForOrganization'])
    expect(await send(bot, 'U0SARAH', { workspaces: [id] })).toContain('1 Workspace.')
    await pass(bot, 5 * dayMs)
    const [text] = textsIn(bot)
    expect(text).toMatch(/^Support-bot, 16–22 Nov: €[\d,]+/)
    expect(text).toContain('November so far: €')
    expect(text).not.toMatch(/45,000|Le Chat|landing/)
    expect(await bot.askForText('digest list', sarah)).toContain('1 Workspace')
  })

  test('of some Workspaces is never widened to the Organization because none is chosen any more', async () => {
    const bot = await start()
    const id = await workspaceId(bot, 'Support-bot')
    await subscribe(bot, { workspaces: [id] })
    await bot.askForText('digest list', claire)
    await press(bot, 'digest.edit')
    expect(await send(bot, 'U0CLAIRE', { time: '10:00', workspaces: [] })).toContain('Choose at least one.')
    expect(await bot.askForText('digest list', claire)).toContain('1 Workspace')
    expect(await actionsIn(bot)).toEqual(['digest.subscribed', 'access.refused'])
  })

  test('says at its fields what is wrong', async () => {
    const bot = await start()
    await open(bot, 'digest subscribe')
    const direct = bot.slack.directMessage('U0CLAIRE')
    expect(await send(bot, 'U0CLAIRE', { channel: direct, zone: 'Europe/Atlantis' })).toEqual({
      channel: 'A digest goes to a channel, not to a direct message. Choose a channel.',
      zone: 'I do not know this time zone. Give one like Europe/Paris.',
    })
    expect(await bot.askForText('digest list', claire)).toContain('No channel has a digest yet.')
  })

  test.each([
    ['another company reads', sandboxChannels.shared.id, 'People outside this company can read that channel'],
    ['is archived', 'C0ARCHIVED', 'That channel is archived'],
    ['is private and the bot not in it', 'C0SECRET', 'I am not in that channel, or it is gone'],
    ['is private and they are not in it', 'C0OTHERS', 'You are not in that channel'],
  ])('goes to no channel that %s; the form keeps what was typed', async (_why, channel, why) => {
    const bot = await start()
    bot.slack.addChannel({ id: 'C0ARCHIVED', name: 'old', isArchived: true, members: ['U0CLAIRE'] })
    bot.slack.addChannel({ id: 'C0SECRET', name: 'secret', isPrivate: true, members: ['U0CLAIRE'] })
    bot.slack.addChannel({ id: 'C0OTHERS', name: 'others', isPrivate: true, members: ['U0MARC', bot.slack.botUserId] })
    const said = await subscribe(bot, { channel, time: '07:45' })
    expect(said).toContain(why)
    expect(said).toContain('07:45')
    expect(await bot.askForText('digest list', claire)).toContain('No channel has a digest yet.')
  })

  test('is had once a channel', async () => {
    const bot = await start()
    await subscribe(bot)
    expect(await subscribe(bot, { weekday: '3' })).toContain('This channel already has that digest')
    expect(await subscribe(bot, { rhythm: 'monthly' })).toContain('Subscribed.')
    expect(await subscribe(bot, { channel: general })).toContain('Subscribed.')
  })

  test('can be made while Mistral does not tell its Workspaces', async () => {
    const bot = await start({ ROLE_MAP: 'U0CLAIRE:admin' })
    bot.mistral.faults.fail(503, { path: '/workspaces' })
    await open(bot, 'digest subscribe')
    expect(modalOf(bot, 'U0CLAIRE')).toContain('I cannot get the list of Workspaces from Mistral at present.')
    expect(await send(bot, 'U0CLAIRE', { channel: finops })).toContain('the whole Organization')
  })
})

describe('the list of digests', () => {
  test('shows those that one may change, with what can be done about each', async () => {
    const bot = await start()
    expect(await bot.askForText('digest list', sarah)).toContain('You have no digest.')
    await subscribe(bot)
    await subscribe(bot, { channel: general, rhythm: 'monthly' })
    expect(await bot.askForText('digest list', { ...claire, user: 'U0NADIA' })).toMatchSnapshot()
    expect(await bot.askForText('digest list', sarah)).toContain('You have no digest.')
    for (const word of ['pause', 'edit', 'resume', 'unsubscribe', 'preview', 'send'])
      expect(await bot.askForText(`digest ${word}`, claire)).toContain('[Unsubscribe]')
  })

  test('pauses, resumes, changes and ends them, each in the trail', async () => {
    const bot = await start()
    await subscribe(bot)
    expect(await press(bot, 'digest.pause')).toContain('Paused: #finops')
    await pass(bot, 6 * dayMs)
    expect(textsIn(bot)).toEqual([])
    expect(await press(bot, 'digest.resume')).toContain('Resumed: #finops')
    await press(bot, 'digest.edit')
    expect(modalOf(bot, 'U0CLAIRE')).toContain(finops)
    expect(await send(bot, 'U0CLAIRE', { channel: general, weekday: '2', parts: ['chart'] })).toContain(
      'Saved. #general: Tuesdays at 09:00 (Europe/Paris)',
    )
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)).toEqual([])
    const [text] = textsIn(bot, general)
    expect(text).toMatch(/^24–30 Nov: €/)
    expect(text).not.toMatch(/▲|Le Chat/)
    expect(await press(bot, 'digest.end')).toContain('Unsubscribed: #general')
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot, general)).toHaveLength(1)
    expect(await actionsIn(bot)).toEqual([
      ...['digest.subscribed', 'digest.paused', 'digest.resumed', 'digest.changed', 'digest.unsubscribed'],
    ])
  })

  test('previews the real thing to one person, and sends it to all', async () => {
    const bot = await start()
    await subscribe(bot, { parts: ['movers'] })
    const shown = await press(bot, 'digest.preview')
    expect(shown).toMatch(/^11–17 Nov: €[\s\S]*[▲▼]/)
    expect(shown).not.toContain('Le Chat')
    expect(textsIn(bot)).toEqual([])
    expect(await press(bot, 'digest.send')).toContain('Posted in #finops.')
    await press(bot, 'digest.send')
    expect(textsIn(bot)).toEqual([expect.stringMatching(/^11–17 Nov: €/)])
    expect(await bot.askForText('digest preview', claire)).toMatch(/^11–17 Nov: €/)
  })

  test('of one that somebody ended meanwhile says so', async () => {
    const bot = await start()
    await subscribe(bot)
    const [list] = await bot.ask('digest list', claire)
    await clickOn(bot, list!, 'digest.end')
    expect(await clickOn(bot, list!, 'digest.pause')).toContain('This digest was unsubscribed.')
  })
})

describe('the buttons under a digest', () => {
  test('mute it and open its settings, for those who may alone', async () => {
    const bot = await start()
    await subscribe(bot)
    await pass(bot, 5 * dayMs)
    const [post] = postsIn(bot)
    expect(await clickOn(bot, post!, 'digest.mute', { ...sarah, channel: finops })).toContain(
      'Only the person who made it, or somebody with the admin or billing role',
    )
    await clickOn(bot, post!, 'digest.settings', { ...claire, user: 'U0NADIA' })
    expect(modalOf(bot, 'U0NADIA')).toContain('Edit digest')
    expect(await clickOn(bot, post!, 'digest.mute', { ...claire, user: 'U0NADIA' })).toContain('Paused: #finops')
    await pass(bot, 7 * dayMs)
    expect(postsIn(bot)).toHaveLength(1)
  })
})

describe('a digest that can no longer be posted', () => {
  test.each([
    ['archived', { isArchived: true }, 'The channel is archived.'],
    ['shared with another company', { isShared: true }, 'People outside this company can read the channel'],
    ['private, without the bot', { isPrivate: true, members: ['U0CLAIRE'] }, 'I am not in the channel, or it is gone.'],
  ])('since the channel is %s is paused, and who made it is told, once', async (_what, change, why) => {
    const bot = await start()
    await subscribe(bot)
    bot.slack.updateChannel(finops, change)
    await pass(bot, 5 * dayMs)
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)).toEqual([])
    const told = toldTo(bot, 'U0CLAIRE').filter((text) => text.includes('I paused a digest'))
    expect(told).toEqual([expect.stringContaining(why)])
    expect(toldTo(bot, 'U0MARC').join()).not.toContain('digest')
    expect(await bot.askForText('digest list', claire)).toContain('⏸ Paused: ')
    await press(bot, 'digest.edit')
    expect(await send(bot, 'U0CLAIRE', { channel: general })).toContain('Saved. #general')
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot, general)).toHaveLength(1)
  })

  test('by the one who made it, who left, passes to the admins and goes on', async () => {
    const bot = await start()
    await subscribe(bot, {}, { ...claire, user: 'U0NADIA' })
    bot.slack.updatePerson('U0NADIA', { kind: 'deactivated' })
    await pass(bot, 5 * dayMs)
    await pass(bot, 7 * dayMs)
    expect(textsIn(bot)).toHaveLength(2)
    const told = toldTo(bot, 'U0CLAIRE').filter((text) => text.includes('now belongs to the admins'))
    expect(told).toHaveLength(1)
    expect(await bot.askForText('digest list', claire)).toContain('Belongs to the admins')
    expect(await actionsIn(bot)).toEqual(['digest.subscribed', 'digest.passed'])
  })

  test('by the one who made it, who lost the role, passes to the admins as well', async () => {
    const bot = await start()
    await subscribe(bot, {}, { ...claire, user: 'U0NADIA' })
    bot.mistral.setRole('nadia@northwind.example', 'member')
    await pass(bot, 5 * dayMs)
    expect(toldTo(bot, 'U0MARC').join()).toContain('now belongs to the admins')
    expect(await bot.askForText('digest list', { ...claire, user: 'U0NADIA' })).toContain('You have no digest.')
  })
})

test('whoami data shows the digests that one made', async () => {
  const bot = await start()
  await subscribe(bot)
  expect(await bot.askForText('whoami data', claire)).toContain(`Digest for channel ${finops} (active)`)
})
