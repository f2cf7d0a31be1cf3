import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import { addDays, daysBetween } from '../../../src/domain/time/time.ts'
import { compareGroups, compareSpend } from '../../../src/domain/usage/compare-spend.ts'
import { knownComparison } from '../../../src/domain/usage/known-comparison.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { invoice, line, typedAbove, usageFile } from '../../features/imported.ts'

const now = new Date('2026-11-18T09:12:00Z')
const comparison = comparisonFor(parsePeriod('', now))!
const originOf = ({ usage, origin }: ReturnType<typeof invoice>) => ({ month: usage.month, origin })
const october = usageFile('2026-10', '2026-10-31', 20)

test('of a file that ends on the 12th, twelve days are held against twelve', () => {
  const november = usageFile('2026-11', '2026-11-12', 20)
  const known = knownComparison(comparison, [october, november].map(originOf))
  expect(known).toEqual({
    of: { from: '2026-11-01', to: '2026-11-12' },
    against: { from: '2026-10-01', to: '2026-10-12' },
    isWhole: false,
  })
  const change = compareSpend([october.usage, november.usage], known!)
  expect(change.before.toString()).toBe('240')
  expect(change.difference.isZero).toBe(true)
})

test('so many days of a file, so many are compared, whatever its last day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 17 }), (count) => {
      const november = usageFile('2026-11', addDays('2026-11-01', count - 1), 20)
      const known = knownComparison(comparison, [october, november].map(originOf))!
      expect(daysBetween(known.of.from, known.of.to)).toBe(count - 1)
      expect(daysBetween(known.against.from, known.against.to)).toBe(count - 1)
    }),
  )
})

test('a day that a figure was typed in is known in part: it is not compared', () => {
  const november = typedAbove(usageFile('2026-11', '2026-11-12', 20), '2026-11-15', 90)
  expect(knownComparison(comparison, [october, november].map(originOf))?.of.to).toBe('2026-11-14')
})

test('a hole in the days before leaves no comparison, and days that nobody brought are said as such', () => {
  const short = usageFile('2026-10', '2026-10-09', 20)
  const november = usageFile('2026-11', '2026-11-12', 20)
  expect(knownComparison(comparison, [short, november].map(originOf))).toBeUndefined()
  const nothing = {
    month: '2026-10' as const,
    origin: { kind: 'nothing' as const, name: undefined, asOf: now, through: undefined },
  }
  const known = knownComparison(comparison, [nothing, originOf(november)])
  expect(compareSpend([november.usage], known!)).toMatchObject({ hasData: false })
})

test('a month that nobody brought figures of, within the period, leaves no comparison', () => {
  const year = comparisonFor(parsePeriod('ytd', now))!
  expect(knownComparison(year, [originOf(usageFile('2026-11', '2026-11-17', 20))])).toBeDefined()
  const nothing = {
    month: '2026-03' as const,
    origin: { kind: 'nothing' as const, name: undefined, asOf: now, through: undefined },
  }
  expect(knownComparison(year, [nothing])).toBeUndefined()
})

test('what Mistral told is compared as ever', () => {
  expect(knownComparison(comparison, [{ month: '2026-10', origin: undefined }])).toBe(comparison)
})

test('an invoice has no days: a part of its month is not compared, and is not nothing', () => {
  const billed = invoice('2026-10', 900).usage
  const november = usageFile('2026-11', '2026-11-17', 20).usage
  expect(compareSpend([billed, november], comparison)).toMatchObject({ coverage: 'noDays', hasData: true })
  expect(compareGroups([billed, november], comparison, ({ model }) => model).size).toBe(0)
})

test('an invoice beside days of the same month hides how much of it was in those days', () => {
  const days = { ...october.usage, lines: [...october.usage.lines, line(null, 5, { model: 'codestral-latest' })] }
  const november = usageFile('2026-11', '2026-11-17', 20).usage
  const coded = { ...november, lines: [...november.lines, line('2026-11-03' as Day, 5, { model: 'codestral-latest' })] }
  expect(compareSpend([days, coded], comparison).coverage).toBe('noDays')
  // What never has a day, such as storage, is left out of both sides.
  expect(compareSpend([days, november], comparison).coverage).toBe('all')
})

test('whole months are compared whatever their days', () => {
  const september = comparisonFor(parsePeriod('last month', now))!
  const change = compareSpend([invoice('2026-09', 600).usage, invoice('2026-10', 900).usage], september)
  expect(change).toMatchObject({ coverage: 'all' })
  expect(change.difference.toString()).toBe('300')
})
