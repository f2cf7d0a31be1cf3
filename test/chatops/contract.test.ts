import { beforeEach, describe, expect, test } from 'vitest'
import { defineCommand, defineFeature } from '../../src/chatops/contract.ts'
import { manifestFor } from '../../src/chatops/manifest.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { settingNames } from '../../src/config/index.ts'
import { features } from '../../src/features/index.ts'
import { printView } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { forgetSomebody } from '../../src/tools/forget.ts'
import { startBot } from '../support/bot.ts'
import { createOutside } from '../tools/outside.ts'
import { happened, likes } from './sample-feature/index.ts'

/** An event belongs to one feature: the sample hears what the import hears elsewhere. */
const withLikes = [...features.filter(({ name }) => name !== 'import'), likes]
const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

describe('a feature of one folder and one line', () => {
  beforeEach(() => void happened.splice(0))
  const startLiked = () => startBot({ features: withLikes, events: ['app_home_opened', 'file_shared'] })

  test('brings a command, which help lists and explains', async () => {
    const bot = await startLiked()
    expect(await bot.askForText('likes')).toContain('Likes: 0')
    expect(await bot.askForText('help')).toContain('What people like')
    expect(await bot.askForText('likes help')).toContain('/mistral likes')
  })

  test('brings an act, a job behind it, an entry of the trail with topic and words, and refusals in its own words', async () => {
    const bot = await startLiked()
    expect(await bot.askForText('likes give', claire)).toContain('You like this.')
    await bot.bot.settle()
    expect(happened).toContain('job U0CLAIRE')
    expect(await bot.askForText('audit likes', claire)).toContain('liked something')
    expect(await bot.askForText('likes more', claire)).toContain('You liked enough for today.')
  })

  test('brings a button that opens a modal, and the form in it', async () => {
    const bot = await startLiked()
    const [message] = await bot.ask('likes', claire)
    const done = bot.outcomes.length
    await bot.slack.click({ user: 'U0CLAIRE', message: message!, actionId: 'likes.press' })
    await bot.finished(done + 1)
    const [modal] = bot.slack.views('U0CLAIRE')
    await bot.slack.submitView({ user: 'U0CLAIRE', viewId: modal!.id, values: {} })
    await bot.finished(done + 2)
    expect(printView(bot.slack.views('U0CLAIRE').at(-1)!, bot.slack)).toContain('Thank you.')
  })

  test('looks at something before the start, and happens by the calendar', async () => {
    const bot = await startLiked()
    expect(happened).toEqual(['start'])
    await bot.bot.settle()
    bot.sandbox.clock.advance(7 * 24 * 3_600_000)
    await bot.bot.settle()
    expect(happened).toContain('schedule 2026-11-23T08:00:00.000Z')
  })

  test('sets schedules of its own, for the things that people make', async () => {
    const bot = await startLiked()
    await bot.ask('likes give', claire)
    await bot.bot.settle()
    bot.sandbox.clock.advance(2 * 3_600_000)
    await bot.bot.settle()
    expect(happened).toContain('thanks to U0CLAIRE 2026-11-18T11:00:00.000Z')
  })

  test('hears what Slack tells, and has its part of the Home', async () => {
    const bot = await startLiked()
    await bot.slack.openHome({ user: 'U0CLAIRE' })
    await bot.slack.waitFor(() =>
      JSON.stringify(bot.slack.home('U0CLAIRE') ?? '').includes('Likes: 0') ? true : undefined,
    )
    expect(registerFeatures(withLikes).events.file_shared).toBeDefined()
    expect(registerFeatures(withLikes).digest.length).toBeGreaterThan(0)
  })

  test('shows and erases what it keeps about people', async () => {
    const bot = await startLiked()
    await bot.ask('likes give', claire)
    expect(await bot.askForText('whoami data', claire)).toMatch(/A like of yours[\s\S]*Likes[\s\S]*To be liked/)
    await bot.stop()
    const { outside, printed } = createOutside({ DATA_DIR: bot.dataDir })
    expect(await forgetSomebody(['U0CLAIRE', '--yes'], outside, withLikes)).toBe(0)
    expect(printed()).toContain('A like of yours')
  })

  test('is in the manifest with its permissions and its events', () => {
    const manifest = manifestFor(withLikes, 'socket')
    expect(manifest.oauth_config.scopes.bot).toContain('reactions:read')
    expect(manifest.oauth_config.scopes.bot_optional).toContain('emoji:read')
    expect(manifest.settings).toMatchObject({
      event_subscriptions: { bot_events: expect.arrayContaining(['app_home_opened', 'file_shared']) },
    })
  })

  test('reads settings that exist', () => {
    const named = withLikes.flatMap(({ settings = [] }) => settings)
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(settingNames).toContain(name)
  })
})

describe('two features that claim the same name fail at the start', () => {
  const command = (name: string) =>
    defineCommand({
      name,
      access: 'anyone',
      summary: () => name,
      examples: [],
      parse: () => undefined,
      run: async () => undefined,
      render: () => ({ text: '', blocks: [] }),
    })
  const table = {
    table: 'likes',
    sheet: () => ({ what: '', why: '', howLong: '', whoSees: '' }),
    show: async () => [],
    erase: async () => {},
  }
  const twins = [
    ['feature', { name: 'likes' }],
    ['command', { name: 'other', commands: [command('likes')] }],
    ['act', { name: 'other', acts: likes.acts! }],
    ['click', { name: 'other', clicks: likes.clicks! }],
    ['form', { name: 'other', forms: likes.forms! }],
    ['event', { name: 'other', events: likes.events! }],
    ['job', { name: 'other', jobs: likes.jobs! }],
    ['schedule', { name: 'other', schedules: likes.schedules! }],
    ['occurrence', { name: 'other', occurrences: likes.occurrences! }],
    ['audit action', { name: 'other', auditActions: likes.auditActions! }],
    ['refusal', { name: 'other', refusals: likes.refusals! }],
    ['place of personal data', { name: 'other', personalData: [table] }],
    ['migration', { name: 'other', migrations: likes.migrations! }],
  ] as const
  test.each(twins)('%s', (what, twin) => {
    const { name } = defineFeature(twin)
    expect(() => registerFeatures([likes, twin])).toThrow(`${what} "`)
    expect(() => registerFeatures([likes, twin])).toThrow(`is claimed by likes and by ${name}`)
  })

  test('and nobody else’s', () => {
    expect(() => registerFeatures(withLikes)).not.toThrow()
  })
})
