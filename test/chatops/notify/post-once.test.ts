import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { context, section } from '../../../src/chatops/blocks.ts'
import { type Post, postOnce } from '../../../src/chatops/notify/post-once.ts'
import { findPostTrouble } from '../../../src/chatops/notify/post-trouble.ts'
import { postMigrations } from '../../../src/chatops/notify/schema.ts'
import { keepPosted } from '../../../src/chatops/notify/update-post.ts'
import { createSandboxClock } from '../../../src/sandbox/clock.ts'
import { createSandbox } from '../../../src/sandbox/index.ts'
import { createSlackCalls } from '../../../src/slack/calls.ts'
import { createSlackChannels } from '../../../src/slack/channels.ts'
import { createSlackFiles } from '../../../src/slack/files.ts'
import type { Block } from '../../../src/slack/message.ts'
import { describeOnEachDatabase, type Open } from '../../support/databases.ts'
import { approvalsChannel } from '../../support/raise.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes

async function setUp(open: Open, scopes: readonly string[] = [...bot, ...bot_optional]) {
  const clock = createSandboxClock(new Date())
  const sandbox = await createSandbox({ scopes, clock })
  onTestFinished(() => sandbox.close())
  const { slack } = sandbox
  const ignore = () => {}
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const calls = createSlackCalls({ token: slack.botToken, apiUrl: slack.apiUrl, log, timeoutMs: 2_000 })
  const db = await open(postMigrations)
  const files = createSlackFiles(calls, clock)
  const core = { db, organization: 'org', channels: createSlackChannels(calls), files, log }
  const render = () => ({ text: 'Hello', blocks: [] })
  return {
    slack,
    post: (to: string, facts: Partial<Pick<Post, 'threadTs' | 'ifUncertain' | 'render'>> = {}) =>
      postOnce(core, { key: 'k', to, render, ...facts }),
    keep: (to: string, ...blocks: Block[]) =>
      keepPosted(core, { key: 'kept', to, render: () => ({ text: 'Hello', blocks }) }),
    trouble: () => findPostTrouble(db, 'org'),
    count: (channel: string) => slack.messages({ channel }).length,
  }
}

describeOnEachDatabase('a message', (open) => {
  test('that is posted again stands there once', async () => {
    const { post, count } = await setUp(open)
    const first = await post(approvalsChannel)
    expect(first?.wasFound).toBe(false)
    expect(await post(approvalsChannel)).toEqual({ ...first, wasFound: true })
    expect(count(approvalsChannel)).toBe(1)
  })

  test('that is kept up to date is drawn anew where it says something else, and not for the hour of its figures', async () => {
    const { slack, keep } = await setUp(open)
    const updates = () => slack.journal().filter(({ method }) => method === 'chat.update').length
    await keep(approvalsChannel, section('€43,180 of €45,000'), context('Mistral API 09:12'))
    await keep(approvalsChannel, section('€43,180 of €45,000'), context('Mistral API 09:17'))
    expect(updates()).toBe(0)
    await keep(approvalsChannel, section('€43,500 of €45,000'), context('Mistral API 09:22'))
    await keep(approvalsChannel, section('€43,500 of €45,000'), context('Mistral API 09:27'))
    expect(updates()).toBe(1)
    expect(JSON.stringify(slack.messages({ channel: approvalsChannel })[0]?.blocks)).toContain('€43,500')
  })

  test.each(['channel', 'thread', 'direct message'])('whose answer got lost is found in its %s', async (place) => {
    const { slack, post } = await setUp(open)
    const root = place === 'thread' ? await post(approvalsChannel) : undefined
    const to = place === 'direct message' ? 'U0SARAH' : root ? 'C0DIGEST' : approvalsChannel
    const channel = place === 'direct message' ? slack.directMessage('U0SARAH') : to
    const head = root && slack.forward({ ...root, to: 'C0DIGEST' })
    const where = head ? { threadTs: head.ts } : {}
    slack.faults.loseResponse('chat.postMessage')
    await expect(post(to, where)).rejects.toThrow()
    const found = await post(to, where)
    expect(found?.wasFound).toBe(true)
    const said = head ? slack.thread({ channel, ts: head.ts }).slice(1) : slack.messages({ channel, as: 'U0SARAH' })
    expect(said.map(({ ts }) => ts)).toEqual([found?.ts])
  })

  test('that another instance posts while this one was paused is not posted by both', async () => {
    const { post, count } = await setUp(open)
    const paused = Promise.withResolvers<void>()
    const rendering = Promise.withResolvers<void>()
    const late = post(approvalsChannel, {
      async render() {
        rendering.resolve()
        await paused.promise
        return { text: 'Hello', blocks: [] }
      },
    })
    await rendering.promise
    const first = await post(approvalsChannel)
    paused.resolve()
    await expect(late).rejects.toThrow('somebody else began')
    expect(await post(approvalsChannel)).toEqual({ ...first, wasFound: true })
    expect(count(approvalsChannel)).toBe(1)
  })

  test('that never went out is posted', async () => {
    const { slack, post, count } = await setUp(open)
    slack.faults.hang('chat.postMessage', 1)
    await expect(post(approvalsChannel)).rejects.toThrow()
    expect((await post(approvalsChannel))?.wasFound).toBe(false)
    expect(count(approvalsChannel)).toBe(1)
  })

  test('that cannot be looked for is uncertain, and not said twice', async () => {
    const { slack, post, count, trouble } = await setUp(open, bot)
    slack.faults.loseResponse('chat.postMessage')
    await expect(post(approvalsChannel)).rejects.toThrow()
    expect(await post(approvalsChannel)).toBeUndefined()
    expect(await post(approvalsChannel)).toBeUndefined()
    expect(count(approvalsChannel)).toBe(1)
    expect(await trouble()).toEqual({ refused: [], uncertain: 1 })
  })

  test('that people need is posted again rather than lost', async () => {
    const { slack, post, count, trouble } = await setUp(open, bot)
    slack.faults.loseResponse('chat.postMessage')
    await expect(post(approvalsChannel)).rejects.toThrow()
    expect((await post(approvalsChannel, { ifUncertain: 'again' }))?.wasFound).toBe(false)
    expect(count(approvalsChannel)).toBe(2)
    expect(await trouble()).toEqual({ refused: [], uncertain: 1 })
  })

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    'that Slack has trouble of its own with (%s) is looked for before it is posted again',
    async (trouble) => {
      const { slack, post, trouble: told, count } = await setUp(open)
      slack.faults.fail('chat.postMessage', trouble)
      await expect(post(approvalsChannel)).rejects.toMatchObject({ reason: 'down', outcomeUnknown: true })
      expect((await told()).refused).toEqual([])
      const searches = () => slack.journal().filter(({ method }) => method === 'conversations.history').length
      expect(searches()).toBe(0)
      expect((await post(approvalsChannel))?.wasFound).toBe(false)
      expect(searches()).toBe(1)
      expect(count(approvalsChannel)).toBe(1)
    },
  )

  test('that Slack refuses is counted by its reason, until it arrives', async () => {
    const { slack, post, trouble } = await setUp(open)
    slack.faults.fail('chat.postMessage', 'messages_tab_disabled')
    await expect(post('U0SARAH')).rejects.toThrow('messages_tab_disabled')
    expect(await trouble()).toEqual({ refused: [{ code: 'messages_tab_disabled', count: 1 }], uncertain: 0 })
    await post('U0SARAH')
    expect((await trouble()).refused).toEqual([])
  })
})
