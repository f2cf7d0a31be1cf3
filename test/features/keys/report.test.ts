import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ApiKey, judgeKey } from '../../../src/domain/key/api-key.ts'
import { addDays, dayOf } from '../../../src/domain/time/time.ts'
import { concerns } from '../../../src/features/keys/report.ts'
import { key, now, oneOfEach, report } from './sources.ts'

const today = dayOf(now)
const members = new Set(['claire@acme.example'])
const judge = (change: Partial<ApiKey>) => judgeKey(key('k', change), members, today)

describe('a key', () => {
  test.each([
    [0, { endsIn: 0, endedAgo: undefined }],
    [30, { endsIn: 30, endedAgo: undefined }],
    [31, { endsIn: undefined, endedAgo: undefined }],
    [-1, { endsIn: undefined, endedAgo: 1 }],
  ])('that expires in %i days is judged by the day', (days, expected) => {
    expect(judge({ expiresOn: addDays(today, days) })).toMatchObject(expected)
  })

  test.each([
    ['somebody who left', 'viktor@acme.example', true],
    ['a member, however the address is written', 'CLAIRE@acme.EXAMPLE', false],
    ['another key', 'Terraform', false],
    ['nobody who is named', null, false],
  ])('that was made by %s', (_, createdBy, isOrphaned) => {
    expect(judge({ createdBy })).toMatchObject({ isOrphaned })
  })

  test.each([
    ['59 days ago', addDays(today, -59), '2025-01-07', false],
    ['60 days ago', addDays(today, -60), '2025-01-07', true],
    ['never, and is new', null, addDays(today, -59), false],
    ['never, and is old', null, addDays(today, -60), true],
    ['never, as far as anybody knows', null, null, false],
  ] as const)('that was used %s', (_, lastUsedOn, createdOn, isUnused) => {
    expect(judge({ lastUsedOn, createdOn })).toMatchObject({ isUnused })
  })

  test('that expired is nothing else any more', () => {
    const judged = judge({ expiresOn: addDays(today, -2), createdBy: 'viktor@acme.example', lastUsedOn: null })
    expect(judged).toMatchObject({ endedAgo: 2, isOrphaned: false, isUnused: false })
  })
})

test('the most urgent stands first, and what expired long ago nowhere', () => {
  const found = report([...oneOfEach, key('long ago', { expiresOn: '2026-10-18' })])
  expect(found.rows.map((row) => row.key.id)).toEqual(['today', 'soon', 'expired', 'left', 'forgotten', 'unused'])
  expect(found).toMatchObject({ total: 8, counts: { expiring: 2, expired: 1, left: 2, unused: 2 } })
})

const anyDay = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days)))
const anyKeys = fc.array(fc.record({ expiresOn: anyDay, lastUsedOn: anyDay, left: fc.boolean() }), { maxLength: 60 })

test('every key is listed once at most, and each count is that of its own list', () => {
  fc.assert(
    fc.property(anyKeys, (drawn) => {
      const keys = drawn.map(({ expiresOn, lastUsedOn, left }, index) =>
        key(`k${index}`, { expiresOn, lastUsedOn, ...(left ? { createdBy: 'gone@acme.example' } : {}) }),
      )
      const all = report(keys)
      expect(new Set(all.rows.map((row) => row.key.id)).size).toBe(all.rows.length)
      for (const concern of concerns) expect(report(keys, concern).rows).toHaveLength(all.counts[concern])
    }),
  )
})
