import { describe, expect, test } from 'vitest'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import type { VibeReport } from '../../../src/features/vibe/report.ts'
import { tabulateVibe } from '../../../src/features/vibe/table.ts'
import { renderVibe } from '../../../src/features/vibe/view.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const period = parsePeriod('', now)

const report = (change: Partial<VibeReport> = {}): VibeReport => ({
  period,
  comparison: comparisonFor(period),
  now,
  fetchedAt: now,
  sessions: { total: 100, cli: 60, acp: 30, programmatic: 8 },
  compared: { now: 95, before: 100 },
  beginsOn: undefined,
  changes: {
    prompts: { now: 900, before: 600 },
    toolCalls: { now: 2_000, before: 2_000 },
    hours: { now: 40, before: 50 },
  },
  prompts: 1_000,
  mostUsers: 12,
  tokens: [{ model: 'Devstral Medium', input: 1_000_000, output: 20_000, cached: 300_000 }],
  toolCalls: { total: 2_100, failed: 60 },
  hours: 41.5,
  edits: { total: 400, accepted: 100 },
  lines: { inserted: 70, deleted: 30 },
  days: [{ day: '2026-11-02', bySurface: { cli: 40, acp: 20, programmatic: 5 }, users: 12 }],
  hiddenDays: 1,
  unreadable: 0,
  ...change,
})
const show = (change: Partial<VibeReport> = {}) => sketch(renderVibe(report(change), reader()))

/** The values of a metric that stand for the whole period, added up. */
const sumOf = (metric: string) =>
  tabulateVibe(report(), reader())
    .rows.filter(([name]) => name === metric)
    .reduce((sum, row) => sum + Number(row[3]), 0)

describe('vibe', () => {
  test('is compared with the same days of the month before, each count by itself', () =>
    expect(show()).toMatchSnapshot())

  test('of a dialect that says less is compared in what it says', () => {
    const less = { prompts: undefined, toolCalls: undefined, hours: undefined }
    const shown = show({ ...less, changes: less })
    expect(shown).toContain('−5% (−5) on 1–17 Oct, whole days\n')
    expect(shown).not.toMatch(/Prompts|Tool calls|Hours/)
  })

  test('of none', () => expect(show({ sessions: undefined, edits: undefined })).toMatchSnapshot())

  test('of fewer than five people a day has no numbers, in words or in a table', () => {
    expect(show({ mostUsers: 4 })).toMatchSnapshot()
    expect(tabulateVibe(report({ mostUsers: 4 }), reader()).rows).toEqual([])
  })

  /** 400 models with the longest and most hostile names, and numbers that nobody has. */
  test.each([
    ['English', reader()],
    ['French', reader({ language: 'fr', locale: 'fr-FR' })],
  ])('of very much is short enough for Slack, in %s', (_, view) => {
    const most = 9_007_199_254_740_991
    const compared = { now: most, before: 1 }
    const tokens = Array.from({ length: 400 }, (_, index) => ({
      model: `<!channel> ${'&'.repeat(200)} ${index}`,
      ...{ input: most, output: most, cached: most },
    }))
    const long = report({
      ...{ sessions: { total: most, cli: most, acp: most, programmatic: most }, compared, prompts: most, tokens },
      ...{ changes: { prompts: compared, toolCalls: compared, hours: compared }, mostUsers: most, hours: most },
      ...{ toolCalls: { total: most, failed: most }, edits: { total: most, accepted: most } },
      ...{ lines: { inserted: most, deleted: most }, hiddenDays: 366, unreadable: most },
    })
    const shown = sketch(renderVibe(long, view))
    expect(shown).toMatchSnapshot()
    expect(shown.match(/&lt;!channel&gt;/g)).toHaveLength(4)
    expect(shown).toContain(view.language === 'fr' ? '396 autres' : '396 others')
  })

  test('is a table whose parts add up, and says what is left out', () => {
    expect(sumOf('sessions')).toBe(100)
    expect(sumOf('tool_calls')).toBe(2_100)
    expect(sumOf('edit_suggestions')).toBe(400)
    expect(sumOf('hours')).toBe(41.5)
    expect(sumOf('sessions_a_day')).toBe(65)
    expect(tabulateVibe(report(), reader()).notes).toEqual(['1 day with fewer than five people is not shown'])
  })
})
