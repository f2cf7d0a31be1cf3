import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanErrors, monthsBehind, monthsToReplay, replayMonth } from '../../../src/domain/forecast/replay.ts'
import { listDays } from '../../../src/domain/time/time.ts'
import { entry, october, september, steady, usage } from '../../features/spend/sources.ts'

const august = usage('2026-08', steady('2026-08-01', '2026-08-31'))

test('a month like those before it was foretold exactly, on all three days', () => {
  const replay = replayMonth([august, september, october], '2026-10')!
  expect(replay.total).toBeCloseTo(31_000)
  expect(replay.said.map(({ after }) => after)).toEqual([5, 10, 20])
  for (const { landing, error, isWithinRange } of replay.said) {
    expect(landing).toBeCloseTo(31_000)
    expect(Math.abs(error)).toBeLessThan(1e-9)
    expect(isWithinRange).toBe(true)
  }
})

test('nothing that was not known then has a part in what would have been said', () => {
  const amounts = fc.array(fc.nat({ max: 10_000 }), { minLength: 31, maxLength: 31 })
  fc.assert(
    fc.property(amounts, amounts, (one, other) => {
      const replay = (units: readonly number[]) =>
        replayMonth(
          [
            september,
            usage(
              '2026-10',
              listDays('2026-10-01', '2026-10-31').map((day, index) => entry('large', day, units[index]! + 1)),
            ),
          ],
          '2026-10',
        )!
      const changed = [...one.slice(0, 10), ...other.slice(10)]
      const [first, second] = [replay(one), replay(changed)]
      for (const index of [0, 1]) {
        const { landing, low, high } = first.said[index]!
        expect(second.said[index]).toMatchObject({ landing, low, high })
      }
    }),
  )
})

test('what Mistral gives by the month alone is in what it came to, and no error of the forecast', () => {
  const storage = usage('2026-10', [entry('storage', null, 4_000)])
  const withStorage = { ...october, lines: [...october.lines, ...storage.lines] }
  const replay = replayMonth([august, september, withStorage], '2026-10')!
  expect(replay.total).toBeCloseTo(33_000)
  for (const { landing, error } of replay.said) {
    expect(landing).toBeCloseTo(33_000)
    expect(error).toBeCloseTo(0)
  }
})

test('later months change nothing of an earlier one', () => {
  const alone = replayMonth([august, september], '2026-09')
  expect(replayMonth([august, september, october], '2026-09')).toEqual(alone)
})

test('days on which too little was known are left out, and a month without spend altogether', () => {
  expect(replayMonth([october], '2026-10')?.said.map(({ after }) => after)).toEqual([10, 20])
  expect(replayMonth([usage('2026-10', [])], '2026-10')).toBeUndefined()
  expect(replayMonth([september], '2026-10')).toBeUndefined()
})

test('errors are averaged whichever way they went', () => {
  const said = (after: 5 | 10, error: number) => ({ after, error, landing: 1, low: 1, high: 1, isWithinRange: true })
  const replays = [
    { month: '2026-09' as const, total: 1, said: [said(5, -0.1), said(10, 0.02)] },
    { month: '2026-10' as const, total: 1, said: [said(5, 0.3)] },
  ]
  expect(meanErrors(replays)).toEqual([
    { after: 5, error: 0.2 },
    { after: 10, error: 0.02 },
  ])
})

test('three months are replayed before this one, each with two behind it', () => {
  expect(monthsToReplay('2026-02', 3)).toEqual(['2025-11', '2025-12', '2026-01'])
  expect(monthsBehind('2026-01')).toEqual(['2025-11', '2025-12', '2026-01'])
})
