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

  /** Five years by the month, and numbers that nobody has. */
  test.each([
    ['English', reader()],
    ['French', reader({ language: 'fr', locale: 'fr-FR' })],
  ])('of very much is short enough for Slack, in %s', (_, view) => {
    const most = 9_007_199_254_740_991
    const compared = { now: most, before: 1 }
    const steps = Array.from({ length: 60 }, (_, index) => ({
      from: new Date(Date.UTC(2021, 11 + index, 1)),
      ...{ messages: most, users: most },
    }))
    const shown = sketch(
      renderActivity(
        report({
          ...{ period: parsePeriod('2021-12..2026-11', now), by: 'month', buckets: steps },
          ...{ hidden: 9_999, messages: most, users: most, compared, comparedUsers: compared, unreadable: most },
        }),
        view,
      ),
    )
    expect(shown).toMatchSnapshot()
    // Five years have too many days and weeks: no button leads to a refusal.
    expect(shown).not.toMatch(/ by (day|week)\]/)
    // However many the steps are, one of them is named.
    expect(shown).not.toMatch(/202[2-5]/)
  })

  test('is a table of steps, and says how many are left out', () => {
    const { rows, notes } = tabulateActivity(report(), reader())
    expect(rows).toEqual([
      ['day', '2026-11-02T00:00:00.000Z', 120, 12],
      ['day', '2026-11-03T00:00:00.000Z', 90, 9],
    ])
    expect(notes).toEqual(['1 step with fewer than five people is not shown'])
  })
})
