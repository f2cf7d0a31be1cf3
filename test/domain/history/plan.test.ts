import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HistoryRead, type KeptState, planReads, type Wanted } from '../../../src/domain/history/plan.ts'
import { type Month, organizationScope } from '../../../src/domain/usage/usage.ts'

const now = new Date('2026-11-18T09:12:00Z')
const workspaces = ['a', 'b'].map((id) => ({ id, name: `Workspace ${id}` }))
const plan = (change: Partial<Wanted> = {}) =>
  planReads({ kept: [], closed: new Set(), workspaces, now, mostMonths: 12, ...change })

/** Mistral's past as it is: usage from that month on. */
const answer =
  (begins: Month, at = now) =>
  ({ scope, month, through }: HistoryRead): KeptState => ({
    ...{ scope, month, through, checkedAt: at, isRefused: false },
    hasUsage: month >= begins,
  })

/** Reads a few at a time until nothing is missing. */
function readAll(
  kept: KeptState[],
  reply: (read: HistoryRead) => KeptState,
  change: Partial<Wanted> = {},
): HistoryRead[] {
  const asked: HistoryRead[] = []
  for (;;) {
    const { reads } = plan({ kept, ...change })
    if (reads.length === 0) return asked
    for (const read of reads.slice(0, 5)) {
      asked.push(read)
      const place = kept.findIndex(({ scope, month }) => scope === read.scope && month === read.month)
      kept.splice(place < 0 ? kept.length : place, place < 0 ? 0 : 1, reply(read))
    }
  }
}

describe('what is asked for', () => {
  test('is the Organization first, and late months before early ones', () => {
    const { reads } = plan()
    expect(reads[0]).toEqual({ scope: organizationScope, name: null, month: '2026-11', through: '2026-11-17' })
    expect(reads[1]).toMatchObject({ month: '2026-10', through: '2026-10-31' })
    expect(reads[12]).toMatchObject({ scope: 'a', name: 'Workspace a', month: '2026-11' })
    expect(reads).toHaveLength(36)
  })

  test('ends three quiet months before the first use, and Workspaces are asked for months with use alone', () => {
    const asked = readAll([], answer('2026-08'))
    const months = (scope: string) => asked.filter((read) => read.scope === scope).map(({ month }) => month)
    // Five at a time: some are asked for before anybody knows.
    expect(months(organizationScope).at(-1)).toBe('2026-02')
    expect(months('a')).toEqual(['2026-11', '2026-10', '2026-09', '2026-08'])
  })

  test('is only the gaps, whatever was kept before a crash', () => {
    const whole = readAll([], answer('2025-12'))
    fc.assert(
      fc.property(fc.subarray(whole), (kept) => {
        const states = kept.map(answer('2025-12'))
        const had = new Set(kept.map(({ scope, month }) => `${scope} ${month}`))
        const asked = readAll(states, answer('2025-12'))
        expect(asked.filter(({ scope, month }) => had.has(`${scope} ${month}`))).toEqual([])
        const names = new Set([...had, ...asked.map(({ scope, month }) => `${scope} ${month}`)])
        for (const { scope, month } of whole) expect(names).toContain(`${scope} ${month}`)
      }),
      { numRuns: 30 },
    )
  })

  test('is the day that ended, and late corrections of the last two months, once a day', () => {
    const kept: KeptState[] = []
    readAll(kept, answer('2026-01'))
    expect(plan({ kept }).reads).toEqual([])
    const tomorrow = new Date('2026-11-19T00:20:00Z')
    const reads = plan({ kept, now: tomorrow }).reads.filter(({ scope }) => scope === organizationScope)
    expect(reads.map(({ month, through }) => `${month} ${through}`)).toEqual([
      '2026-11 2026-11-18',
      '2026-10 2026-10-31',
      '2026-09 2026-09-30',
    ])
    readAll(kept, answer('2026-01', tomorrow), { now: tomorrow })
    expect(plan({ kept, now: tomorrow }).reads).toEqual([])
  })

  test('is on the first of a month the rest of the month that ended', () => {
    const [first] = plan({ now: new Date('2026-12-01T00:20:00Z') }).reads
    expect(first).toMatchObject({ month: '2026-11', through: '2026-11-30' })
  })

  test('is never again what Mistral refuses of the far past', () => {
    const refuse = (read: HistoryRead) => ({ ...answer('2026-10')(read), isRefused: read.month < '2026-10' })
    const kept: KeptState[] = []
    readAll(kept, refuse)
    expect(plan({ kept, now: new Date('2026-11-19T00:20:00Z') }).reads.map(({ month }) => month)).not.toContain(
      '2026-08',
    )
  })

  test('is no Workspace that a closed month does not know', () => {
    const { reads } = plan({ closed: new Set<Month>(['2026-10']) })
    expect(reads.filter(({ month }) => month === '2026-10').map(({ scope }) => scope)).toEqual([organizationScope])
  })
})

test('it says how much is done, and from when on there is use', () => {
  const kept: KeptState[] = []
  readAll(kept, answer('2026-08'))
  // Seven months of the Organization, the last three of them quiet, and four of each Workspace.
  expect(plan({ kept })).toMatchObject({ done: 15, of: 15, first: '2026-08' })
  expect(plan({ kept: kept.filter(({ scope, month }) => scope !== 'b' || month > '2026-09') })).toMatchObject({
    done: 13,
    of: 15,
  })
})
