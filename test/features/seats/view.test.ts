import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import type { Member } from '../../../src/domain/person/person.ts'
import { listDays, startOfDay } from '../../../src/domain/time/time.ts'
import type { CodeActivity, UserActivity } from '../../../src/domain/usage/activity.ts'
import { drawSeats } from '../../../src/features/seats/chart.ts'
import { parseSeats } from '../../../src/features/seats/gather.ts'
import { reportSeats, type SeatsReport, type SeatsSources } from '../../../src/features/seats/report.ts'
import { tabulateSeats } from '../../../src/features/seats/table.ts'
import { renderSeats } from '../../../src/features/seats/view.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const decider = reader({ seesNames: true, isDecider: true })

const member = (index: number, seats: Member['seats']): Member => ({
  id: `u${index}`,
  name: `Person ${index}`,
  email: null,
  roles: [],
  rawRoles: [],
  workspaceIds: [],
  administers: [],
  seats,
})
/** Of twenty members one has no seat, and five have one for Vibe Code as well. */
const twenty = Array.from({ length: 20 }, (_, index) =>
  member(index, index === 19 ? [] : index < 5 ? ['CHAT', 'MISTRAL_CODE'] : ['CHAT']),
)

const active = (ids: readonly string[]) => ({
  rows: ids.map(
    (userId): UserActivity => ({
      userId,
      messages: 3,
      files: 0,
      images: 0,
      spreadsheets: 0,
      conversations: 1,
      agents: 0,
      messagesToAgents: 0,
    }),
  ),
  unreadable: 0,
})
const people = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `u${from + index}`)
const chatOf = (ids: readonly string[], before: readonly string[] = ids) => ({
  all: active(ids),
  compared: active(ids),
  before: active(before),
  beginsOn: undefined,
  fetchedAt: now,
})

const days = listDays('2026-11-01', '2026-11-18')
const chatDays = (users: number): SeatsSources['chatDays'] => ({
  rows: days.map((day) => ({
    from: startOfDay(day),
    users,
    messages: users * 3,
    files: 0,
    images: 0,
    spreadsheets: 0,
    conversations: users,
    agents: 0,
    messagesToAgents: 0,
  })),
  unreadable: 0,
})
const codeOf = (usersOn: (index: number) => number): CodeActivity => ({
  sessions: null,
  prompts: null,
  users: {
    rows: days.map((day, index) => ({ day, total: usersOn(index), cli: null, acp: null, programmatic: null })),
    unreadable: 0,
  },
  tokens: null,
  toolCalls: null,
  toolCallsByName: null,
  hours: null,
})

function report(change: Partial<SeatsSources> = {}, line = ''): SeatsReport {
  const sources: SeatsSources = {
    members: twenty,
    pendingInvites: 2,
    chat: chatOf(people(0, 14), people(0, 12)),
    chatDays: chatDays(9),
    code: codeOf((index) => (index === 9 ? 5 : 3)),
    fetchedAt: now,
    ...change,
  }
  return reportSeats(sources, parseSeats(new TypedWords(line), now), now)
}
const show = (change: Partial<SeatsSources> = {}, view = reader()) => sketch(renderSeats(report(change), view))

describe('seats', () => {
  test('against who is active, for a member', () => expect(show()).toMatchSnapshot())
  test('for a decider, with the ways to the Admin Panel', () => expect(show({}, decider)).toMatchSnapshot())
  test('for a channel have no links', () => expect(show({}, reader({ isShared: true }))).not.toContain('['))

  test('that Mistral does not report say what would', () => {
    const members = twenty.map((one) => ({ ...one, seats: null }))
    expect(show({ members })).toMatchSnapshot()
  })

  test('without the analytics of this plan say what is missing', () => {
    const shown = show({ chat: 'notOffered', chatDays: 'notOffered', code: 'notOffered' })
    expect(shown).toMatchSnapshot()
    expect(drawSeats(report({ chatDays: 'notOffered', code: 'notOffered' }), reader())).toBeUndefined()
  })

  test('of which Mistral says nothing at all say so', () => {
    const members = twenty.map((one) => ({ ...one, seats: null }))
    expect(show({ members, chat: 'missing', code: 'missing' })).toMatch(
      /neither seats nor who is active[\s\S]*⚠ le Chat: Mistral did not answer/,
    )
  })

  test('that few people use are not counted for those who may not see names', () => {
    const few = { chat: chatOf(people(0, 3)), code: codeOf(() => 2) }
    const shown = show(few)
    expect(shown).toMatchSnapshot()
    expect(shown).not.toMatch(/\b3\b|16%/)
    expect(show(few, decider)).toContain('November: 3 of 19 le Chat seats used (16%)')
    expect(drawSeats(report({ ...few, chatDays: chatDays(3) }), reader())).toBeUndefined()
  })

  test('that nobody uses are said to be so', () =>
    expect(show({ chat: chatOf([]), code: codeOf(() => 0) })).toMatch(
      /le Chat: 19 seats\* · nobody active\n\*Vibe Code: 5 seats\* · nobody active/,
    ))

  test('do not hide people who are active without one', () => {
    expect(show({ chat: chatOf([...people(0, 10), ...people(19, 30)]) })).toContain(
      '11 people used le Chat and have no seat for it now',
    )
  })

  test('of a product that is new are called as Mistral calls it, and escaped', () => {
    const members = twenty.map((one) => ({ ...one, seats: ['CHAT', 'NEW_<!here>_THING'] }))
    const shown = show({ members })
    expect(shown).toContain('new &lt;!here&gt; thing: 20 seats')
  })
})

test('the picture holds people a day against their seats, and leaves small days empty', () => {
  const chart = drawSeats(report(), reader())
  expect(chart?.title).toBe('November: 14 of 19 le Chat seats used (74%)')
  expect(chart?.note).toBe('Days with fewer than five people are not shown')
  const drawn = (chart?.panels ?? []).map((panel) => {
    if (panel.kind !== 'timeline') throw new Error('a timeline is wanted')
    const values = panel.series.flatMap((series) => series.values.filter((value) => value !== null))
    return [panel.heading, panel.levels?.[0]?.value, values]
  })
  expect(drawn).toEqual([
    ['le Chat', 19, days.map(() => 9)],
    ['Vibe Code', 5, [5]],
  ])
})

test('everybody who is active is counted once: with a seat, or without', () => {
  const ids = fc.uniqueArray(fc.nat({ max: 40 }))
  const given = fc.array(fc.option(fc.subarray(['CHAT', 'MISTRAL_CODE', 'NEW'])), { maxLength: 30 })
  fc.assert(
    fc.property(ids, given, (indexes, seats) => {
      const members = seats.map((held, index) => member(index, held))
      const made = report({ members, chat: chatOf(indexes.map((index) => `u${index}`)) })
      if (typeof made.chat === 'string') throw new Error('there is an answer')
      expect(made.chat.seated + made.chat.withoutSeat).toBe(indexes.length)
      const isSaid = seats.some((held) => held !== null)
      const entitled = indexes.filter((index) => (isSaid ? seats[index]?.includes('CHAT') : index < seats.length))
      expect(made.chat.seated).toBe(entitled.length)
      if (isSaid)
        expect(made.given?.reduce((sum, row) => sum + row.seats, 0)).toBe(seats.flatMap((held) => held ?? []).length)
    }),
  )
})

test('the exported lines hold what the report counts, without what few people did', () => {
  const small = { chat: chatOf(people(0, 3)), chatDays: chatDays(4), code: codeOf((index) => (index === 9 ? 5 : 3)) }
  const { period, columns, rows, notes } = tabulateSeats(report(small), reader())
  expect(period).toMatchObject({ from: '2026-11-01', to: '2026-11-18' })
  expect(columns).toEqual(['metric', 'product', 'day', 'people'])
  expect(rows).toEqual([
    ['members', null, null, 20],
    ['pending_invitations', null, null, 2],
    ['seats', 'CHAT', null, 19],
    ['seats', 'MISTRAL_CODE', null, 5],
    ['members_without_seat', null, null, 1],
    ['active_without_seat', 'CHAT', null, 0],
    ['active_a_day', 'MISTRAL_CODE', '2026-11-10', 5],
  ])
  expect(notes).toEqual(['Days with fewer than five people are not shown'])
  const all = tabulateSeats(report(small), decider)
  expect(all.rows).toContainEqual(['active_with_seat', 'CHAT', null, 3])
  expect(all.rows.filter(([metric]) => metric === 'active_a_day')).toHaveLength(36)
  expect(all.notes).toEqual([])
})
