import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectReach, forecastMonth } from '../../../src/domain/forecast/forecast.ts'
import { pastErrors } from '../../../src/domain/forecast/past-errors.ts'
import { addDays, daysBetween, listDays, weekdayOf } from '../../../src/domain/time/time.ts'
import type { DailyAmount, Day } from '../../../src/domain/usage/usage.ts'

const office = [300, 1000, 1100, 1150, 1050, 900, 200]
const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const sum = (rows: readonly DailyAmount[]): number => rows.reduce((total, { amount }) => total + amount, 0)
const isWithin = (rows: readonly DailyAmount[], from: Day, before: Day) =>
  rows.filter(({ day }) => day >= from && day < before)

/** November 2026 and eight weeks before it, as they truly become; `forecast` sees only what is over. */
function world(amountOf: (day: Day) => number) {
  const truth = listDays('2026-09-01', '2026-11-30').map((day) => ({ day, amount: amountOf(day) }))
  const spent = (today: Day) => sum(isWithin(truth, '2026-11-01', today))
  return {
    truth,
    spent,
    landing: sum(isWithin(truth, '2026-11-01', '2026-12-01')),
    forecast: (today: Day, historyDays = 56) =>
      forecastMonth(isWithin(truth, addDays(today, -historyDays), today), spent(today), midnight(today))!,
  }
}

const byWeekday = (amounts: readonly number[]) => (day: Day) => amounts[weekdayOf(day)]!

describe('a week that repeats itself', () => {
  test.each([
    ['with weekends', office],
    ['without weekends', [0, 1000, 1100, 1150, 1050, 900, 0]],
    ['on one day a week', [0, 0, 5000, 0, 0, 0, 0]],
    ['with next to nothing on Sundays', [3, 1000, 1000, 1000, 1000, 1000, 50]],
    ['all days alike', [70, 70, 70, 70, 70, 70, 70]],
  ])('is foretold exactly, %s, from the first day to the last', (_, amounts) => {
    const { forecast, landing } = world(byWeekday(amounts))
    for (const today of listDays('2026-11-01', '2026-11-30')) {
      for (const historyDays of [14, 28, 56]) {
        const { landing: foretold, low, high } = forecast(today, historyDays)
        expect(foretold).toBeCloseTo(landing, 5)
        expect(high - low).toBeLessThan(landing * 1e-6)
      }
    }
  })

  test('is foretold exactly at noon too, when half of the day is spent', () => {
    const { truth, spent, landing } = world(byWeekday(office))
    const half = byWeekday(office)('2026-11-18') / 2
    const history = [...isWithin(truth, '2026-10-01', '2026-11-18'), { day: '2026-11-18' as Day, amount: half }]
    const now = new Date('2026-11-18T12:00:00Z')
    expect(forecastMonth(history, spent('2026-11-18') + half, now)?.landing).toBeCloseTo(landing, 5)
  })

  test('is read from days in any order, and days that are not told cost nothing', () => {
    const { truth, spent, landing } = world(byWeekday([0, 1000, 1100, 1150, 1050, 900, 0]))
    const told = isWithin(truth, '2026-09-21', '2026-11-18').filter(({ amount }) => amount > 0)
    const foretold = forecastMonth(told.toReversed(), spent('2026-11-18'), midnight('2026-11-18'))
    expect(foretold?.landing).toBeCloseTo(landing, 5)
  })

  test('names what each day that is left will add, today first', () => {
    const { days } = world(byWeekday(office)).forecast('2026-11-27')
    expect(days.map(({ day }) => day)).toEqual(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'])
    expect(days.map(({ expected }) => Math.round(expected))).toEqual([900, 200, 300, 1000])
  })
})

/** Days that scatter as real ones do: by a factor, seeded, the same in every run. */
function scattered(seed: number, amounts: readonly number[], deviation: number) {
  let state = Math.imul(seed, 0x9e3779b1)
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
  return (day: Day) => byWeekday(amounts)(day) * Math.exp(deviation * normal() - deviation ** 2 / 2)
}

describe('days that scatter', () => {
  test.each([
    ['calm weeks', office, 0.1],
    ['wild weeks', office, 0.35],
    ['weeks without weekends', [0, 1000, 1100, 1150, 1050, 900, 0], 0.2],
  ])('land within the range four times out of five: %s', (_, amounts, deviation) => {
    const trials = Array.from({ length: 600 }, (_unused, index) => {
      const { forecast, landing: truth } = world(scattered(index + 1, amounts, deviation))
      return { truth, ...forecast(addDays('2026-11-01', index % 26), [14, 28, 56][index % 3]) }
    })
    const share = (of: (trial: (typeof trials)[number]) => boolean) => trials.filter(of).length / trials.length
    const within = share(({ truth, low, high }) => low <= truth && truth <= high)
    expect(within).toBeGreaterThan(0.75)
    // More often than promised: the range also allows for a level that moves, and these do not.
    expect(within).toBeLessThan(0.93)
    expect(share(({ truth, high }) => truth > high)).toBeLessThan(0.16)
    const bias = trials.reduce((total, { truth, landing }) => total + landing / truth - 1, 0) / trials.length
    expect(Math.abs(bias)).toBeLessThan(0.02)
  })

  test.each([
    ['a runaway batch', 10],
    ['an outage', 0],
  ])('keep their forecast through %s on one of them', (_, factor) => {
    const amountOf = scattered(4, office, 0.1)
    const days = new Map(listDays('2026-09-01', '2026-11-30').map((day) => [day, amountOf(day)]))
    const usual = world((day) => days.get(day)!)
    const struck = world((day) => days.get(day)! * (day === '2026-11-12' ? factor : 1))
    const rest = ({ forecast, spent }: typeof usual) => forecast('2026-11-18').landing - spent('2026-11-18')
    expect(rest(struck) / rest(usual)).toBeGreaterThan(0.95)
    expect(rest(struck) / rest(usual)).toBeLessThan(1.05)
  })

  test('leave a wider range when more of the month is still to come', () => {
    const { forecast } = world(scattered(9, office, 0.2))
    const width = (today: Day) => forecast(today).high - forecast(today).low
    expect(width('2026-11-05')).toBeGreaterThan(1.5 * width('2026-11-25'))
  })
})

describe('how wrong it has been', () => {
  const restless = (day: Day) =>
    byWeekday(office)(day) * (Math.floor(daysBetween('2026-08-29', day) / 14) % 2 === 0 ? 1 : 1.3)
  const width = (amountOf: (day: Day) => number, today: Day) => {
    const { low, landing, high } = world(amountOf).forecast(today, 70)
    return (high - low) / landing
  }

  test('widens the range early in a month, and no longer when a fortnight is left', () => {
    expect(width(byWeekday(office), '2026-11-06')).toBeLessThan(1e-6)
    expect(width(restless, '2026-11-06')).toBeGreaterThan(0.4)
    expect(width(restless, '2026-11-06')).toBeGreaterThan(2 * width(restless, '2026-11-19'))
  })

  test('counts each week of the past, and what began from nothing once', () => {
    const days = (amounts: readonly number[]) =>
      amounts.map((amount, index) => ({ day: addDays('2026-09-01', index), amount }))
    const flat = Array(7).fill(1)
    const steady = Array(42).fill(100)
    expect(pastErrors(days(steady), flat, 14)).toBe(0)
    // Three tries: after two, three and four weeks. The first saw the half of the doubled days, the others all or none.
    const doubled = [...Array(21).fill(100), ...Array(21).fill(200)]
    expect(pastErrors(days(doubled), flat, 14)).toBeCloseTo((0.5 ** 2 + 1 + (200 / 150 - 1) ** 2) / 3)
    expect(pastErrors(days([...Array(14).fill(1e-9), ...Array(14).fill(1e9)]), flat, 14)).toBe(1)
    expect(pastErrors(days(steady.slice(0, 20)), flat, 25)).toBe(0)
  })
})

describe('a level that moves', () => {
  /** Beside the scatter of single days, every fortnight has a level of its own. */
  const moving = (seed: number, deviation: number) => {
    const levels = listDays('2026-08-29', '2026-09-05').map(scattered(seed + 5000, Array(7).fill(1), deviation))
    const amountOf = scattered(seed, office, 0.1)
    return (day: Day) => amountOf(day) * levels[Math.floor(daysBetween('2026-08-29', day) / 14)]!
  }

  test('still lands within the range three times out of four, not every second time', () => {
    const trials = Array.from({ length: 600 }, (_, index) => {
      const { forecast, landing: truth } = world(moving(index + 1, 0.08))
      return { truth, ...forecast(addDays('2026-11-08', index % 21)) }
    })
    const within = trials.filter(({ truth, low, high }) => low <= truth && truth <= high).length / trials.length
    expect(within).toBeGreaterThan(0.68)
    expect(within).toBeLessThan(0.88)
  })
})

test('a level that rose two weeks ago is the level that is expected', () => {
  const { forecast, landing } = world((day) => byWeekday(office)(day) * (day >= '2026-11-04' ? 2 : 1))
  expect(forecast('2026-11-18').landing / landing).toBeCloseTo(1, 1)
})

test.each([
  ['rose', 1.6],
  ['fell', 0.5],
])('a level that %s five days ago is followed most of the way', (_, factor) => {
  const amountOf = scattered(3, office, 0.1)
  const { forecast, spent, landing } = world((day) => amountOf(day) * (day >= '2026-11-13' ? factor : 1))
  const asBefore = world(amountOf).forecast('2026-11-18').landing - world(amountOf).spent('2026-11-18')
  const toCome = landing - spent('2026-11-18')
  const foretold = forecast('2026-11-18').landing - spent('2026-11-18')
  expect(Math.abs(foretold - toCome)).toBeLessThan(0.4 * Math.abs(asBefore - toCome))
})

test('a weekday that was seen only once is believed by half', () => {
  const week = listDays('2026-11-11', '2026-11-17').map((day) => ({ day, amount: weekdayOf(day) === 0 ? 0 : 100 }))
  const { days } = forecastMonth(week, 600, midnight('2026-11-18'))!
  const sunday = days.find(({ day }) => day === '2026-11-22')
  expect(sunday?.expected).toBeGreaterThan(40)
  expect(sunday?.expected).toBeLessThan(60)
})

test('use on a few scattered days is expected to go on, in a range that admits ignorance', () => {
  const spikes = new Map<Day, number>([
    ['2026-10-22', 900],
    ['2026-11-06', 1200],
    ['2026-11-10', 700],
    ['2026-11-15', 1100],
  ])
  const { landing, low, high } = world((day) => spikes.get(day) ?? 0).forecast('2026-11-18')
  expect(landing).toBeGreaterThan(3500)
  expect(landing).toBeLessThan(7000)
  expect(high - low).toBeGreaterThan(1000)
})

test('a day that runs ahead of its weekday is expected to go on at its own pace', () => {
  const { truth, spent } = world(byWeekday(office))
  const before = isWithin(truth, '2026-10-01', '2026-11-18')
  const at = (amount: number) =>
    forecastMonth(
      [...before, { day: '2026-11-18', amount }],
      spent('2026-11-18') + amount,
      new Date('2026-11-18T12:00:00Z'),
    )!.days[0]!.expected
  expect(at(4000)).toBeCloseTo(4000)
  expect(at(100)).toBeCloseTo(575)
})

describe('too little', () => {
  const days = (count: number) =>
    listDays(addDays('2026-11-18', -count), '2026-11-17').map((day) => ({ day, amount: 5 }))

  test('history gives no forecast at all', () => {
    expect(forecastMonth([], 0, midnight('2026-11-18'))).toBeUndefined()
    expect(forecastMonth(days(6), 30, midnight('2026-11-18'))).toBeUndefined()
    expect(forecastMonth(days(7), 35, midnight('2026-11-18'))?.landing).toBeCloseTo(100)
  })

  test('is what today alone, or a time long past, can tell', () => {
    const today = [{ day: '2026-11-18' as Day, amount: 5 }]
    expect(forecastMonth(today, 5, new Date('2026-11-18T20:00:00Z'))).toBeUndefined()
    expect(forecastMonth(days(30), 0, midnight('2027-03-18'))).toBeUndefined()
  })

  test('use to count lands at what is spent', () => {
    const idle = days(30).map(({ day }) => ({ day, amount: 0 }))
    expect(forecastMonth(idle, 12, midnight('2026-11-18'))).toMatchObject({ landing: 12, low: 12, high: 12 })
  })
})

test('whatever the days were: no NaN, low ≥ spent, and low ≤ landing ≤ high', () => {
  const amounts = fc.oneof(fc.constant(0), fc.double({ min: -1e4, max: 1e9, noNaN: true }), fc.nat({ max: 50 }))
  const histories = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 70 }), amounts), {
    selector: ([daysAgo]) => daysAgo,
    maxLength: 70,
  })
  const moments = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2028-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(histories, moments, fc.double({ min: 0, max: 1e9, noNaN: true }), (history, now, spent) => {
      const today = now.toISOString().slice(0, 10) as Day
      const foretold = forecastMonth(
        history.map(([daysAgo, amount]) => ({ day: addDays(today, -daysAgo), amount })),
        spent,
        now,
      )
      fc.pre(foretold !== undefined)
      const { low, landing, high, days } = foretold
      expect(spent <= low && low <= landing && landing <= high && Number.isFinite(high)).toBe(true)
      for (const { expected } of days) expect(expected).toBeGreaterThanOrEqual(0)
    }),
  )
})

describe('when a limit is reached', () => {
  const { forecast } = world(() => 240)
  const at = (use: number, limit: number, now = midnight('2026-11-18')) =>
    expectReach(forecast('2026-11-18'), use, limit, now)?.toISOString()

  test.each([
    [1000, 1240, '2026-11-19T00:00:00.000Z'],
    [1000, 1120, '2026-11-18T12:00:00.000Z'],
    [1000, 1250, '2026-11-19T01:00:00.000Z'],
  ])('use of %i meets %i at %s', (use, limit, moment) => {
    const reached = at(use, limit)
    expect(Math.abs(Date.parse(reached ?? '') - Date.parse(moment))).toBeLessThan(1000)
  })

  test('it is now when it is reached already', () => {
    expect(at(1000, 1000)).toBe('2026-11-18T00:00:00.000Z')
    expect(at(1001, 1000)).toBe('2026-11-18T00:00:00.000Z')
  })

  test('it is never said of a month that ends before', () => {
    expect(at(0, 240 * 13 + 1)).toBeUndefined()
    expect(expectReach({ landing: 5, low: 5, high: 5, days: [] }, 5, 6, midnight('2026-11-18'))).toBeUndefined()
  })

  test('what is left of today is spread over what is left of today', () => {
    const evening = new Date('2026-11-18T18:00:00Z')
    const rest = { landing: 0, low: 0, high: 0, days: [{ day: '2026-11-18' as Day, expected: 60 }] }
    expect(expectReach(rest, 0, 30, evening)).toEqual(new Date('2026-11-18T21:00:00Z'))
  })
})
