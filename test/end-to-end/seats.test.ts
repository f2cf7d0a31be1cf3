import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

async function ask(bot: TestBot, path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${bot.mistral.url}${path}`, { headers: { 'x-api-key': bot.mistral.key } })
  return (await answer.json()) as Record<string, unknown>
}

interface Listed {
  readonly uuid: string
  readonly subscription_types: readonly string[]
}

test('seats and who uses them are Mistral’s own, counted here', async () => {
  const bot = await startBot()
  const window = `start_time=${Date.parse('2026-11-01') / 1000}&end_time=${Date.parse('2026-11-19') / 1000}`
  const { members } = (await ask(bot, '/users?page_size=100')) as { members: readonly Listed[] }
  const { data } = (await ask(bot, `/analytics/lechat/usage/by_user_stats?${window}`)) as {
    data: readonly { user_id: string; messages_count: number }[]
  }
  const seated = new Set(members.flatMap((one) => (one.subscription_types.includes('CHAT') ? [one.uuid] : [])))
  const used = data.filter((row) => row.messages_count > 0 && seated.has(row.user_id)).length
  const code = members.filter((one) => one.subscription_types.includes('MISTRAL_CODE')).length
  const text = await bot.askForText('seats', claire)
  expect(text).toContain(`November: ${used} of ${seated.size} le Chat seats used`)
  expect(text).toContain(`Vibe Code: ${code} seats`)
  expect(text).toContain('How many seats were bought is in the Admin Panel alone')
  expect(text).toContain('1 invitation is open')
})

test('seats are shown where Mistral has no analytics, to no guest, and shared', async () => {
  const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
  const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
  expect(await bot.askForText('seats', gabi)).toContain('Guests of this workspace cannot use me')
  await bot.ask('seats last month share', claire)
  const [post] = bot.slack.messages({ channel: claire.channel })
  expect(JSON.stringify(post?.blocks)).toMatch(/October: \d+ of \d+ le Chat seats used/)
  bot.mistral.faults.fail(404, { path: '/analytics' })
  const text = await bot.askForText('seats 7d', claire)
  expect(text).toContain('le Chat: Mistral has no usage analytics for this Organization')
  expect(text).toMatch(/le Chat: \d+ seats/)
})
