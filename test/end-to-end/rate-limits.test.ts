import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }

/** Mistral's own answer, added up here. */
async function countTokens({ mistral }: TestBot, version: string): Promise<number> {
  const answer = await fetch(`${mistral.url}/usage?month=11&year=2026`, { headers: { 'x-api-key': mistral.key } })
  const usage = (await answer.json()) as {
    completion: { models: Record<string, Record<string, { value: number }[]>> }
  }
  const groups = Object.entries(usage.completion.models).filter(([model]) => model.endsWith(`::${version}`))
  return groups.flatMap(([, of]) => Object.values(of).flat()).reduce((sum, { value }) => sum + value, 0)
}

describe('rate-limits', () => {
  test('says how much of a model’s tokens Mistral counted', async () => {
    const bot = await startBot()
    const tokens = await countTokens(bot, 'mistral-large-2512')
    const text = await bot.askForText('rate-limits mistral-large-2512')
    expect(text).toContain(`(${Math.round((tokens / 10_000_000_000) * 100)}%)`)
    expect(text).toContain('20 requests a second for the whole Organization')
    expect(text).toContain('2m a minute')
  })

  test('searches, says what it does not find, and is not for guests', async () => {
    const bot = await startBot()
    const all = await bot.askForText('rate-limits')
    expect(all).toMatch(/has used \d+% of its tokens for the month/)
    expect(all).toContain('codestral-2508')
    expect(await bot.askForText('rate-limits large')).not.toContain('codestral')
    expect(await bot.askForText('rate-limits gpt')).toMatch(/There is no model “gpt”[\s\S]*rate-limits /)
    expect(await bot.askForText('rate-limits', gabi)).toContain('Guests of this workspace cannot use me')
  })

  test('stands without usage, and says where Mistral states no limits', async () => {
    const bot = await startBot()
    bot.mistral.faults.fail(503, { path: '/usage' })
    expect(await bot.askForText('rate-limits')).toContain('Usage is not available right now')
    bot.mistral.clearFaults()
    bot.mistral.faults.fail(404, { path: '/rate-limit' })
    bot.sandbox.clock.advance(120_000)
    expect(await bot.askForText('rate-limits')).toContain('Mistral states no rate limits at the address that I ask')
  })
})
