import { describe, expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import {
  findBeginning,
  firstChatDay,
  readWindows,
  sayCountChange,
  sayDifference,
} from '../../../src/chatops/report/activity.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { comparisonFor, parsePeriod } from '../../../src/domain/time/period.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'
import { reader } from '../../features/sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const period = parsePeriod('', now)
const comparison = comparisonFor(period)
const fetched = <Value>(value: Value) => ({ value, fetchedAt: now })

/** Mistral's activity over time, of which nothing else is known. */
function telling(...days: [from: string, messages: number][]) {
  const asked: { from: Date; to: Date; granularity: string }[] = []
  const activityOverTime = async (window: (typeof asked)[number]) => {
    asked.push(window)
    const rows = days.map(([from, messages]) => ({ from: new Date(`${from}T00:00:00Z`), messages }))
    return fetched({ rows, unreadable: 0 })
  }
  return { context: { mistral: { activityOverTime } } as unknown as ReadContext, asked }
}

const beginning = (...days: [string, number][]) => findBeginning(comparison, firstChatDay(telling(...days).context))

describe('the earlier days of a comparison', () => {
  test.each([
    ['have data from their beginning on', [['2026-10-01', 5]], undefined],
    ['begin with a quiet weekend', [['2026-10-04', 5]], undefined],
    [
      'begin too late',
      [
        ['2026-10-09', 0],
        ['2026-10-12', 5],
      ],
      '2026-10-12',
    ],
    [
      'begin quietly, and there is older data',
      [
        ['2026-09-20', 3],
        ['2026-10-12', 5],
      ],
      undefined,
    ],
    ['have no data', [], undefined],
  ] as [string, [string, number][], Day | undefined][])('%s', async (_, days, expected) => {
    expect(await beginning(...days)).toBe(expected)
  })

  test('are asked about by the day, with the weeks before them, and by the month where they are many', async () => {
    const month = telling()
    await findBeginning(comparison, firstChatDay(month.context))
    expect(month.asked).toMatchObject([{ granularity: 'day', from: new Date('2026-08-27T00:00:00Z') }])
    const year = telling()
    await findBeginning(comparisonFor(parsePeriod('ytd', now)), firstChatDay(year.context))
    expect(year.asked).toMatchObject([{ granularity: 'month' }])
  })

  test('are compared where Mistral does not say when they begin', async () => {
    const failing = async () => Promise.reject(new UpstreamError('mistral', 'notOffered', 'GET /analytics'))
    expect(await findBeginning(comparison, failing)).toBeUndefined()
    expect(await findBeginning(undefined, failing)).toBeUndefined()
  })

  test('that begin too late are not compared, and it is said', async () => {
    const windows = await readWindows(
      { period, comparison },
      async () => fetched(7),
      async () => '2026-10-12',
    )
    expect(windows).toMatchObject({ all: 7, compared: undefined, before: undefined, beginsOn: '2026-10-12' })
    expect(sayCountChange(undefined, { period, comparison, now, beginsOn: windows.beginsOn }, reader())).toBe(
      'No comparison with 1–17 Oct: the data begins on 12 Oct',
    )
  })
})

describe('a change', () => {
  const days = { period, comparison, now, beginsOn: undefined }
  test.each([
    [{ now: 112, before: 100 }, '+12% (+12) on 1–17 Oct, whole days'],
    [{ now: 1, before: 1_000 }, '−100% (−999) on 1–17 Oct, whole days'],
    [{ now: 5, before: 5 }, 'The same as 1–17 Oct'],
    [{ now: 5, before: 0 }, 'Nothing on 1–17 Oct'],
    [{ now: 0, before: 0 }, ''],
  ])('of %j', (counts, said) => expect(sayCountChange(counts, days, reader())).toBe(said))

  test('of a row is short, and nothing where nothing changed or nothing was before', () => {
    expect(sayDifference({ now: 50, before: 100 }, reader())).toBe('−50% (−50)')
    for (const counts of [{ now: 5, before: 0 }, { now: 5, before: 5 }, undefined])
      expect(sayDifference(counts, reader())).toBe('')
  })
})
