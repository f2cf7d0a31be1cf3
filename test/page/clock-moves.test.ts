import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSandboxClock } from '../../src/sandbox/clock.ts'
import { moveClock } from '../../src/sandbox/page/clock-moves.ts'

/** A clock that stands, so that what is read is what was set. */
function standAt(start: string) {
  let now = Date.parse(start)
  const advance = (ms: number) => {
    now += ms
  }
  return { ...createSandboxClock(new Date(start)), now: () => new Date(now), advance }
}

test.each([
  ['2026-11-18T09:12:00Z', 'hour', '2026-11-18T10:12:00.000Z'],
  ['2026-11-18T09:12:00Z', 'day', '2026-11-19T09:12:00.000Z'],
  ['2026-11-18T09:12:00Z', 'monday', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T08:00:00Z', 'monday', '2026-11-30T08:00:00.000Z'],
  ['2026-10-24T12:00:00Z', 'monday', '2026-10-26T08:00:00.000Z'],
  ['2026-03-28T12:00:00Z', 'monday', '2026-03-30T07:00:00.000Z'],
  ['2026-12-31T23:59:00Z', 'month', '2027-01-01T00:10:00.000Z'],
] as const)('from %s by %s to %s', (start, move, end) => {
  const clock = standAt(start)
  moveClock(clock, move, 'Europe/Paris')
  expect(clock.now().toISOString()).toBe(end)
})

test('Monday at nine is ahead, within a week, wherever one is', () => {
  const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Pacific/Auckland')
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, zones, (start, timeZone) => {
      const clock = standAt(start.toISOString())
      moveClock(clock, 'monday', timeZone)
      const ahead = clock.now().getTime() - start.getTime()
      expect(ahead).toBeGreaterThan(0)
      expect(ahead).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000)
      const local = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
      expect(local.format(clock.now())).toBe('Mon 09:00')
    }),
    { numRuns: 50 },
  )
})
