import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../../../src/domain/errors.ts'
import { comparisonFor, detailFor, parsePeriod, writePeriod } from '../../../src/domain/time/period.ts'

const at = (day: string): Date => new Date(`${day}T12:00:00Z`)
const read = (text: string, today: string) => {
  const { from, to, kind, isRunning } = parsePeriod(text, at(today))
  return `${from}..${to} ${kind}${isRunning ? ', running' : ''}`
}

const dates = (min: string, max: string) =>
  fc.date({ min: new Date(`${min}T00:00:00Z`), max: new Date(`${max}T23:59:59Z`), noInvalidDate: true })
/** Leap years, month ends and quarter bounds come up by themselves. */
const moments = dates('2016-01-01', '2090-12-31')
const utcDay = (moment: Date): string => moment.toISOString().slice(0, 10)
const daysApart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('every form', () => {
  test.each([
    ['', '2026-11-01..2026-11-20 month, running'],
    ['this month', '2026-11-01..2026-11-20 month, running'],
    ['last month', '2026-10-01..2026-10-31 month'],
    ['2026-10', '2026-10-01..2026-10-31 month'],
    ['2026-11', '2026-11-01..2026-11-20 month, running'],
    ['oct', '2026-10-01..2026-10-31 month'],
    ['Sept', '2026-09-01..2026-09-30 month'],
    ['DECEMBER', '2025-12-01..2025-12-31 month'],
    ['nov', '2026-11-01..2026-11-20 month, running'],
    ['feb 2024', '2024-02-01..2024-02-29 month'],
    ['7d', '2026-11-14..2026-11-20 days, running'],
    ['1d', '2026-11-20..2026-11-20 days, running'],
    ['30 days', '2026-10-22..2026-11-20 days, running'],
    ['today', '2026-11-20..2026-11-20 days, running'],
    ['yesterday', '2026-11-19..2026-11-19 days'],
    ['week', '2026-11-14..2026-11-20 days, running'],
    ['last week', '2026-11-09..2026-11-15 days'],
    ['q3', '2026-07-01..2026-09-30 quarter'],
    ['Q4', '2026-10-01..2026-11-20 quarter, running'],
    ['q1 2025', '2025-01-01..2025-03-31 quarter'],
    ['2025-q2', '2025-04-01..2025-06-30 quarter'],
    ['this quarter', '2026-10-01..2026-11-20 quarter, running'],
    ['last quarter', '2026-07-01..2026-09-30 quarter'],
    ['ytd', '2026-01-01..2026-11-20 year, running'],
    ['this year', '2026-01-01..2026-11-20 year, running'],
    ['last year', '2025-01-01..2025-12-31 year'],
    ['2025', '2025-01-01..2025-12-31 year'],
    ['12 months', '2025-11-01..2026-10-31 months'],
    ['last 6 months', '2026-05-01..2026-10-31 months'],
    ['1 month', '2026-10-01..2026-10-31 month'],
    ['5 years', '2021-11-01..2026-10-31 months'],
    ['2025-11..2026-10', '2025-11-01..2026-10-31 months'],
    ['2026-09..2026-11', '2026-09-01..2026-11-20 months, running'],
    ['2026-10..2026-10', '2026-10-01..2026-10-31 month'],
    ['2026-q3', '2026-07-01..2026-09-30 quarter'],
    ['2026-10-01..2026-10-15', '2026-10-01..2026-10-15 days'],
    ['2026-10-01 – 2026-10-15', '2026-10-01..2026-10-15 days'],
    ['2026-11-10..2026-12-31', '2026-11-10..2026-11-20 days, running'],
    ['2026-10-07', '2026-10-07..2026-10-07 days'],
    ['  Last   Month ', '2026-10-01..2026-10-31 month'],
  ])('“%s” on 20 November 2026 is %s', (text, expected) => {
    expect(read(text, '2026-11-20')).toBe(expected)
  })

  test.each([
    ['last month', '2026-01-31', '2025-12-01..2025-12-31 month'],
    ['last month', '2024-03-31', '2024-02-01..2024-02-29 month'],
    ['last month', '2026-03-31', '2026-02-01..2026-02-28 month'],
    ['last quarter', '2026-01-01', '2025-10-01..2025-12-31 quarter'],
    ['q1', '2026-01-01', '2026-01-01..2026-01-01 quarter, running'],
    ['q4', '2026-09-30', '2025-10-01..2025-12-31 quarter'],
    ['ytd', '2026-01-01', '2026-01-01..2026-01-01 year, running'],
    ['', '2024-02-29', '2024-02-01..2024-02-29 month, running'],
    ['7d', '2024-03-02', '2024-02-25..2024-03-02 days, running'],
    ['last week', '2026-11-16', '2026-11-09..2026-11-15 days'],
    ['last week', '2026-11-22', '2026-11-09..2026-11-15 days'],
  ])('“%s” on %s is %s', (text, today, expected) => {
    expect(read(text, today)).toBe(expected)
  })

  test('the day is the UTC day, to the last second', () => {
    expect(parsePeriod('today', new Date('2026-10-31T23:59:59.999Z')).to).toBe('2026-10-31')
    expect(parsePeriod('', new Date('2026-11-01T00:00:00Z')).from).toBe('2026-11-01')
  })
})

const words = [
  '12 months',
  '2 years',
  '2015',
  '2014-03..2015-02',
  'last year',
  '',
  'last month',
  'oct',
  'february',
  'q1',
  'q3',
  'last quarter',
  'quarter',
  'ytd',
  'week',
  'last week',
]
const anyForm = fc.oneof(
  fc.constantFrom(...words),
  fc.integer({ min: 1, max: 732 }).map((count) => `${count}d`),
  fc.tuple(fc.integer({ min: 2000, max: 2015 }), fc.integer({ min: 1, max: 12 })).map(([year, month]) => {
    return `${year}-${String(month).padStart(2, '0')}`
  }),
  fc
    .tuple(dates('2013-01-01', '2015-12-31'), fc.nat({ max: 731 }))
    .map(([from, days]) => `${utcDay(from)}..${utcDay(new Date(from.getTime() + days * 86_400_000))}`),
)

describe('at any time', () => {
  test('a period runs forwards, and ends today at the latest', () => {
    fc.assert(
      fc.property(anyForm, moments, (text, now) => {
        const { from, to, isRunning } = parsePeriod(text, now)
        expect(from <= to).toBe(true)
        expect(to <= utcDay(now)).toBe(true)
        expect(isRunning).toBe(to === utcDay(now))
      }),
    )
  })

  test('a month that is over begins on the 1st and ends before the next 1st', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const { from, to } = parsePeriod('last month', now)
        expect(from).toMatch(/-01$/)
        expect(utcDay(new Date(Date.parse(to) + 86_400_000))).toBe(`${utcDay(now).slice(0, 7)}-01`)
      }),
    )
  })

  test('a number of days is that many days, today among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 732 }), moments, (count, now) => {
        const { from, to } = parsePeriod(`${count}d`, now)
        expect(daysApart(from, to)).toBe(count - 1)
        expect(to).toBe(utcDay(now))
      }),
    )
  })

  test('quarters begin in January, April, July or October', () => {
    fc.assert(
      fc.property(fc.constantFrom('quarter', 'last quarter', 'q1', 'q2', 'q3', 'q4'), moments, (text, now) => {
        expect(parsePeriod(text, now).from).toMatch(/-(01|04|07|10)-01$/)
      }),
    )
  })
})

test.each(['oct 2027', '2026-12', '2026-11-21', 'q4 2027'])(
  '“%s” has not begun, and is refused with examples',
  (text) => {
    const refused = expect.objectContaining({ name: 'InvalidInput', what: 'future', input: text })
    expect(() => parsePeriod(text, at('2026-11-20'))).toThrow(refused)
  },
)

test('a run of days that ends before it begins is refused as that, with the turned one', () => {
  const refused = expect.objectContaining({ what: 'reversed', meant: '2026-10-01..2026-10-15' })
  expect(() => parsePeriod('2026-10-15..2026-10-01', at('2026-11-20'))).toThrow(refused)
  expect(parsePeriod('2026-10-01..2026-10-15', at('2026-11-20'))).toMatchObject({ from: '2026-10-01', kind: 'days' })
})

describe('what is not a period', () => {
  test.each([
    ...['nonsense', 'lastmonth', 'la', 'oc', 'october fest', 'oct 26', 'oct 2025 x', '2026-13', '2026-00'],
    ...['2026-02-29', '2026-11-31', '2026-10-01..', '..', '2026-10-01..2026-10-02..2026-10-03'],
    ...['0d', '-7d', '733d', '9999d', '7', '1.5d', 'q0', 'q5', '2020-01-01..2026-01-01'],
    ...['__proto__', 'constructor', 'toString', '1999-12', '<!channel>', '٧d'],
  ])('“%s” is refused with what was typed', (text) => {
    const refusal = expect(() => parsePeriod(text, at('2026-11-20')))
    refusal.toThrow(InvalidInput)
    refusal.toThrow(expect.objectContaining({ what: 'period', input: text }))
  })

  test('anything at all is read or refused, never anything else, and the three examples work on that day', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), moments, (text, now) => {
        try {
          expect(parsePeriod(text, now).from <= utcDay(now)).toBe(true)
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error
          expect(error.examples).toHaveLength(3)
          for (const example of error.examples) expect(() => parsePeriod(example, now)).not.toThrow()
        }
      }),
    )
  })
})

const compare = (text: string, today: string) => {
  const comparison = comparisonFor(parsePeriod(text, at(today)))
  if (!comparison) return undefined
  const { of, against, isWhole } = comparison
  return `${of.from}..${of.to} against ${against.from}..${against.to}${isWhole ? ', whole' : ''}`
}

describe('a comparison', () => {
  test.each([
    ['', '2026-11-19', '2026-11-01..2026-11-18 against 2026-10-01..2026-10-18'],
    ['', '2026-03-31', '2026-03-01..2026-03-28 against 2026-02-01..2026-02-28'],
    ['', '2024-03-31', '2024-03-01..2024-03-29 against 2024-02-01..2024-02-29'],
    ['last month', '2026-03-31', '2026-02-01..2026-02-28 against 2026-01-01..2026-01-31, whole'],
    ['2026-01', '2026-03-31', '2026-01-01..2026-01-31 against 2025-12-01..2025-12-31, whole'],
    ['q1', '2026-11-20', '2026-01-01..2026-03-31 against 2025-10-01..2025-12-31, whole'],
    ['q4', '2026-11-20', '2026-10-01..2026-11-19 against 2026-07-01..2026-08-19'],
    ['ytd', '2026-11-20', '2026-01-01..2026-11-19 against 2025-01-01..2025-11-19'],
    ['7d', '2026-11-20', '2026-11-14..2026-11-19 against 2026-11-07..2026-11-12'],
    ['yesterday', '2026-11-20', '2026-11-19..2026-11-19 against 2026-11-18..2026-11-18'],
    ['2026-10-01..2026-10-15', '2026-11-20', '2026-10-01..2026-10-15 against 2026-09-16..2026-09-30'],
  ])('of “%s” on %s is %s', (text, today, expected) => {
    expect(compare(text, today)).toBe(expected)
  })

  test.each([
    ['', '2026-11-01'],
    ['today', '2026-11-20'],
    ['ytd', '2026-01-01'],
    ['q4', '2026-10-01'],
  ])('of “%s” on %s does not exist: no day of it is over', (text, today) => {
    expect(compare(text, today)).toBeUndefined()
  })

  test('puts days that are over beside earlier ones, as many unless both sides are whole', () => {
    fc.assert(
      fc.property(anyForm, moments, (text, now) => {
        const period = parsePeriod(text, now)
        const comparison = comparisonFor(period)
        fc.pre(comparison !== undefined)
        const { of, against, isWhole } = comparison
        expect(of.from).toBe(period.from)
        expect(against.to < of.from && against.from <= against.to && of.from <= of.to).toBe(true)
        expect(of.to < utcDay(now)).toBe(true)
        if (!isWhole) expect(daysApart(against.from, against.to)).toBe(daysApart(of.from, of.to))
        if (!isWhole && period.kind !== 'days') expect(against.from).toMatch(/-01$/)
      }),
    )
  })

  test('of weeks keeps the weekdays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), moments, (weeks, now) => {
        const { of, against } = comparisonFor(parsePeriod(`${weeks * 7}d`, now))!
        expect(daysApart(against.from, of.from) % 7).toBe(0)
      }),
    )
  })
})

describe('several whole months', () => {
  test.each([
    ['12 months', '2025-11-01..2026-10-31', '2024-11-01..2025-10-31'],
    ['2025', '2025-01-01..2025-12-31', '2024-01-01..2024-12-31'],
    ['2026-q3', '2026-07-01..2026-09-30', '2026-04-01..2026-06-30'],
    ['2 years', '2024-11-01..2026-10-31', '2022-11-01..2024-10-31'],
  ])('“%s” is %s, held against %s', (text, of, against) => {
    const compared = comparisonFor(parsePeriod(text, at('2026-11-20')))
    expect([compared?.of, compared?.against].map((range) => `${range?.from}..${range?.to}`)).toEqual([of, against])
    expect(compared?.isWhole).toBe(true)
  })

  test('need no days, unless today is in them', () => {
    const details = ['12 months', '2025', 'q3', 'ytd', 'last month', '90d', '2026-01..2026-11'].map((text) =>
      detailFor({ period: parsePeriod(text, at('2026-11-20')) }),
    )
    expect(details).toEqual(['month', 'month', 'month', 'day', 'day', 'day', 'day'])
  })

  test.each(['61 months', '6 years', '2020-01..2025-02'])('“%s” is more than five years, and refused', (text) => {
    expect(() => parsePeriod(text, at('2026-11-20'))).toThrow(InvalidInput)
  })
})

test('a period is written so that it means the same days when it is typed again', () => {
  fc.assert(
    fc.property(anyForm, moments, (text, now) => {
      const period = parsePeriod(text, now)
      const again = parsePeriod(writePeriod(period), now)
      expect([again.from, again.to, again.isRunning]).toEqual([period.from, period.to, period.isRunning])
    }),
  )
})
