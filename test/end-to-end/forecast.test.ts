import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { sumEverything, usageAnswer } from '../sandbox/mistral/usage-sums.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { press, read, seen } from './support.ts'

const finops = sandboxChannels.finops.id

/** What Mistral itself says of a month, added up from its own answer. */
async function totalOf(bot: TestBot, month: number): Promise<number> {
  const answer = await fetch(`${bot.mistral.url}/usage?month=${month}&year=2026`, {
    headers: { 'x-api-key': bot.mistral.key },
  })
  return sumEverything(usageAnswer.parse(await answer.json()))
}

describe('/mistral forecast', () => {
  test('says where the month lands, whether the limit holds, and how wrong it has been', async () => {
    const bot = await startBot()
    const text = await bot.askForText('forecast')
    expect(text).toMatch(/November is heading for €4\d,\d00 of €45,000/)
    expect(text).toMatch(/80% range €4\d,\d00–4\d,\d00; so far €26,\d{3}/)
    expect(text).toMatch(/The limit of €45,000 (should hold|may not hold)/)
    expect(text).toMatch(/weekdays at ≈ €1,\d{3}, 4 weekend days at ≈ €[4-8]\d\d/)
    expect(text).toMatch(/Off by \d+% after 5 days, \d+% after 10 days, \d+% after 20 days on average/)
    expect(text).toContain('not counted')
    expect(text).toContain('Mistral API 09:12')
  })

  test('says until when a limit holds that is too low', async () => {
    const bot = await startBot()
    bot.mistral.setLimit(30_000, 'Marc Delacroix')
    expect(await bot.askForText('forecast')).toMatch(/The limit of €30,000 holds until ≈ \w+ 2\d Nov, \d\d:\d\d/)
  })

  test('says of a month that is over what it came to, as Mistral’s own answer adds up', async () => {
    const bot = await startBot()
    const total = Math.round(await totalOf(bot, 10)).toLocaleString('en-GB')
    const text = await bot.askForText('forecast last month')
    expect(text).toContain(`October is over: it came to €${total}`)
    expect(text).toMatch(/After 5 days the forecast was €4\d,\d00[\s\S]*After 10 days[\s\S]*After 20 days/)
  })

  test('goes by model, one click away, and is shared without buttons', async () => {
    const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
    const answer = (await bot.ask('forecast')).at(-1)!
    await press(bot.slack, answer, 'By model')
    const byModel = await seen(bot.slack, finops, 'U0SARAH', /each by itself/)
    expect(read(bot.slack, byModel)).toMatch(/Large {2}€1\d,\d00, so far €1\d,\d00/)
    await bot.ask('forecast share')
    const post = await seen(bot.slack, finops, 'U0NADIA', /November is heading for/)
    expect(post.visibleTo).toBeUndefined()
    expect(post.blocks.filter(({ type }) => type === 'actions')).toEqual([])
  })

  test('says what else it would take, and is not for guests', async () => {
    const bot = await startBot()
    expect(await bot.askForText('forecast 7d')).toMatch(/I do not understand the month “7d”.*forecast last month/s)
    expect(await bot.askForText('forecast 2027-01')).toContain('has not begun yet')
    const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
    expect(await bot.askForText('forecast', gabi)).toContain('Guests of this workspace cannot use me')
  })

  test('stands without the limit', async () => {
    const bot = await startBot()
    bot.mistral.faults.fail(503, { path: '/spend-limit' })
    expect(await bot.askForText('forecast')).toMatch(/heading for[\s\S]*The limit could not be read/)
  })

  test('says that Mistral does not answer', async () => {
    const bot = await startBot()
    bot.mistral.faults.fail(503)
    expect(await bot.askForText('forecast')).toContain('Mistral’s Admin API does not answer')
  })
})
