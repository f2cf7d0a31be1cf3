import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { readTrail } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
/** What each cannot say where Mistral has no analytics for it. */
const commands = [
  ['top-users', 'no le Chat analytics for this Organization, so I cannot say who uses it'],
  ['agents', 'no le Chat analytics for this Organization, so I cannot say which agents are used'],
  ['activity', 'no le Chat analytics for this Organization, so I cannot say how much it is used'],
  ['vibe', 'no Vibe Code analytics for this Organization, so I cannot say how it is used'],
] as const

/** Mistral's own answer, added up here: what the reports say must be the same. */
async function ask(bot: TestBot, path: string): Promise<Record<string, unknown>[]> {
  const window = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-19T00:00:00Z' }
  const query = Object.entries(window).map(([name, at]) => `${name}=${Date.parse(at) / 1000}`)
  const answer = await fetch(`${bot.mistral.url}/analytics/lechat/usage/${path}?${query.join('&')}`, {
    headers: { 'x-api-key': bot.mistral.key },
  })
  const { data } = (await answer.json()) as { data: Record<string, unknown>[] }
  return data
}

const sum = (rows: readonly Record<string, unknown>[], field: string): string =>
  rows.reduce((total, row) => total + Number(row[field] ?? 0), 0).toLocaleString('en-GB')

describe('who uses what', () => {
  test('adds up to what Mistral says', async () => {
    const bot = await startBot()
    const people = await ask(bot, 'by_user_stats')
    const agents = await ask(bot, 'by_agent_stats')
    expect(await bot.askForText('top-users', claire)).toContain(`${sum(people, 'messages_count')} le Chat messages`)
    expect(await bot.askForText('activity', claire)).toContain(`sent ${sum(people, 'messages_count')} le Chat messages`)
    expect(await bot.askForText('agents', claire)).toContain(
      `${agents.length} agents answered ${sum(agents, 'messages_count')} messages`,
    )
  })

  test('names nobody to a member, and each look at names is in the trail', async () => {
    const bot = await startBot()
    const names = /Claire|Marc|佐藤|northwind/
    expect(await bot.askForText('top-users')).not.toMatch(names)
    expect((await readTrail(bot)).map(({ action }) => action)).not.toContain('names.viewed')
    expect(await bot.askForText('top-users', claire)).toMatch(/^\d+ people make up \d+%/)
    expect((await readTrail(bot)).map(({ action }) => action)).toContain('names.viewed')
    expect(await bot.askForText('audit looks', claire)).toContain('looked at names in a report')
  })

  test('tells everybody their own place, or that they have none', async () => {
    const bot = await startBot({ settings: { ROLE_MAP: 'U0MARC:member' } })
    const marc = { user: 'U0MARC', channel: sandboxChannels.finops.id as string }
    const said = await bot.askForText('top-users', marc)
    expect(said).toMatch(/You: \d+, place \d+ of \d+/)
    expect(said).not.toContain('Marc')
    expect(await bot.askForText('top-users')).toContain('You: none in November')
    expect(await bot.askForText('top-users 7d')).toContain('You: none on 12–18 Nov')
  })

  test('is shared without names, and with a picture that has none', async () => {
    const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
    await bot.ask('top-users share', claire)
    const [post] = bot.slack.messages({ channel: claire.channel })
    expect(JSON.stringify(post?.blocks)).toContain('Places 1–5')
    expect(JSON.stringify(post?.blocks)).not.toMatch(/northwind|Okafor|Lindqvist(?!.*Shared)/)
  })

  test.each(commands)(
    '%s is not for guests, and says what it lacks and what would offer it',
    async (command, lacks) => {
      const bot = await startBot()
      const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
      expect(await bot.askForText(command, gabi)).toContain('Guests of this workspace cannot use me')
      bot.mistral.faults.fail(404, { path: '/analytics' })
      const said = await bot.askForText(command, claire)
      expect(said).toContain(lacks)
      expect(said).toMatch(/Enterprise plan[\s\S]*https:\/\/api\.mistral\.ai\/v1\/admin/)
      expect(await bot.askForText(`export ${command}`, claire)).toContain(lacks)
    },
  )

  describe.each([
    [
      'fails',
      500,
      'Mistral’s Admin API does not answer, so there are no figures right now. That says nothing about your models’ API. ' +
        'Try again in a minute; `/mistral status` shows when it last worked.',
    ],
    ['is limited', 429, 'Mistral is getting too many requests. Try again in a minute.'],
    ['cannot be read', 200, 'I could not read Mistral’s answer. `/mistral status` shows what works.'],
  ])('where Mistral’s analytics %s', (_, status, words) => {
    test('every command says that and nothing else, to who asked, and works again afterwards', async () => {
      const bot = await startBot()
      if (status === 200) bot.mistral.faults.garbage('/analytics')
      else bot.mistral.faults.fail(status, { path: '/analytics' })
      for (const [command] of commands) {
        const messages = await bot.ask(command, claire)
        expect(messages, command).toMatchObject([{ text: words, visibleTo: claire.user, files: [] }])
        expect(messages[0]?.blocks[0], command).toMatchObject({ type: 'section', text: { text: words } })
        expect(bot.outcomes.at(-1)).toMatchObject({ command, result: 'failed' })
      }
      bot.mistral.clearFaults()
      for (const [command] of commands) expect(await bot.askForText(command, claire)).toMatch(/messages|sessions/)
    })
  })

  test('understands periods and choices, and says what it does not understand', async () => {
    const bot = await startBot()
    expect(await bot.askForText('top-users last month by conversations', claire)).toContain('le Chat conversations')
    expect(await bot.askForText('agents 7d by users', claire)).toMatch(/^12–18 Nov: \d+ agents/)
    expect(await bot.askForText('activity last quarter', claire)).toContain('Busiest day')
    expect(await bot.askForText('activity last quarter by week', claire)).toContain('Busiest week')
    expect(await bot.askForText('activity last quarter by hour', claire)).toMatch(/by hour[\s\S]*by day/)
    expect(await bot.askForText('agents by magic', claire)).toContain('by messages')
  })
})
