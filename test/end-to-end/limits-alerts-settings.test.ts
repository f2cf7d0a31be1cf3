import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const channel: string = sandboxChannels.finops.id

async function started(settings: Record<string, string> = {}) {
  const bot = await startBot({ settings: { ALERTS_CHANNEL: channel, ...settings } })
  await bot.bot.settle()
  return { bot, steps: raiseSteps(bot), begun: posted(bot).length }
}

const posted = ({ slack }: TestBot) =>
  slack
    .messages({ channel })
    .filter(({ visibleTo }) => visibleTo === undefined)
    .map((message) => printMessage(message, slack))

async function useUp(bot: TestBot, percent: number, ms = 5 * 60_000): Promise<void> {
  const { limit, use } = bot.mistral.organization
  if (((limit ?? 0) * percent) / 100 > use) bot.mistral.burn({ amount: ((limit ?? 0) * percent) / 100 - use })
  bot.sandbox.clock.advance(ms)
  await bot.bot.settle()
}

const changes = async (bot: TestBot) => (await readTrail(bot)).filter(({ action }) => action === 'limit.alerts-changed')

describe('/mistral alerts', () => {
  test('says what is watched, where it is posted and what was said this month', async () => {
    const { bot } = await started()
    await useUp(bot, 96)
    const text = await bot.askForText('alerts')
    expect(text).toMatch(/^Alerts are on: at 80%, 95% and 100% of the limit/)
    expect(text).toContain('#finops')
    expect(text).toContain('Said this month: 95% of €45,000')
    expect(text).not.toContain('[Settings…]')
    expect(await bot.askForText('alerts', { user: 'U0CLAIRE' })).toContain('[Settings…]')
  })

  test('says what is told where no channel is set, and how to change that', async () => {
    const { bot } = await started({ ALERTS_CHANNEL: '' })
    const text = await bot.askForText('alerts')
    expect(text).toMatch(/^Only what cannot wait is told/)
    expect(text).toContain('ALERTS_CHANNEL')
  })

  test('takes levels of one’s own, which count from the next look on, and are in the trail', async () => {
    const { bot, steps, begun } = await started()
    await steps.request({ levels: '70, 90 %' }, { user: 'U0CLAIRE', line: 'alerts settings' })
    expect(steps.modal('U0CLAIRE')).toContain('70% and 90%')
    const before = posted(bot).length
    await useUp(bot, 85)
    expect(posted(bot).slice(before)).toEqual([expect.stringContaining('used (85%)')])
    expect(await bot.askForText('alerts')).toContain('Said this month: 70% of €45,000')
    expect(before).toBe(begun)
    const [entry, ...more] = await changes(bot)
    expect(entry).toMatchObject({
      before: JSON.stringify({ levels: '80, 95, 100', muted_until: null }),
      after: JSON.stringify({ levels: '70, 90', muted_until: null }),
      outcome: 'done',
    })
    expect(more).toEqual([])
    expect(await bot.askForText('audit alert', { user: 'U0CLAIRE' })).toContain('alerts')
  })

  test('refuses levels that are none, at the field, and changes nothing', async () => {
    const { bot, steps } = await started()
    for (const levels of ['0', '101', 'many', '51,52,53,54,55,56,57'])
      expect(await steps.request({ levels }, { user: 'U0CLAIRE', line: 'alerts settings' })).toHaveProperty('levels')
    expect(await changes(bot)).toEqual([])
  })

  test('can be changed by whoever decides, and by nobody else', async () => {
    const { bot, steps } = await started()
    await steps.open('U0SARAH', 'alerts settings')
    expect(steps.modal('U0SARAH')).not.toContain('Levels')
    expect(await changes(bot)).toEqual([])
  })

  test('muted until tomorrow says what is still true then, and what cannot wait at once', async () => {
    const { bot, steps, begun } = await started()
    await steps.request({ mute: 'tomorrow' }, { user: 'U0MARC', line: 'alerts settings' })
    await useUp(bot, 82)
    expect(posted(bot)).toHaveLength(begun)
    expect(await bot.askForText('alerts')).toMatch(/^Alerts are muted until /)
    await useUp(bot, 82, 24 * 3_600_000)
    const later = posted(bot)
      .slice(begun)
      .filter((text) => text.includes('of €45,000 used'))
    expect(later).toEqual([expect.stringMatching(/used \(8\d%\)/)])
  })

  test('muted until the month ends still says that access is suspended', async () => {
    const { bot, steps, begun } = await started()
    await steps.request({ mute: 'month' }, { user: 'U0MARC', line: 'alerts settings' })
    await useUp(bot, 101)
    expect(posted(bot).slice(begun)).toEqual([expect.stringMatching(/^🔴 API access is suspended/)])
    await steps.request({ mute: 'none' }, { user: 'U0MARC', line: 'alerts settings' })
    expect(await bot.askForText('alerts')).toMatch(/^🔴 Urgent now/)
    expect((await changes(bot)).map(({ after }) => JSON.parse(after ?? ''))).toEqual([
      { levels: '80, 95, 100', muted_until: '2026-12-01T00:00:00.000Z' },
      { levels: '80, 95, 100', muted_until: null },
    ])
  })
})
