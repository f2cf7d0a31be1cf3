import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseTurns, type Look } from '../../../src/domain/limit/turns.ts'

const minuteMs = 60_000
const start = Date.parse('2026-11-18T08:00:00Z')
const id = (index: number) => `w-${index}`

describe('whose turn it is', () => {
  test('comes to each Workspace within the hour, and to no more at once than that takes', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.constantFrom(1, 5, 7, 20), (count, pollMinutes) => {
        const looks = new Map<string, Look>()
        const ids = Array.from({ length: count }, (_, index) => id(index))
        for (let at = 0; at <= 60 + pollMinutes; at += pollMinutes) {
          const now = new Date(start + at * minuteMs)
          const turns = chooseTurns(ids, looks, now, pollMinutes * minuteMs)
          expect(turns.length).toBeLessThanOrEqual(Math.ceil((count * pollMinutes) / 60))
          for (const turn of turns) looks.set(turn, { lookedAt: now, share: 0.1 })
        }
        expect(looks.size).toBe(count)
      }),
    ))

  test('comes each time to those near their cap, beside the others', () => {
    const ids = [id(0), id(1), id(2)]
    const now = new Date(start)
    const lately = new Date(start - 5 * minuteMs)
    const looks = new Map<string, Look>([
      [id(0), { lookedAt: lately, share: 0.9 }],
      [id(1), { lookedAt: lately, share: 0.2 }],
      [id(2), { lookedAt: new Date(start - 70 * minuteMs), share: 0.2 }],
    ])
    expect(chooseTurns(ids, looks, now, 5 * minuteMs)).toEqual([id(0), id(2)])
    expect(chooseTurns([id(1)], looks, now, 5 * minuteMs)).toEqual([])
  })
})
