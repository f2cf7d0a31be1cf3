import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { english, frenchGrouped, printInvoice, printScan } from '../documents/invoices.ts'
import { startBot } from '../support/bot.ts'
import { findBadTypography, findEnglish, speakFrench } from '../support/french.ts'
import { importing } from '../support/importing.ts'
import { actionsIn, readTrail, refusalsIn, verifyTrail } from '../support/trail.ts'
import { mrkdwnOf } from './support.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

const usage = (rows: readonly (readonly [day: string, model: string, amount: string])[], total?: string): string =>
  [
    'Date,Model,Cost (EUR)',
    ...rows.map((row) => row.join(',')),
    ...(total === undefined ? [] : [`,Total,${total}`]),
  ].join('\n')

const november = usage(
  [
    ['2026-11-01', 'Mistral Large', '100.00'],
    ['2026-11-02', 'Codestral', '20.50'],
    ['2026-11-03', 'Mistral Small', '4.25'],
  ],
  '124.75',
)

describe('a file in the bot’s direct messages', () => {
  test('is read, shown line by line, counted once it is confirmed, and undone', async () => {
    const bot = await startBot()
    const { drop, look, send, modal, undo } = importing(bot)
    expect(await drop('november.csv', november)).toMatch(
      /I read \*?november\.csv\*?: usage file with 3 lines\. Nothing counts yet/,
    )
    expect(await bot.askForText('import', claire)).toContain('Nothing is imported yet')
    await look()
    expect(modal()).toContain('3 of 3 lines understood')
    expect(modal()).toContain('The lines add up to the stated total: €124.75')
    expect(modal()).toMatch(/✓ 2\. Mistral Large → Mistral Large, 1 Nov: €100\.00/)
    expect((await send()).text).toContain('november.csv is imported: €124.75 for 1–3 Nov')
    expect(await bot.askForText('import', claire)).toMatch(
      /1 file counts in reports[\s\S]*november\.csv[\s\S]*€124\.75/,
    )
    const trail = (await readTrail(bot)).filter(({ action }) => action.startsWith('import.'))
    expect(trail.map(({ action }) => action)).toEqual(['import.reading', 'import.importing', 'import.imported'])
    expect(JSON.parse(trail[2]?.after ?? '{}')).toMatchObject({
      counted: '124.75',
      stated: '124.75',
      from: '2026-11-01',
      to: '2026-11-03',
    })
    expect((await verifyTrail(bot)).whole).toBe(true)

    expect((await undo('november.csv')).text).toContain('november.csv no longer counts')
    expect(await bot.askForText('import', claire)).toContain('Nothing is imported yet')
    expect(await actionsIn(bot)).toContain('import.undone')
  })

  test('is known again, and never counted twice', async () => {
    const bot = await startBot()
    const { bring, drop, look, modal, send } = importing(bot)
    await bring('november.csv', november)
    await drop('again.csv', november)
    await look()
    expect(modal()).toContain('This file was imported already: november.csv')
    expect(modal()).not.toContain('[Import]')
    const longer = `${usage([
      ['2026-11-03', 'Mistral Small', '5.00'],
      ['2026-11-04', 'Codestral', '2.00'],
    ])}\n`
    await drop('longer.csv', longer)
    await look()
    expect(modal()).toContain('These days were imported before: november.csv (1–3 Nov)')
    expect((await send()).text).toContain('€7.00 for 3–4 Nov')
  })

  test('whose lines do not add up is imported only when somebody says so, and the trail keeps it', async () => {
    const bot = await startBot()
    const { drop, look, modal, send } = importing(bot)
    await drop('odd.csv', usage([['2026-11-01', 'Mistral Large', '100.00']], '110.00'))
    await look()
    expect(modal()).toContain('The lines add up to €100.00, but the file says €110.00: a difference of −€10.00')
    expect((await send()).errors).toHaveProperty('accept')
    expect(await actionsIn(bot)).not.toContain('import.importing')
    expect((await send({ accept: ['accept'] })).text).toContain('is imported')
    const imported = (await readTrail(bot)).find(({ action }) => action === 'import.imported')
    expect(JSON.parse(imported?.after ?? '{}')).toMatchObject({ difference: '-10', confirmedDifference: true })
    expect(await bot.askForText('import', claire)).toContain('its lines do not add up to its total')
  })

  test('asks what it does not know, and remembers the answer for the next file', async () => {
    const bot = await startBot()
    const { drop, look, modal, send } = importing(bot)
    await drop(
      'new.csv',
      usage(
        [
          ['2026-11-01', 'Zephyr beta', '10.00'],
          ['2026-11-01', 'Support plan', '30.00'],
        ],
        '40.00',
      ),
    )
    await look()
    expect(modal()).toContain('“Zephyr beta” is')
    const { text } = await send({ 'item-0': 'mistral-medium-latest', 'item-1': 'other' })
    expect(text).toContain('2 of 2 lines understood')
    expect(text).toMatch(/Zephyr beta → Mistral Medium, 1 Nov: €10\.00/)
    expect(text).toMatch(/Support plan → other charge: €30\.00/)
    await drop('next.csv', usage([['2026-11-02', 'Zephyr beta', '11.00']], '11.00'))
    await look()
    expect(modal()).toContain('Zephyr beta → Mistral Medium, 2 Nov: €11.00')
  })

  test('asks what a column holds that it does not know, and remembers that as well', async () => {
    const bot = await startBot()
    const { drop, look, modal, send } = importing(bot)
    await drop('columns.csv', 'Model,Foo,Bar\nMistral Large,10.00,3.00\nCodestral,20.00,4.00\n')
    await look()
    expect(modal()).toContain('Column “Foo” holds')
    // What a person says counts more than the shape of the column beside it, which looked like the amount.
    const { text } = await send({ 'column-0': 'amount', from: '2026-11-01', to: '2026-11-02' })
    expect(text).toContain('2 of 2 lines understood')
    expect(text).toContain('The lines add up to 30.00')
    await drop('next.csv', 'Model,Foo,Bar\nMistral Large,5.00,30.00\n')
    await look()
    expect(modal()).not.toContain('Column “Foo” holds')
  })

  test('is another invoice of the same days: it takes the place of the first, or counts beside it once somebody says so', async () => {
    const bot = await startBot({ settings: { MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0CLAIRE:admin' } })
    const { bring, drop, look, modal, send, undo } = importing(bot)
    await bring('first.pdf', await printInvoice(english))
    await drop('second.pdf', await printInvoice(frenchGrouped))
    await look()
    expect(modal()).toContain('Another invoice of the same days')
    const asked = JSON.stringify(bot.slack.views('U0CLAIRE').at(-1)?.content.blocks)
    expect(asked).toContain('Count it in addition to MIS-2026-0042: it is about other things')
    await send()
    expect(await bot.askForText('spend last month', claire)).toContain('October: €440')
    await undo('second.pdf')
    expect(await bot.askForText('spend last month', claire)).toContain('October: €451')
    await drop('second.pdf', await printInvoice(frenchGrouped))
    await look()
    await send({ addition: ['addition'] })
    expect(await bot.askForText('spend last month', claire)).toContain('October: €891')
    const added = (await readTrail(bot)).findLast(({ action }) => action === 'import.imported')
    expect(JSON.parse(added?.after ?? '{}')).toMatchObject({ inAddition: true })
  })

  test('is an invoice as PDF, with seats, discount and VAT beside the usage', async () => {
    const bot = await startBot()
    const { drop, look, modal, send } = importing(bot)
    expect(await drop('invoice.pdf', await printInvoice(english))).toContain('invoice with 7 lines')
    await look()
    expect(modal()).toContain('invoice MIS-2026-0042 of 3 Nov for 1–31 Oct')
    expect(modal()).toContain('The lines add up to the stated total: €506.05')
    expect(modal()).toContain('VAT: €101.21')
    expect((await send()).text).toContain('€506.05 for 1–31 Oct')
  })

  test('that cannot be read gets a clear answer', async () => {
    const bot = await startBot()
    const { drop } = importing(bot)
    expect(await drop('scan.pdf', await printScan())).toContain('pictures and no text')
    expect(await drop('secret.pdf', await printInvoice({ ...english, password: 'x' }))).toContain('asks for a password')
    expect(await drop('logo.png', Uint8Array.from([0x89, 0x50, 0, 0]))).toContain('neither a PDF nor a CSV')
    expect(await drop('large.csv', 'x'.repeat(5 * 1024 * 1024 + 1))).toContain('larger than 5 MB')
  })

  test('is refused from those who do not decide, and what the bot sends itself is no import', async () => {
    const bot = await startBot()
    const sarah = importing(bot, 'U0SARAH')
    expect(await sarah.drop('november.csv', november)).toContain('admin or billing role')
    expect(await refusalsIn(bot)).toEqual(['import needsDecider'])
    const { direct } = importing(bot)
    const file = { name: 'export.csv', bytes: Buffer.from(november) }
    await bot.slack.say({ user: bot.slack.botUserId, channel: direct, file })
    await bot.ask('whoami', claire)
    expect(await actionsIn(bot)).not.toContain('import.reading')
  })

  test('of many lines is shown in pages', async () => {
    const bot = await startBot()
    const { drop, look, modal, press, send } = importing(bot)
    const rows = Array.from({ length: 95 }, () => ['2026-11-05', 'Codestral', '1.00'] as const)
    await drop('long.csv', usage(rows, '95.00'))
    await look()
    expect(modal()).toContain('Lines 1–40 of 95')
    await press('import.next-page')
    expect(modal()).toContain('Lines 41–80 of 95')
    await press('import.next-page')
    expect(modal()).toContain('Lines 81–95 of 95')
    expect((await send()).text).toContain('€95.00')
  })

  test('somebody else’s preview, and one that was used, import nothing', async () => {
    const bot = await startBot()
    const { drop, look, direct, latest, andSettle, modal, send } = importing(bot)
    await drop('november.csv', november)
    const { ts } = latest()
    await look()
    await send()
    await andSettle(() => bot.slack.click({ user: 'U0CLAIRE', channel: direct, ts, actionId: 'import.look' }))
    expect(modal()).toContain('This preview has expired or was used already')
  })
})

describe('a file in the form', () => {
  test('is chosen there and shown in the same window', async () => {
    const bot = await startBot()
    const { open, send, modal } = importing(bot)
    await open('U0CLAIRE', 'import file')
    expect(modal()).toContain('Invoice (PDF) or usage file (CSV)')
    const id = bot.slack.uploadFile({ user: 'U0CLAIRE', file: { name: 'november.csv', bytes: Buffer.from(november) } })
    expect((await send({ file: [id] })).text).toContain('3 of 3 lines understood')
    expect((await send()).text).toContain('is imported')
  })
})

test('in French all of it is French: what was read, the preview, the list, the bridge and the age of figures', async () => {
  const settings = { LANGUAGE: 'fr', MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U0CLAIRE:admin' }
  const bot = await startBot({ settings })
  speakFrench(bot, 'U0CLAIRE')
  const { drop, look, modal, send } = importing(bot)
  const rows = [
    '01/11/2026;Mistral Large;Tokens d’entrée;1 000 000;1 412,60',
    '02/11/2026;Zéphyr;;5;10,00',
    ';Total HT;;;1 430,00',
  ]
  const said = await drop('novembre.csv', ['Date;Modèle;Type;Quantité;Montant HT (EUR)', ...rows].join('\n'))
  await look()
  const asked = modal()
  const { text: preview } = await send()
  expect(preview.replaceAll(/[\u00a0\u202f]/g, ' ')).toMatchSnapshot()
  const imported = (await send({ accept: ['accept'] })).text
  const lines = ['import', 'import bridge 2026-10', 'spend', 'limits', 'billing']
  const answers = []
  for (const line of lines) answers.push(...(await bot.ask(line, claire)).flatMap(mrkdwnOf))
  expect(answers.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(
    /La facture d’octobre[\s\S]*Novembre : rien depuis le 1er nov\./,
  )
  const texts = [said, asked, preview, imported].flatMap((text) => text.split('\n'))
  // What stands behind a label is how the printer shows an empty field.
  const prose = texts.filter((line) => !/^—|: \[.*\]$/.test(line))
  for (const text of [...prose, ...answers]) {
    expect(findBadTypography(text)).toEqual([])
    expect(findEnglish(text)).toEqual([])
  }
})
