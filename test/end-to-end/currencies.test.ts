import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createDemoClock, createSandbox } from '../../src/sandbox/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { english, printInvoice } from '../documents/invoices.ts'
import { type BotOptions, startBot, type TestBot } from '../support/bot.ts'
import { importing } from '../support/importing.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
const withoutKey = { MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0CLAIRE:admin,U0MARC:billing' }

/** The sandbox's ECB is on this machine, over a real socket; it is Wednesday, 18 November 2026, in the morning. */
async function start(settings: BotOptions['settings'] = {}) {
  const bot = await startBot({ settings: { REPORT_CURRENCY: 'USD', ...settings } })
  await bot.bot.settle()
  return bot
}

/** What a euro cost in dollars on that day, as the sandbox publishes it. */
async function published(bot: TestBot, day: string): Promise<number> {
  const text = await (await fetch(bot.sandbox.ecb.url)).text()
  return Number(new RegExp(`${day}"><Cube currency="USD" rate="([\\d.]+)"`).exec(text)?.[1])
}

const november = (currency: string) =>
  [
    'Date,Model,Amount,Currency',
    `2026-11-05,Mistral Large,100.00,${currency}`,
    `2026-11-06,Codestral,200.00,${currency}`,
  ].join('\n')

/** The lines of the last CSV file, without its mark of encoding. */
const lastFile = (bot: TestBot) =>
  bot.slack
    .files()
    .findLast(({ name }) => name.endsWith('.csv'))!
    .bytes.toString()
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')

describe('REPORT_CURRENCY without a key', () => {
  test('an invoice is converted at the rate of its date, from the preview to the undo; its own amount stays first', async () => {
    const bot = await start(withoutKey)
    const rate = await published(bot, '2026-11-03')
    const said = `1 EUR = ${rate} USD (ECB reference rate of 3 Nov, from 127.0.0.1`
    const worth = (506.05 * rate).toFixed(2)
    const steps = importing(bot)
    await steps.drop('october.pdf', await printInvoice(english))
    await steps.look()
    expect(steps.modal()).toContain(`≈ US$${worth} at ${said}`)
    expect((await steps.send()).text).toContain(`€506.05 for 1–31 Oct`)
    const october = await bot.askForText('spend last month', claire)
    expect(october).toContain('October: €451')
    expect(october).toContain(`≈ US$${(451.05 * rate).toFixed(2)} at ${said}`)
    expect(await bot.askForText('models last month', claire)).toContain(`at ${said}`)
    expect(await bot.askForText('import', claire)).toContain(`€506.05 ≈ US$${worth} at ${said}`)
    await bot.askForText('export spend last month by model', claire)
    const [head, first] = lastFile(bot)
    expect(head).toBe('from,to,model,amount,currency,month,converted,converted_currency,rate,rate_date,rate_source')
    expect(first).toContain(
      `Mistral Large,380.25,EUR,2026-10,${Number((380.25 * rate).toFixed(6))},USD,${rate},2026-11-03,"ECB, 127`,
    )
    expect((await steps.undo('october.pdf')).text).toContain(`€506.05 ≈ US$${worth} at ${said}`)
  })

  test('months in two currencies are told apart, and added up in the third one alone', async () => {
    const bot = await start({ ...withoutKey, REPORT_CURRENCY: 'GBP' })
    const steps = importing(bot)
    await steps.bring('october.pdf', await printInvoice(english))
    await steps.bring('november.csv', november('USD'))
    const both = await bot.askForText('spend 2026-10..2026-11', claire)
    expect(both).toMatch(/: €451 \+ US\$300/)
    expect(both).toContain('which are not added up')
    expect(both).toMatch(/≈ £\d{3}\.\d\d at 1 EUR = [\d.]+ GBP .*3 Nov.* and 1 USD = [\d.]+ GBP .*17 Nov/)
    expect(both).toMatch(/Mistral Large.*€380 \+ US\$100/)
    // A currency that has no rate: then nothing is added up at all.
    await steps.bring('other.csv', november('SEK'))
    const unknown = await bot.askForText('spend 2026-10..2026-11', claire)
    expect(unknown).toContain('Not converted to GBP: I have no ECB reference rate for SEK of 18 Nov.')
    expect(unknown).not.toContain('≈')
  })

  test('an invoice in another currency than the usage is held against it at the rate of its day', async () => {
    const bot = await start(withoutKey)
    const steps = importing(bot)
    await steps.bring('october.pdf', await printInvoice(english))
    await steps.bring('usage.csv', november('USD').replaceAll('2026-11', '2026-10'))
    const rate = await published(bot, '2026-11-03')
    const bridge = await bot.askForText('import bridge last month', claire)
    expect(bridge).toContain(`Usage at list prices: €${(300 / rate).toFixed(2)}`)
    expect(bridge).toMatch(/The usage is converted at 1 USD = [\d.]+ EUR \(ECB reference rate of 3 Nov/)
    expect(bridge).toContain(`≈ US$${(607.26 * rate).toFixed(2)} at 1 EUR = ${rate} USD`)
    const lines = [{ item: 'Mistral Large - input tokens', quantity: '10', price: '$5.00', amount: '$50.00' }]
    const head = ['Credit note CN-2026-3', 'Date of issue: November 5, 2026', 'Period: October 2026']
    await steps.bring(
      'note.pdf',
      await printInvoice({ ...english, head, groups: [{ lines }], totals: [['Total', '$50.00']] }),
    )
    const apart = await bot.askForText('import bridge last month', claire)
    expect(apart).toContain('Credit note CN-2026-3 of −US$50.00 is in another currency, so it is not in these steps')
    expect(apart).toContain('Net: €506.05')
  })

  test('what is in that currency already has nothing beside it', async () => {
    const bot = await start(withoutKey)
    await importing(bot).bring('november.csv', november('USD'))
    const spend = await bot.askForText('spend', claire)
    expect(spend).toContain('November: US$300')
    expect(spend).not.toMatch(/≈|ECB/)
  })
})

describe('REPORT_CURRENCY with a key', () => {
  test('the limit stays as it is, and the spend has its worth beside it', async () => {
    const bot = await start()
    const spend = await bot.askForText('spend', claire)
    expect(spend).toMatch(/November: €[\d,]+ of €45,000/)
    expect(spend).toMatch(/≈ US\$[\d,]+\.\d\d at 1 EUR = [\d.]+ USD \(ECB reference rate of 17 Nov/)
    expect(await bot.askForText('limits', claire)).not.toMatch(/US\$/)
    expect(await bot.askForText('forecast', claire)).toMatch(/≈ US\$\d\d,\d{3} at 1 EUR/)
    for (const line of ['workspaces', 'chargeback', 'digest', 'forecast'])
      expect(await bot.askForText(line, claire)).toContain('≈ US$')
    for (const line of ['workspaces', 'chargeback', 'models', 'spend']) {
      await bot.askForText(`export ${line} last month`, claire)
      const [head, ...lines] = lastFile(bot)
      const at = (name: string) => head!.split(',').indexOf(name)
      for (const row of lines.map((text) => text.split(',')).filter((cells) => cells[at('amount')] !== '')) {
        const [amount, converted, rate] = ['amount', 'converted', 'rate'].map((name) => Number(row[at(name)]))
        expect(converted).toBeCloseTo(amount! * rate!, 4)
      }
    }
  })
})

describe('where rates come from', () => {
  test('nothing is fetched where nothing is converted', async () => {
    const bot = await startBot()
    await bot.bot.settle()
    expect(bot.sandbox.ecb.asked).toBe(0)
    expect(await bot.askForText('spend', claire)).not.toContain('≈')
  })

  test('an ECB that is away is no reason for silence: what is not converted says so, and is converted later', async () => {
    const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot, clock: createDemoClock() })
    onTestFinished(() => sandbox.close())
    sandbox.ecb.answer({ status: 503, body: '' })
    const bot = await startBot({ sandbox, settings: { REPORT_CURRENCY: 'USD' } })
    await bot.bot.settle()
    expect(await bot.askForText('spend', claire)).toContain(
      'Not converted to USD: I have no ECB reference rate for EUR of 18 Nov.',
    )
    expect(bot.logLines.join('\n')).toContain('exchange rates could not be read')
    sandbox.ecb.answer(undefined)
    bot.sandbox.clock.advance(21 * 60_000)
    await bot.bot.settle()
    expect(await bot.askForText('spend', claire)).toContain('≈ US$')
  })

  test('the operator’s file comes first, and old months have its rates', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatops-rates-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'eurofxref-hist.csv')
    writeFileSync(file, 'Date,USD,JPY,\n2026-11-17,2.0000,160,\n2026-02-27,1.5000,N/A,\n')
    const bot = await start({ RATES_FILE: file })
    const spend = await bot.askForText('spend', claire)
    expect(spend).toContain('1 EUR = 2 USD (ECB reference rate of 17 Nov, from eurofxref-hist.csv)')
    expect(await bot.askForText('spend 2026-02', claire)).toContain('1 EUR = 1.5 USD (ECB reference rate of 27 Feb')
  })
})
