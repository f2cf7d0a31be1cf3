import { describe, expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'
import { readTrail, verifyTrail } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
const usageAsked = ({ mistral }: TestBot) => mistral.requests.filter(({ path }) => path.endsWith('/usage'))
const postsIn = ({ slack }: TestBot) =>
  slack.messages({ channel: approvalsChannel }).map((message) => printMessage(message, slack))

/** A bot that has read four months. */
async function startKeeping(settings: Readonly<Record<string, string>> = {}) {
  const bot = await startBot({ settings: { HISTORY_MONTHS: '4', ...settings } })
  await bot.bot.settle()
  return bot
}

describe('a month that is over', () => {
  test('is answered from the history, to the cent, and says so', async () => {
    const live = await startBot()
    const bot = await startKeeping()
    const asked = usageAsked(bot).length
    const said = await bot.askForText('spend 2026-09')
    expect(usageAsked(bot)).toHaveLength(asked)
    expect(said).toContain('History, provisional, as Mistral reported it on 18 Nov, UTC days')
    const source = /.*; before VAT.*/
    expect(said.replace(source, '')).toBe((await live.askForText('spend 2026-09')).replace(source, ''))
    expect(await bot.askForText('spend')).toContain('Mistral API 09:12')
    expect(await bot.askForText('spend q3')).toContain('Mistral API 09:12 UTC and history up to 30 Sep')
  })

  test('of a whole quarter, by the sums of its months: the same figures as from all their days', {
    timeout: 60_000,
  }, async () => {
    const live = await startBot()
    const bot = await startKeeping({ HISTORY_MONTHS: '8' })
    const asked = usageAsked(bot).length
    const figures = (text: string) => text.replace(/^Loading.*\n+/m, '').replace(/.*; before VAT.*/, '')
    for (const line of ['spend q3', 'models q3', 'workspaces q3']) {
      const said = await bot.askForText(line)
      expect(said).toContain('History, provisional')
      expect(figures(said)).toBe(figures(await live.askForText(line)))
    }
    expect(usageAsked(bot)).toHaveLength(asked)
  })

  test('stays when Mistral is away', async () => {
    const bot = await startKeeping()
    bot.mistral.faults.fail(503, { path: '/usage' })
    expect(await bot.askForText('models 2026-09')).toContain('History, provisional')
  })
})

describe('the first reading', () => {
  test('is told on one message, which keeps up', async () => {
    const bot = await startBot({ settings: { HISTORY_MONTHS: '12' } })
    await bot.bot.settle()
    expect(postsIn(bot)).toEqual([expect.stringContaining('✅ The usage history is complete, from December 2025 on.')])
  })

  test('goes on after a crash with what is missing, and asks for nothing twice', async () => {
    const bot = await startBot({ settings: { HISTORY_MONTHS: '4' } })
    await bot.slack.waitFor(() => usageAsked(bot).length > 6 || undefined)
    await bot.stop()
    const settings = { DATABASE_URL: `sqlite:${bot.dataDir}/chatops.sqlite`, HISTORY_MONTHS: '4' }
    const again = await startBot({ settings, sandbox: bot.sandbox })
    await again.bot.settle()
    const asked = usageAsked(again).map(({ query }) => JSON.stringify(query))
    expect(new Set(asked).size).toBe(asked.length)
    expect(await again.askForText('history', claire)).toMatch(/History: 4 months, from August up to 17 Nov/)
    expect(await again.askForText('history', claire)).not.toContain('missing')
  })

  test('leaves a gap where Mistral fails, and fills it later', async () => {
    const bot = await startBot({ settings: { HISTORY_MONTHS: '4' } })
    bot.mistral.faults.fail(503, { path: '/usage' })
    await bot.bot.settle()
    expect(await bot.askForText('history', claire)).toContain('No month of usage is kept yet')
    bot.mistral.clearFaults()
    bot.sandbox.clock.advance(6 * 60_000)
    await bot.bot.settle()
    expect(await bot.askForText('history', claire)).toContain('History: 4 months')
  })
})

describe('a month that is closed', () => {
  async function startClosed() {
    const bot = await startKeeping()
    const steps = raiseSteps(bot)
    await steps.open('U0CLAIRE', 'history close 2026-10')
    const asked = steps.modal('U0CLAIRE')
    await steps.send('U0CLAIRE', {})
    return { bot, steps, asked, said: steps.modal('U0CLAIRE') }
  }

  test('was confirmed at its sum, is in the trail, and does not move', async () => {
    const { bot, asked, said, steps } = await startClosed()
    expect(asked).toMatch(/Close October at €[\d,]+\.\d\d, with 6 Workspaces\?/)
    expect(said).toMatch(/October is closed at €[\d,]+\.\d\d/)
    const entry = (await readTrail(bot)).find(({ action }) => action === 'history.closed')
    expect(entry).toMatchObject({ subject: '2026-10', outcome: 'done' })
    expect(await verifyTrail(bot)).toMatchObject({ whole: true })
    expect(await bot.askForText('spend 2026-10')).toContain('History, closed, UTC days')
    expect(await bot.askForText('history', claire)).toMatch(/Closed up to October[\s\S]*October {2}€[\d,.]+ {2}closed/)
    expect(await bot.askForText('audit closings', claire)).toContain('closed a month')
    await steps.open('U0CLAIRE', 'history close 2026-10')
    expect(steps.modal('U0CLAIRE')).toContain('October is closed already')
  })

  test('that Mistral counts differently later is told once, as a difference', async () => {
    const { bot } = await startClosed()
    const before = await bot.askForText('spend 2026-10')
    // Mistral counts something that happened in October only now.
    const weeks = 4 * 7 * 24 * 3_600_000
    bot.sandbox.clock.advance(-weeks)
    bot.mistral.burn({ amount: 500 })
    bot.sandbox.clock.advance(weeks)
    for (const hours of [24, 1, 24, 1]) {
      bot.sandbox.clock.advance(hours * 3_600_000)
      await bot.bot.settle()
    }
    expect(await bot.askForText('spend 2026-10')).toBe(before)
    const told = postsIn(bot).filter((text) => text.includes('is closed at'))
    expect(told).toEqual([
      // The Workspace that it happened in is named in the same message.
      expect.stringMatching(
        /October is closed at €[\d,.]+. Mistral now reports €[\d,.]+ \(\+€\d+[^•]*• \S[^:]*: closed at/,
      ),
    ])
    expect(await bot.askForText('history', claire)).toContain('⚠ October is closed at')
  })

  test('is refused to members, and to a month that is not over', async () => {
    const bot = await startKeeping()
    expect(await bot.askForText('history')).not.toContain('Close')
    const steps = raiseSteps(bot)
    await steps.open('U0SARAH', 'history close 2026-10')
    expect(steps.modal('U0SARAH')).toContain('needs the admin or billing role')
    await steps.open('U0CLAIRE', 'history close 2026-11')
    expect(steps.modal('U0CLAIRE')).toContain('November cannot be closed yet')
  })

  test('names nobody once who closed it is erased', async () => {
    const { bot } = await startClosed()
    expect(await bot.askForText('whoami data', claire)).toContain('Months that you closed: 1')
  })
})

test('in French, too', async () => {
  const bot = await startKeeping()
  bot.slack.updatePerson('U0CLAIRE', { locale: 'fr-FR' })
  expect(await bot.askForText('spend 2026-09', claire)).toContain(
    'Historique provisoire, tel que Mistral l’indiquait le 18 nov.',
  )
  expect(await bot.askForText('history', claire)).toMatch(/Historique\s: 4 mois \(depuis août, jusqu’au 17 nov\.\)/)
})
