import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeTable } from '../../../src/chatops/report/table.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { tabulateSpend } from '../../../src/features/spend/table.ts'
import { reader } from '../sketch.ts'
import { entry, november, october, past, report, september, usage } from './sources.ts'

/** Adds up the written cells as whole billionths, with nothing from src: what a spreadsheet would find. */
function sumsOf(csv: string): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const line of csv.trimEnd().split('\r\n').slice(1)) {
    // A name before them may hold a comma.
    const [amount = '', currency = ''] = line.split(',').slice(-2)
    const [, sign, whole, fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(amount) ?? []
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(`${sign}${whole}${fraction.padEnd(9, '0')}`))
  }
  return sums
}

const billionthsOf = (amount: Decimal): bigint => amount.coefficient * 10n ** BigInt(9 - amount.scale)

const uses = fc.array(
  fc.record({
    model: fc.constantFrom('mistral-large-latest', 'mistral-large-2411', 'codestral-latest', 'ft:x'),
    category: fc.constantFrom('completion', 'chat', 'ocr'),
    dayNumber: fc.option(fc.integer({ min: 1, max: 18 })),
    units: fc.integer({ min: 0, max: 10 ** 9 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const dayOf = (dayNumber: number): Day => `2026-11-${String(dayNumber).padStart(2, '0')}` as Day
const monthOf = (list: readonly { model: string; category: string; dayNumber: number | null; units: number }[]) =>
  usage(
    '2026-11',
    list.map(({ model, category, dayNumber, units }) =>
      entry(model, dayNumber === null ? null : dayOf(dayNumber), units, { category }),
    ),
  )

describe('the exported lines of spend', () => {
  test.each(['', 'by category', 'by model', 'by day', 'by workspace'])(
    'add up to the total before rounding: %j',
    (line) => {
      fc.assert(
        fc.property(uses, fc.nat({ max: 29 }), (list, cut) => {
          const byWorkspace = [
            { name: 'Support', months: [monthOf(list.slice(0, cut))] },
            { name: 'Support', months: [monthOf(list.slice(0, Math.floor(cut / 2)))] },
            { name: 'Silent', months: undefined },
          ]
          const made = report(line, { months: [monthOf(list)], byWorkspace })
          const sums = sumsOf(writeTable(tabulateSpend(made, reader())))
          const written = [...sums.values()].reduce((total, sum) => total + sum, 0n)
          expect(written).toBe(billionthsOf(made.spend.total))
        }),
      )
    },
  )

  test.each(['', 'by category', 'by model', 'by day', 'by workspace'])('keep currencies apart: %j', (line) => {
    const inDollars = { ...october, currency: 'USD' }
    const months = [inDollars, november]
    const byWorkspace = [{ name: 'Support', months }]
    const made = report(`2026-10-01..2026-11-18 ${line}`, { ...past, months, earlier: [september], byWorkspace })
    const sums = sumsOf(writeTable(tabulateSpend(made, reader())))
    // Half a euro or dollar a unit: 31 days of 2,000 units, 18 of 2,200.
    expect(Object.fromEntries(sums)).toEqual({ USD: 31_000n * 10n ** 9n, EUR: 19_800n * 10n ** 9n })
  })

  test('say for which days they are, and list what has no price without an amount', () => {
    const months = [
      usage('2026-11', [entry('unpriced-ocr', '2026-11-03', 7, { category: 'ocr' }), entry('a', null, 3)]),
    ]
    const { period, columns, rows, notes } = tabulateSpend(report('', { months }), reader())
    expect(period).toMatchObject({ from: '2026-11-01', to: '2026-11-18' })
    expect(columns).toEqual(['day', 'category', 'model', 'group', 'units', 'amount', 'currency'])
    expect(rows).toEqual([
      [null, 'completion', 'a', 'input', 3, Decimal.of('1.5'), 'EUR'],
      [null, 'ocr', 'unpriced-ocr', null, 7, null, null],
    ])
    expect(notes?.join()).toContain('7 pages without a price, not counted')
  })

  test('come day by day, and the largest of other things first', () => {
    const days = tabulateSpend(report('by day'), reader()).rows.map(([day]) => day)
    expect(days).toEqual(days.toSorted())
    expect(days).toHaveLength(18)
    const [first, second] = tabulateSpend(report('by model'), reader()).rows
    expect(first?.slice(0, 1)).toEqual(['Mistral Large'])
    expect(second?.slice(0, 1)).toEqual(['Codestral'])
  })

  test('without a known currency have an empty one', () => {
    const made = report('by model', { months: [{ ...november, currency: null }] })
    expect(writeTable(tabulateSpend(made, reader()))).toContain('2026-11-01,2026-11-18,Mistral Large,15840,\r\n')
  })
})
