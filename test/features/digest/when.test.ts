import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../../src/domain/time/time.ts'
import { cronOf, endOfPeriod, isTime, isZone, periodOf, type When } from '../../../src/features/digest/when.ts'
import { nextOccurrence } from '../../../src/scheduler/occurrences.ts'

const zones = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
]
const when = (change: Partial<When> = {}): When => ({
  ...{ rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' },
  ...change,
})
const twoDigits = (number: number) => String(number).padStart(2, '0')
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`)

/** The occurrences of a year and a half, so that each change of the clocks is among them. */
function occurrencesOf(wanted: When): Date[] {
  const found: Date[] = []
  const rule = { cron: cronOf(wanted), zone: wanted.zone }
  for (let at = nextOccurrence(rule, new Date('2026-01-05T00:00:00Z')); at < new Date('2027-07-01T00:00:00Z'); ) {
    found.push(at)
    at = nextOccurrence(rule, at)
  }
  return found
}

describe('a week', () => {
  test('is the seven whole days before', () => {
    expect(periodOf(when(), new Date('2026-11-23T08:00:00Z'))).toEqual({
      rhythm: 'weekly',
      of: { from: '2026-11-16', to: '2026-11-22' },
      against: { from: '2026-11-09', to: '2026-11-15' },
    })
  })

  test('neither overlaps the one before nor leaves a day out, whatever the zone, hour and clocks', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), times, fc.integer({ min: 0, max: 6 }), (zone, time, weekday) => {
        const wanted = when({ zone, time, weekday })
        const weeks = occurrencesOf(wanted).map((at) => ({ at, ...periodOf(wanted, at) }))
        expect(weeks.length).toBeGreaterThan(75)
        for (const [index, { at, of, against }] of weeks.entries()) {
          expect(daysBetween(of.from, of.to)).toBe(6)
          expect(against).toEqual({ from: addDays(of.from, -7), to: addDays(of.from, -1) })
          const next = weeks[index + 1]
          if (next) expect(next.of.from).toBe(addDays(of.to, 1))
          // Of whole days, and of no older ones than need be.
          const ageMs = at.getTime() - endOfPeriod({ rhythm: 'weekly', of, against }).getTime()
          expect(ageMs).toBeGreaterThanOrEqual(0)
          expect(ageMs).toBeLessThan(38 * 3_600_000)
        }
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

describe('a month', () => {
  test('is the one that ended, against the one before', () => {
    expect(periodOf(when({ rhythm: 'monthly' }), new Date('2026-11-02T08:00:00Z'))).toEqual({
      rhythm: 'monthly',
      of: { from: '2026-10-01', to: '2026-10-31' },
      against: { from: '2026-09-01', to: '2026-09-30' },
    })
  })

  test('follows the calendar on the wall, also where UTC has some hours to go', () => {
    const early = new Date('2026-09-30T22:30:00Z')
    const period = periodOf(when({ rhythm: 'monthly', zone: 'Australia/Lord_Howe' }), early)
    expect(period.of).toEqual({ from: '2026-09-01', to: '2026-09-30' })
    expect(endOfPeriod(period).toISOString()).toBe('2026-10-01T00:00:00.000Z')
  })

  test.each(zones)('comes once for each month in %s', (zone) => {
    const wanted = when({ rhythm: 'monthly', zone })
    const months = occurrencesOf(wanted).map((at) => periodOf(wanted, at).of.from.slice(0, 7))
    expect(new Set(months).size).toBe(months.length)
    expect(months.length).toBeGreaterThanOrEqual(17)
  })
})

test.each([
  ['09:00', true],
  ['24:00', false],
  ['9:00', false],
  ['', false],
])('the time %s: %s', (text, isRight) => expect(isTime(text)).toBe(isRight))

test.each([
  ['Asia/Kathmandu', true],
  ['UTC', true],
  ['Mars/Base', false],
  ['+02:00', false],
  ['', false],
])('the zone %s: %s', (text, isRight) => expect(isZone(text)).toBe(isRight))
