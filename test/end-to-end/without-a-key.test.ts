import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { english, printInvoice } from '../documents/invoices.ts'
import { startBot } from '../support/bot.ts'
import { startHeartbeats } from '../support/heartbeats.ts'
import { importing } from '../support/importing.ts'
import { raiseSteps } from '../support/raise.ts'
import { readTrail } from '../support/trail.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
const settings = {
  MISTRAL_ADMIN_API_KEY: 'none',
  ROLE_MAP: 'U0CLAIRE:admin,U0MARC:billing,U0SARAH:member',
}

/** The sandbox starts on Wednesday, 18 November 2026, in the morning. */
const start = (more: Readonly<Record<string, string>> = {}) =>
  startBot({ settings: { ...settings, ...more }, ...(more.HEARTBEAT_URL ? { isWatching: true } : {}) })

const days = (from: number, to: number, amount: number) =>
  [
    'Date,Model,Cost (EUR)',
    ...Array.from({ length: to - from + 1 }, (_, index) => {
      const day = String(from + index).padStart(2, '0')
      return `2026-11-${day},Mistral Large,${amount}.00`
    }),
  ].join('\n')

describe('without an Admin API key', () => {
  test('the bot starts, says what it does not know, and how to change that', async () => {
    const bot = await start()
    const spend = await bot.askForText('spend', claire)
    expect(spend).toContain('November: no figures yet, so I cannot warn you')
    expect(spend).toMatch(/\[Enter today’s figure\].*\[Import a file\]/)
    expect(await bot.askForText('spend', { user: 'U0SARAH' })).not.toContain('[Import a file]')
    expect(await bot.askForText('vibe', claire)).toContain('I have no Admin API key')
    expect(await bot.askForText('vibe', claire)).toContain('/mistral forecast')
    expect(bot.mistral.requests).toEqual([])
  })

  test('a usage file answers spend, models and forecast, and says how old it is', async () => {
    const bot = await start()
    await importing(bot).bring('november.csv', days(1, 12, 10))
    const spend = await bot.askForText('spend', claire)
    expect(spend).toContain('November: €120')
    expect(spend).toContain('November: nothing since 12 Nov, so I cannot warn you')
    expect(spend).toContain('Usage file november.csv, UTC days up to 12 Nov')
    expect(spend).not.toContain('Mistral API')
    expect(await bot.askForText('models', claire)).toContain('Mistral Large')
    // Ten a day: the days that nobody knows of are expected to be like the others, not free.
    expect(await bot.askForText('forecast', claire)).toMatch(/November is heading for €300/)
  })

  test('a usage file that names Workspaces answers what each of them costs, and says so', async () => {
    const bot = await start()
    const rows = ['2026-11-01,Mistral Large,Support,30.00', '2026-11-12,Codestral,Batch,12.00']
    await importing(bot).bring('teams.csv', ['Date,Model,Workspace,Cost (EUR)', ...rows].join('\n'))
    for (const line of ['workspaces', 'chargeback 2026-11', 'budget']) {
      const said = await bot.askForText(line, claire)
      expect(said, line).not.toContain('Mistral API')
      if (line === 'budget') continue
      expect(said, line).toMatch(/€42[\s\S]*Support[\s\S]*€30\.00/)
      expect(said, line).toContain('Usage file teams.csv, UTC days up to 12 Nov')
      expect(said, line).toContain('November: nothing since 12 Nov, so I cannot warn you')
    }
  })

  test('an invoice answers for its month, with what it comes to net', async () => {
    const bot = await start()
    await importing(bot).bring('october.pdf', await printInvoice(english))
    const october = await bot.askForText('spend last month', claire)
    expect(october).toContain('October: €451')
    expect(october).toContain(
      'October: €506.05 net, seats, discounts and credits included, from the invoice MIS-2026-0042',
    )
    expect(october).not.toContain('nothing since')
  })

  test('two files of the same days count once, and an undone one gives its days back', async () => {
    const bot = await start()
    const steps = importing(bot)
    await steps.bring('first.csv', days(1, 12, 10))
    await steps.bring('second.csv', days(11, 14, 20))
    expect(await bot.askForText('spend', claire)).toContain('November: €180')
    await steps.undo('second.csv')
    expect(await bot.askForText('spend', claire)).toContain('November: €120')
  })

  test('a figure of the Billing page feeds spend, limits and forecast, with its time', async () => {
    const bot = await start()
    const steps = importing(bot)
    await steps.type({ used: '90', currency: 'EUR', limit: '1000' })
    const limits = await bot.askForText('limits', claire)
    expect(limits).toContain('€90.00 of €1,000 used (9%)')
    expect(limits).toContain('Typed from the Billing page')
    expect(limits).not.toContain('cannot warn you')
    expect(limits).not.toContain('Mistral’s counter')
    expect(await bot.askForText('forecast', claire)).toMatch(/November is heading for €1[45]\d/)
    const typed = (await readTrail(bot)).find(({ action }) => action === 'import.figure-typed')
    expect(JSON.parse(typed?.after ?? '{}')).toMatchObject({ used: '90', limit: '1000', month: '2026-11' })
    bot.sandbox.clock.advance(2 * 24 * 3_600_000)
    expect(await bot.askForText('limits', claire)).toContain('November: nothing since 18 Nov, so I cannot warn you')
    await steps.type({ used: '120.50', currency: 'EUR' })
    expect(await bot.askForText('limits', claire)).toContain('€121 of €1,000 used (12%)')
    expect(await bot.askForText('spend', claire)).toContain('November: €121')
  })

  test('an amount that is none is refused at its field', async () => {
    const bot = await start()
    const { open, send } = importing(bot)
    await open('U0CLAIRE', 'import figure')
    expect((await send({ used: 'a lot', currency: '€ 1' })).errors).toEqual({
      used: expect.stringContaining('Type an amount'),
      currency: expect.stringContaining('three letters'),
    })
    // Beside files in euros, dollars could not be added up.
    await importing(bot).bring('november.csv', days(1, 12, 10))
    await open('U0CLAIRE', 'import figure')
    expect((await send({ used: '130', currency: 'USD' })).errors).toEqual({
      currency: expect.stringContaining('imported figures are in EUR'),
    })
  })

  test('alerts follow what was typed', async () => {
    const bot = await start({ ALERTS_CHANNEL: sandboxChannels.finops.id as string, POLL_INTERVAL: '5m' })
    await importing(bot).type({ used: '960', currency: 'EUR', limit: '1000' })
    bot.sandbox.clock.advance(6 * 60_000)
    const alert = await bot.slack.waitFor(() =>
      bot.slack.messages({ channel: sandboxChannels.finops.id as string }).find(({ text }) => text.includes('€960')),
    )
    expect(printMessage(alert, bot.slack)).toContain('€960 of €1,000 used (96%)')
    expect(printMessage(alert, bot.slack)).toContain('Typed from the Billing page')
  })

  test('the dead man’s switch hears that the bot runs, also where there is nothing to look at', async () => {
    const { url, beats } = await startHeartbeats()
    const bot = await start({ HEARTBEAT_URL: url, POLL_INTERVAL: '5m' })
    await bot.bot.settle()
    expect(beats).toHaveLength(1)
    await importing(bot).type({ used: '1100', currency: 'EUR', limit: '1000' })
    bot.sandbox.clock.advance(6 * 60_000)
    await bot.bot.settle()
    expect(beats).toHaveLength(2)
    // It looks at nothing, and so tells nobody.
    const direct = bot.slack.messages({ channel: bot.slack.directMessage('U0MARC'), as: 'U0MARC' })
    expect(direct.filter(({ text }) => text.includes('suspended'))).toEqual([])
  })

  test('two figures of one hour are no pace: nobody is told that access stops in minutes', async () => {
    const channel: string = sandboxChannels.finops.id
    const bot = await start({ ALERTS_CHANNEL: channel, POLL_INTERVAL: '5m' })
    await importing(bot).type({ used: '600', currency: 'EUR', limit: '1000' })
    for (let look = 0; look < 8; look += 1) {
      await bot.bot.settle()
      bot.sandbox.clock.advance(6 * 60_000)
    }
    await importing(bot).type({ used: '960', currency: 'EUR', limit: '1000' })
    bot.sandbox.clock.advance(6 * 60_000)
    const alert = await bot.slack.waitFor(() =>
      bot.slack.messages({ channel }).find(({ text }) => text.includes('€960')),
    )
    expect(printMessage(alert, bot.slack)).toContain('€960 of €1,000 used (96%)')
    expect(printMessage(alert, bot.slack)).not.toContain('an hour over the last')
    await bot.bot.settle()
    const direct = bot.slack.messages({ channel: bot.slack.directMessage('U0CLAIRE'), as: 'U0CLAIRE' })
    expect(direct.filter(({ text }) => text.includes('API stops'))).toEqual([])
  })

  test('limits say what nobody has entered yet, and a raise waits for it', async () => {
    const bot = await start()
    const steps = importing(bot)
    const nothing = await bot.askForText('limits', claire)
    expect(nothing).toContain('Nobody has entered the limit yet, nor how much of it is used')
    expect(nothing).not.toContain('Mistral')
    await steps.type({ used: '900', currency: 'EUR' })
    const limits = await bot.askForText('limits', claire)
    expect(limits).toContain('€900 used; nobody has entered the limit yet')
    expect(limits).not.toMatch(/Mistral (says|does not)/)
    await steps.request({ amount: '2000' })
    expect(raiseSteps(bot).modal('U0SARAH')).toContain('Nobody has entered the present limit yet')
    expect(bot.slack.messages({ channel: sandboxChannels.approvals.id as string })).toEqual([])
    await steps.type({ used: '900', currency: 'EUR', limit: '1000' })
    await steps.request({ amount: '2000' })
    expect(steps.cardText()).toContain('€1,000 → €2,000')
  })

  test('a raise is decided by the people of ROLE_MAP and ends in Apply by hand', async () => {
    const bot = await start()
    const steps = importing(bot)
    await steps.type({ used: '900', currency: 'EUR', limit: '1000' })
    await steps.request({ amount: '2000' })
    await steps.approve('U0CLAIRE')
    expect(steps.cardText()).toContain('Approved, to be set by hand')
    const { channel, ts } = steps.card()
    await steps.andSettle(() => bot.slack.click({ user: 'U0MARC', channel, ts, actionId: 'limits.done' }))
    expect(await bot.askForText('limits', claire)).toContain('€900 of €2,000 used (45%)')
    expect(bot.mistral.requests).toEqual([])
  })
})

describe('the invoice of the month before', () => {
  const thirdOfDecember = new Date('2026-12-03T08:30:00Z')

  test('is asked for on the third working day, of billing alone, and once', async () => {
    const bot = await start()
    const { directTexts } = importing(bot)
    bot.sandbox.clock.advance(new Date('2026-12-02T12:00:00Z').getTime() - bot.sandbox.clock.now().getTime())
    await bot.bot.settle()
    expect(directTexts('U0MARC')).toEqual([])
    bot.sandbox.clock.advance(thirdOfDecember.getTime() - bot.sandbox.clock.now().getTime())
    await bot.bot.settle()
    bot.sandbox.clock.advance(2 * 24 * 3_600_000)
    await bot.bot.settle()
    expect(directTexts('U0MARC')).toEqual([
      expect.stringMatching(
        /^The invoice for November should be available by now[\s\S]*drop the PDF here[\s\S]*\[Open the Admin Panel\]/,
      ),
    ])
    expect(directTexts('U0CLAIRE')).toEqual([])
  })

  test('is not asked for where it is here already', async () => {
    const bot = await start()
    const { bring, directTexts } = importing(bot)
    const head = english.head.map((line) =>
      line.replace('October 1, 2026 – October 31', 'November 1, 2026 – November 30'),
    )
    await bring('november.pdf', await printInvoice({ ...english, head }))
    bot.sandbox.clock.advance(thirdOfDecember.getTime() - bot.sandbox.clock.now().getTime())
    await bot.bot.settle()
    expect(directTexts('U0MARC')).toEqual([])
  })
})

test('a key that is added later takes nothing away: imports stay, old months answer from them, and the API is held against the invoice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const before = await start({ DATA_DIR: folder })
  const steps = importing(before)
  const old = english.head.map((line) =>
    line.replace(/October (\d+), 2026/g, 'March $1, 2019').replace('November 3, 2026', 'April 3, 2019'),
  )
  await steps.bring('october.pdf', await printInvoice(english))
  await steps.bring(
    'old.pdf',
    await printInvoice({ ...english, head: old.map((line) => line.replace('0042', '0007')) }),
  )
  expect(await before.askForText('spend 2019-03', claire)).toContain('March 2019: €451')
  await before.stop()
  const after = await startBot({ sandbox: before.sandbox, settings: { DATA_DIR: folder } })
  expect(await after.askForText('import', claire)).toMatch(/2 files count in reports/)
  const past = await after.askForText('spend 2019-03', claire)
  expect(past).toContain('March 2019: €451')
  expect(past).toContain('Invoice MIS-2026-0007')
  expect(await after.askForText('spend last month', claire)).toMatch(/October: €43,\d+/)
  expect(await after.askForText('import bridge last month', claire)).toMatch(
    /Usage at list prices: €43,\d+[\s\S]*Net: €506\.05/,
  )
  expect(await after.askForText('spend', claire)).toContain('of €45,000')
})

test('the bridge leads from usage to the invoice, and keeps notes for the auditor', async () => {
  const bot = await start()
  const steps = importing(bot)
  expect(await bot.askForText('import bridge', claire)).toContain('No invoice for October is imported')
  await steps.bring('october.pdf', await printInvoice(english))
  expect(await bot.askForText('import bridge', claire)).toContain('No usage file for October is imported')
  const rows = ['Mistral Large,380.25', 'Codestral,60.00', 'Mistral OCR,20.80'].map((row) => `2026-10-31,${row}`)
  await steps.bring('october.csv', ['Date,Model,Cost (EUR)', ...rows].join('\n'))
  await bot.askForText('import note 2026-10 "OCR credit comes in November"', claire)
  const bridge = await bot.askForText('import bridge last month', claire)
  expect(bridge).toContain('October: the invoice is €10.00 lower than explained')
  for (const step of [
    'Usage at list prices: €461.05',
    'Discounts: −€20.00',
    'Seats: €75.00',
    'Net: €506.05',
    'VAT: €101.21',
  ])
    expect(bridge).toContain(step)
  expect(bridge).toContain('Mistral OCR: €20.80 used, €10.80 invoiced (−€10.00)')
  expect(bridge).toContain('OCR credit comes in November')
  expect(bridge).toContain('To pay: €607.26')
})
