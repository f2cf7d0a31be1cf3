import { describe, expect, test } from 'vitest'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import type { ActivityReport } from '../../../src/features/activity/gather.ts'
import { tabulateActivity } from '../../../src/features/activity/table.ts'
import { renderActivity } from '../../../src/features/activity/view.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const period = parsePeriod('', now)

const report = (change: Partial<ActivityReport> = {}): ActivityReport => ({
  period,
  comparison: comparisonFor(period),
  by: 'day',
  now,
  fetchedAt: now,
  buckets: [
    { from: new Date('2026-11-02T00:00:00Z'), messages: 120, users: 12 },
    { from: new Date('2026-11-03T00:00:00Z'), messages: 90, users: 9 },
  ],
  hidden: 1,
  messages: 215,
  users: 14,
  compared: { now: 210, before: 200 },
  comparedUsers: { now: 14, before: 16 },
  beginsOn: undefined,
  unreadable: 0,
  ...change,
})
const show = (change: Partial<ActivityReport> = {}) => sketch(renderActivity(report(change), reader()))

describe('activity', () => {
  test('is compared with the same days of the month before: messages and people', () =>
    expect(show()).toMatchSnapshot())
  test('that is new says that there was none', () =>
    expect(show({ compared: { now: 210, before: 0 }, comparedUsers: undefined })).toContain('Nothing on 1–17 Oct'))
  test('of none', () => expect(show({ buckets: [], hidden: 0, messages: 0, users: 0 })).toMatchSnapshot())

  test('is a table of steps, and says how many are left out', () => {
    const { rows, notes } = tabulateActivity(report(), reader())
    expect(rows).toEqual([
      ['day', '2026-11-02T00:00:00.000Z', 120, 12],
      ['day', '2026-11-03T00:00:00.000Z', 90, 9],
    ])
    expect(notes).toEqual(['1 step with fewer than five people is not shown'])
  })
})
