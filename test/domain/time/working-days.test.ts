import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOfNextWorkingDay, expiryOf, startOfLocalDay } from '../../../src/domain/time/working-days.ts'

const zones = Intl.supportedValuesOf('timeZone')
const anyZone = fc.constantFrom(...zones)
const anyMoment = fc.date({
  min: new Date('2022-01-01T00:00:00Z'),
  max: new Date('2031-12-31T00:00:00Z'),
  noInvalidDate: true,
})

const formats = new Map<string, Intl.DateTimeFormat>()
function read(at: Date, timeZone: string) {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' })
  formats.set(timeZone, format)
  const [day = '', time = ''] = format.format(at).split(', ')
  return { day, time, weekday: new Date(`${day}T00:00:00Z`).getUTCDay() }
}

const isWorkingDay = (weekday: number) => weekday >= 1 && weekday <= 5

describe('the next working day ends', () => {
  test.each([
    ['on Thursday for Wednesday', '2026-11-18T09:12:00Z', '2026-11-19T17:00:00Z'],
    ['on Monday for Friday', '2026-11-20T16:00:00Z', '2026-11-23T17:00:00Z'],
    ['on Monday for the weekend', '2026-11-21T12:00:00Z', '2026-11-23T17:00:00Z'],
    ['a day later for a minute before midnight', '2026-11-18T22:59:00Z', '2026-11-19T17:00:00Z'],
    ['in summer time after the night that begins it', '2026-03-27T12:00:00Z', '2026-03-30T16:00:00Z'],
    ['in winter time after the night that ends it', '2026-10-23T12:00:00Z', '2026-10-26T17:00:00Z'],
  ])('%s', (_, moment, end) => {
    expect(endOfNextWorkingDay(new Date(moment), 'Europe/Paris').toISOString()).toBe(new Date(end).toISOString())
  })

  test('at 18:00 of the first Monday to Friday after today, in every zone', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        const end = read(endOfNextWorkingDay(moment, zone), zone)
        const today = read(moment, zone)
        expect([end.time, isWorkingDay(end.weekday)]).toEqual(['18:00:00', true])
        const between: number[] = []
        for (let at = Date.parse(today.day) + 86_400_000; at < Date.parse(end.day); at += 86_400_000)
          between.push(new Date(at).getUTCDay())
        expect(end.day > today.day).toBe(true)
        expect(between.filter(isWorkingDay)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

test('a request lapses after its time, and never before the next working day has ended', () => {
  fc.assert(
    fc.property(anyMoment, anyZone, fc.integer({ min: 60_000, max: 7 * 86_400_000 }), (moment, zone, ttlMs) => {
      const expiry = expiryOf(moment, ttlMs, zone).getTime()
      expect(expiry).toBeGreaterThanOrEqual(moment.getTime() + ttlMs)
      expect(expiry).toBeGreaterThanOrEqual(endOfNextWorkingDay(moment, zone).getTime())
    }),
    { numRuns: 100 },
  )
})

describe('a day begins', () => {
  test.each([
    ['at midnight', '2026-12-01', 'Europe/Paris', '2026-11-30T23:00:00Z'],
    ['at one where midnight is skipped', '2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00Z'],
    ['a day early in Kiritimati', '2026-12-01', 'Pacific/Kiritimati', '2026-11-30T10:00:00Z'],
    ['half a day late in Pago Pago', '2026-12-01', 'Pacific/Pago_Pago', '2026-12-01T11:00:00Z'],
  ])('%s', (_, day, zone, start) => {
    expect(startOfLocalDay(day, zone).toISOString()).toBe(new Date(start).toISOString())
  })

  test('with its first moment, in every zone', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        const day = moment.toISOString().slice(0, 10)
        const start = startOfLocalDay(day, zone)
        expect(read(start, zone).day).toBe(day)
        expect(read(new Date(start.getTime() - 1), zone).day < day).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
