import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  fractionOfDay,
  lastDayOf,
  listDays,
  listMonths,
  startOfMinute,
  weekdayOf,
} from '../../../src/domain/time/time.ts'

const days = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map(dayOf)
const counts = fc.integer({ min: -800, max: 800 })

test('going forth and back by days or months returns to the start', () => {
  fc.assert(
    fc.property(days, counts, (day, count) => {
      expect(addDays(addDays(day, count), -count)).toBe(day)
      expect(daysBetween(day, addDays(day, count))).toBe(count)
      const month = '2026-11'
      expect(addMonths(addMonths(month, count), -count)).toBe(month)
    }),
  )
})

test.each([
  ['2024-02', '2024-02-29'],
  ['2026-02', '2026-02-28'],
  ['2100-02', '2100-02-28'],
  ['2026-12', '2026-12-31'],
  ['2026-11', '2026-11-30'],
] as const)('%s ends on %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day)
})

test('months pass the turn of the year in both directions', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(listMonths('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
})

test('a list of days holds both ends, each day once', () => {
  expect(listDays('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
  expect(listDays('2026-11-20', '2026-11-20')).toEqual(['2026-11-20'])
  expect(listDays('2026-11-20', '2026-11-19')).toEqual([])
})

test('20 November 2026 is a Friday, and a week later too', () => {
  expect(weekdayOf('2026-11-20')).toBe(5)
  expect(weekdayOf(addDays('2026-11-20', 7))).toBe(5)
})

test('the day passes in UTC, from nothing to almost all of it', () => {
  expect(fractionOfDay(new Date('2026-11-20T00:00:00Z'))).toBe(0)
  expect(fractionOfDay(new Date('2026-11-20T18:00:00Z'))).toBe(0.75)
  expect(fractionOfDay(new Date('2026-11-20T23:59:59.999Z'))).toBeLessThan(1)
})

test('a minute is one moment of its day, from its first millisecond to its last', () => {
  const first = new Date('2026-11-20T09:12:00.000Z')
  const last = new Date('2026-11-20T09:12:59.999Z')
  expect(startOfMinute(last)).toEqual(first)
  expect(fractionOfDay(last)).toBe(fractionOfDay(first))
  expect(fractionOfDay(new Date('2026-11-20T09:13:00.000Z'))).toBeGreaterThan(fractionOfDay(first))
})
