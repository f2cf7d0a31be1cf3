import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { answerTo, labelsOf, postsIn, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id
const general = sandboxChannels.general.id
const share = 'Share in channel'

async function ask(channel: string, line = 'spend', options: Parameters<typeof startBot>[0] = {}) {
  const bot = await startBot(options)
  return { ...bot, bot, answer: await answerTo(bot, line, { channel }) }
}

describe('sharing', () => {
  test('an answer is private until its reader shares it, with their name and without buttons for others', async () => {
    const { slack, answer } = await ask(finops)
    expect(answer.visibleTo).toBe('U0SARAH')
    expect(postsIn(slack, finops)).toEqual([])
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /^Posted in #finops/)
    const [post, ...others] = postsIn(slack, finops)
    expect(others).toEqual([])
    expect(read(slack, post!)).toMatch(/^November: €[\s\S]*Shared by @Sarah Lindqvist/)
    expect(labelsOf(post!)).toEqual([])
  })

  test('the bot joins a public channel to post there', async () => {
    const { slack, answer } = await ask(finops)
    expect(slack.channels().find(({ id }) => id === finops)?.members).not.toContain(slack.botUserId)
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /^Posted in/)
    expect(slack.channels().find(({ id }) => id === finops)?.members).toContain(slack.botUserId)
  })

  test('a double click posts once, and the second click is told so', async () => {
    const { slack, answer } = await ask(finops)
    await Promise.all([press(slack, answer, share), press(slack, answer, share)])
    await seen(slack, finops, 'U0SARAH', /already shared/)
    await seen(slack, finops, 'U0SARAH', /^Posted in/)
    expect(postsIn(slack, finops)).toHaveLength(1)
  })

  test('a post that Slack refuses may be shared again', async () => {
    const { slack, answer } = await ask(finops)
    slack.faults.fail('chat.postMessage', 'restricted_action')
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /Slack does not answer as it should/)
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /^Posted in/)
    expect(postsIn(slack, finops)).toHaveLength(1)
  })

  test('a post whose answer got lost is not repeated', async () => {
    const { slack, answer } = await ask(finops)
    addBot(slack)
    slack.faults.loseResponse('chat.postMessage')
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /may or may not have been posted/)
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /already shared/)
    expect(postsIn(slack, finops)).toHaveLength(1)
  })

  test('whoever reads along is looked up once, and their user groups with one question', async () => {
    const settings = { ROLE_MAP: 'S0FINANCE:billing,S0AUDIT00:member' }
    const { slack, answer } = await ask(finops, 'spend', { settings })
    const readers = ['U0SARAH', 'U0CLAIRE', 'U0MARC', 'U0JONAS']
    slack.updateChannel(finops, { members: [...readers, slack.botUserId] })
    const before = slack.journal().length
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /Posted in|Post them there/)
    const calls = slack.journal().slice(before)
    const asked = calls.filter(({ method }) => method === 'users.info').map(({ args }) => args.user)
    expect(asked.toSorted()).toEqual([...readers, slack.botUserId].toSorted())
    expect(calls.filter(({ method }) => method === 'usergroups.list')).toHaveLength(1)
  })

  test('nothing is posted where another company reads along', async () => {
    const { slack, answer } = await ask(sandboxChannels.shared.id)
    await press(slack, answer, share)
    await seen(slack, sandboxChannels.shared.id, 'U0SARAH', /People outside this company can read this channel/)
    expect(postsIn(slack, sandboxChannels.shared.id)).toEqual([])
  })

  test('an archived channel takes nothing', async () => {
    const { slack, answer } = await ask(finops)
    slack.updateChannel(finops, { isArchived: true })
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /This channel is archived/)
  })

  test('a private channel without the bot asks for an invitation', async () => {
    const { slack, answer } = await ask(finops)
    slack.updateChannel(finops, { isPrivate: true })
    await press(slack, answer, share)
    await seen(slack, finops, 'U0SARAH', /I am not in this channel\. Type `\/invite`/)
    expect(postsIn(slack, finops)).toEqual([])
  })

  test('in a direct message there is nobody to share with', async () => {
    const bot = await startBot()
    const channel = bot.slack.directMessage('U0SARAH')
    expect(await bot.askForText('spend share', { channel })).toMatch(/nobody to share it with/)
  })

  test('"share" behind a line posts it at once', async () => {
    const { slack, answer } = await ask(finops, 'spend last month SHARE')
    expect(read(slack, answer)).toMatch(/^Posted in #finops/)
    expect(read(slack, postsIn(slack, finops)[0]!)).toMatch(/^October: €/)
  })

  test('only reports can be shared', async () => {
    const { slack, answer } = await ask(finops, 'whoami share')
    expect(read(slack, answer)).toMatch(/Only reports can be shared/)
  })
})

describe('a channel with people who could not ask for these figures', () => {
  const question = /#general has 6 members, and not all of them may see these figures otherwise/

  test('is posted to only after a question, which is then gone', async () => {
    const { slack, answer } = await ask(general)
    await press(slack, answer, share)
    const asked = await seen(slack, general, 'U0SARAH', question)
    expect(asked.visibleTo).toBe('U0SARAH')
    expect(postsIn(slack, general)).toEqual([])
    await press(slack, asked, 'Post them')
    const done = await seen(slack, general, 'U0SARAH', /^Posted in #general/)
    expect(done.ts).toBe(asked.ts)
    expect(labelsOf(done)).toEqual([])
    expect(postsIn(slack, general)).toHaveLength(1)
  })

  test('is posted to once, however often the question is answered', async () => {
    const { slack, answer } = await ask(general, 'spend share')
    await Promise.all([press(slack, answer, 'Post them'), press(slack, answer, 'Post them')])
    await seen(slack, general, 'U0SARAH', /already shared/)
    await seen(slack, general, 'U0SARAH', /^Posted in/)
    expect(postsIn(slack, general)).toHaveLength(1)
  })

  test('is posted to once, also when the question was asked twice', async () => {
    const { slack, answer } = await ask(general)
    const asked = () =>
      slack.messages({ channel: general, as: 'U0SARAH' }).filter((one) => question.test(read(slack, one)))
    await Promise.all([press(slack, answer, share), press(slack, answer, share)])
    const [first, second] = await slack.waitFor(() => asked().length === 2 && asked())
    await press(slack, first!, 'Post them')
    await seen(slack, general, 'U0SARAH', /^Posted in/)
    await press(slack, second!, 'Post them')
    await seen(slack, general, 'U0SARAH', /already shared/)
    expect(postsIn(slack, general)).toHaveLength(1)
  })

  test('depends on READ_ACCESS and on who is in it', async () => {
    const asksIn = async (readAccess: string, user: string, members: readonly string[]): Promise<boolean> => {
      const bot = await startBot({ settings: { READ_ACCESS: readAccess } })
      bot.slack.updateChannel(finops, { members })
      return question.test((await bot.askForText('spend share', { user })).replace(/#finops has \d+/, '#general has 6'))
    }
    expect(await asksIn('members', 'U0SARAH', ['U0SARAH', 'U0MARC'])).toBe(false)
    expect(await asksIn('members', 'U0SARAH', ['U0SARAH', 'U0JONAS'])).toBe(true)
    expect(await asksIn('workspace', 'U0SARAH', ['U0SARAH', 'U0JONAS'])).toBe(false)
    expect(await asksIn('workspace', 'U0SARAH', ['U0SARAH', 'U0GABI'])).toBe(true)
    expect(await asksIn('billing', 'U0NADIA', ['U0NADIA', 'U0MARC'])).toBe(false)
    expect(await asksIn('billing', 'U0NADIA', ['U0NADIA', 'U0SARAH'])).toBe(true)
  })

  test('is any channel with more people than are looked up', async () => {
    const bot = await startBot()
    const members = Array.from({ length: 30 }, (_, index) => `U0CROWD${index}`)
    bot.slack.updateChannel(finops, { members: ['U0SARAH', ...members] })
    expect(await bot.askForText('spend share')).toMatch(/#finops has many members/)
  })
})

/** So that the first post is the one that goes wrong, and not the attempt before joining. */
function addBot(slack: TestBot['slack']): void {
  const { members } = slack.channels().find(({ id }) => id === finops)!
  slack.updateChannel(finops, { members: [...members, slack.botUserId] })
}
