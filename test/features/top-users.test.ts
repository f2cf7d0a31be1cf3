import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/domain/person/person.ts'
import { comparisonFor, parsePeriod } from '../../src/domain/time/period.ts'
import type { ActivityRows, UserActivity } from '../../src/domain/usage/activity.ts'
import { drawTopUsers } from '../../src/features/top-users/chart.ts'
import { groupRanks } from '../../src/features/top-users/cohorts.ts'
import { reportTopUsers, type TopUsersReport } from '../../src/features/top-users/report.ts'
import { tabulateTopUsers } from '../../src/features/top-users/table.ts'
import { renderTopUsers } from '../../src/features/top-users/view.ts'
import { reader, sketch } from './sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const period = parsePeriod('', now)
const decider = reader({ seesNames: true, isDecider: true })

const row = (userId: string, messages: number): UserActivity => ({
  userId,
  messages,
  files: 0,
  images: 0,
  spreadsheets: 0,
  conversations: 1,
  agents: 0,
  messagesToAgents: 0,
})
const rowsOf = (counts: readonly number[]): ActivityRows<UserActivity> => ({
  rows: counts.map((count, index) => row(`u${String(index).padStart(3, '0')}`, count)),
  unreadable: 0,
})
const member = (id: string, name: string | null): Member => ({
  id,
  name,
  email: `${id}@acme.example`,
  roles: [],
  rawRoles: [],
  workspaceIds: [],
  administers: [],
  seats: null,
})

function report(
  counts: readonly number[],
  { before = counts, names = {} as Record<string, string | null>, ownId = undefined as string | undefined } = {},
): TopUsersReport {
  const activity = {
    all: rowsOf(counts),
    compared: rowsOf(counts),
    before: rowsOf(before),
    beginsOn: undefined,
    fetchedAt: now,
  }
  const members = counts.map((_, index) => {
    const id = `u${String(index).padStart(3, '0')}`
    return member(id, Object.hasOwn(names, id) ? (names[id] ?? null) : `Person ${index}`)
  })
  return reportTopUsers(activity, members, { by: 'messages', period, comparison: comparisonFor(period), ownId, now })
}

const twelve = [120, 110, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10]

describe('top-users', () => {
  test('names people for those who may see names', () => {
    const before = twelve.map((count, index) => (index === 3 ? 0 : count - 10))
    expect(sketch(renderTopUsers(report(twelve, { before, ownId: 'u011' }), decider))).toMatchSnapshot()
  })

  test('shows everybody else groups of at least five, and their own place', () => {
    const shown = sketch(renderTopUsers(report(twelve, { ownId: 'u011' }), reader()))
    expect(shown).toMatchSnapshot()
    expect(shown).not.toMatch(/Person \d|acme|u0\d\d/)
  })

  test('shows a channel nobody’s own place', () => {
    expect(sketch(renderTopUsers(report(twelve, { ownId: 'u000' }), reader({ isShared: true })))).not.toContain('You:')
  })

  test('says to whoever has no use that there is none, to them alone', () => {
    const idle = report(twelve, { ownId: 'u-idle' })
    for (const view of [reader(), decider])
      expect(sketch(renderTopUsers(idle, view))).toContain('You: none in November')
    expect(sketch(renderTopUsers(report([9, 8], { ownId: 'u-idle' }), reader()))).toContain('You: none in November')
    expect(sketch(renderTopUsers(idle, reader({ isShared: true })))).not.toContain('You:')
    // Somebody who is no member at Mistral has no use that could be none.
    expect(sketch(renderTopUsers(report(twelve), reader()))).not.toContain('You:')
  })

  test('shows fewer than five people to nobody but those who may see names', () => {
    const few = report([9, 8, 7, 6], { ownId: 'u001' })
    const shown = sketch(renderTopUsers(few, reader()))
    expect(shown).toMatch(/fewer than five people[\s\S]*You: \*8\*, place 2 of 4/)
    expect(shown).not.toMatch(/30|\b9\b/)
    expect(drawTopUsers(few, reader())).toBeUndefined()
    expect(sketch(renderTopUsers(few, decider))).toContain('1. Person 0  *9*')
  })

  test('says when there is nothing', () => {
    expect(sketch(renderTopUsers(report([0, 0]), decider))).toContain('November: Mistral reports no le Chat messages')
  })

  test('takes hostile names, and calls who left so', () => {
    const names = { u000: '<!channel> *Boss* \u202e', u001: null }
    const shown = sketch(renderTopUsers(report(twelve, { names }), decider))
    expect(shown).not.toContain('<!channel>')
    expect(shown).toContain('u001@acme.example')
    const gone = reportTopUsers(
      { all: rowsOf([5]), compared: undefined, before: undefined, beginsOn: undefined, fetchedAt: now },
      [],
      {
        by: 'messages',
        period,
        comparison: undefined,
        ownId: undefined,
        now,
      },
    )
    expect(sketch(renderTopUsers(gone, decider))).toContain('1. no longer a member  *5*')
  })

  test('draws names or groups, as its reader may see them', () => {
    const namesIn = (view: ReturnType<typeof reader>) => {
      const [panel] = drawTopUsers(report(twelve), view)?.panels ?? []
      return panel?.kind === 'ranking' ? panel.rows.map(({ name }) => name) : []
    }
    expect(namesIn(decider)).toHaveLength(10)
    expect(namesIn(decider)[0]).toBe('Person 0')
    expect(namesIn(reader())).toEqual(['Places 1–5', 'Places 6–12'])
  })
})

test('a table adds up to the total, and names nobody to those who may not see names', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 40 }), (counts) => {
      const made = report(counts)
      const sumOf = (rows: readonly (readonly unknown[])[]) => rows.reduce((sum, row) => sum + Number(row.at(-1)), 0)
      expect(sumOf(tabulateTopUsers(made, decider).rows)).toBe(made.total)
      const grouped = tabulateTopUsers(made, reader())
      expect(sumOf(grouped.rows)).toBe(made.rows.length < 5 ? 0 : made.total)
      expect(JSON.stringify(grouped)).not.toMatch(/Person|acme/)
      for (const [, , people] of grouped.rows) expect(Number(people)).toBeGreaterThanOrEqual(5)
    }),
  )
})

test('groups hold everybody once, and never fewer than five', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 200 }), (counts) => {
      const made = report(counts)
      const groups = groupRanks(made.rows)
      expect(groups.length > 0).toBe(made.rows.length >= 5)
      if (groups.length === 0) return
      for (const { first, last } of groups) expect(last - first + 1).toBeGreaterThanOrEqual(5)
      expect(groups.map(({ first }) => first)).toEqual([1, ...groups.slice(0, -1).map(({ last }) => last + 1)])
      expect(groups.at(-1)?.last).toBe(made.rows.length)
      expect(groups.reduce((sum, { value }) => sum + value, 0)).toBe(made.total)
    }),
  )
})
