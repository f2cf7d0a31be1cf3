import { expect, test } from 'vitest'
import { compareSpend } from '../../../src/domain/usage/compare-spend.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { entry, november, october, september, steady, usage } from '../../features/spend/sources.ts'

const beginningOn = (first: Day) => usage('2026-10', steady(first, '2026-10-31'))
const wanted = {
  of: { from: '2026-11-01', to: '2026-11-17' },
  against: { from: '2026-10-01', to: '2026-10-17' },
  isWhole: false,
} as const

test.each([
  ['2026-10-04', undefined],
  ['2026-10-05', '2026-10-05'],
  ['2026-10-17', '2026-10-17'],
] as const)('data that begins on %s: the earlier days begin too late for a comparison on %s', (first, beginsOn) => {
  expect(compareSpend([beginningOn(first), november], wanted)).toMatchObject({ beginsOn, hasData: true })
})

test('a quiet start of the earlier days is no beginning where there is older data', () => {
  expect(compareSpend([september, beginningOn('2026-10-10'), november], wanted).beginsOn).toBeUndefined()
})

test('what has no day belongs to its month from the first day on', () => {
  const stored = usage('2026-10', [entry('storage', null, 5), ...steady('2026-10-10', '2026-10-31')])
  expect(compareSpend([stored, november], wanted).beginsOn).toBeUndefined()
})

test('data that begins after the earlier days is none to compare with', () => {
  expect(compareSpend([november], wanted)).toMatchObject({ hasData: false, beginsOn: undefined })
  expect(compareSpend([october, november], wanted)).toMatchObject({ hasData: true, beginsOn: undefined })
})
