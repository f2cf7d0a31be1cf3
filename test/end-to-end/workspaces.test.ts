import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { readTrail } from '../support/trail.ts'
import { buttonsOf, press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id as string
const claire = { user: 'U0CLAIRE', channel: finops }
const lookedAt = async (bot: Parameters<typeof readTrail>[0]) =>
  (await readTrail(bot)).filter(({ action }) => action === 'names.viewed').length

test('caps and spend are Mistral’s, owners are named to deciders alone, and each look is in the trail', async () => {
  const bot = await startBot()
  const forMember = await bot.askForText('workspaces')
  expect(forMember).toMatch(/^November: €26,\d{3} in 6 Workspaces/m)
  expect(forMember).toMatch(/Code assistants {2}€5,\d{3} of €12,000 \(\d\d%\)/)
  expect(forMember).toMatch(/Without a cap\nSupport-bot {2}€9,\d{3}/)
  expect(forMember).toContain('Archived: Hackathon 2024')
  expect(forMember).toMatch(/Moved most: ▲ Support-bot \+€[\d,]+ \(\+\d+%\)[\s\S]*on 1–17 Oct, whole days/)
  expect(forMember).toMatch(/· \d owners?, \d+ members/)
  expect(forMember).not.toMatch(/owners?: /)
  expect(await lookedAt(bot)).toBe(0)

  await bot.ask('workspaces', claire)
  const answer = await seen(bot.slack, finops, claire.user, /^November: €26,\d{3} in 6 Workspaces/)
  expect(read(bot.slack, answer)).toMatch(/owners?: \p{L}+/u)
  expect(await lookedAt(bot)).toBe(1)
  expect(JSON.stringify(answer.blocks)).toContain('https://admin.mistral.ai/organization/workspaces')
  expect(buttonsOf(answer).map(({ label }) => label)).toContain('Open caps in the Admin Panel')
  await press(bot.slack, answer, 'By model', claire.user)
  await seen(bot.slack, finops, claire.user, /^November: €26,\d{3} for /)
})

test('a cap that changes at Mistral is there at the next look, and a used one is what a lock screen shows', async () => {
  const bot = await startBot()
  bot.mistral.setCap('Marketing', 1_000)
  const text = await bot.askForText('workspaces', claire)
  expect(text).toContain('🔴 Marketing has used up its cap')
  expect(text).toMatch(/Marketing {2}🔴 €2,\d{3} of €1,000 \(2\d\d%\)/)
})

test('is shared without names', async () => {
  const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
  await bot.ask('workspaces last month share', claire)
  const [post] = bot.slack.messages({ channel: finops })
  expect(read(bot.slack, post!)).toMatch(/^October: €[\d,]+ in 6 Workspaces/)
  expect(read(bot.slack, post!)).not.toMatch(/owners?: |Admin Panel/)
})

test('says how far it is while Mistral takes its time', async () => {
  const bot = await startBot()
  bot.mistral.faults.hang('/usage')
  await bot.slack.command({ user: 'U0SARAH', channel: finops, text: 'spend by workspace' })
  const asked = () => bot.mistral.requests.filter(({ path }) => path === '/usage').length
  // Three months of the whole, and then the Workspaces.
  while (asked() < 4) await new Promise((resolve) => setImmediate(resolve))
  const notices = () =>
    bot.slack.messages({ channel: finops, as: 'U0SARAH' }).map((message) => read(bot.slack, message).trim())
  while (!notices().includes('Loading… 0 of 6 Workspaces')) {
    bot.sandbox.clock.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(notices().length).toBeLessThanOrEqual(2)
})
