import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import type { HistoryReport } from '../../../src/features/history/gather.ts'
import { renderProgress } from '../../../src/features/history/progress.ts'
import { renderHistory } from '../../../src/features/history/view.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const euros = (amount: string) => inCurrency(Decimal.of(amount), 'EUR')
const month = (name: '2026-09' | '2026-10', amount: string) => ({
  month: name,
  through: name === '2026-09' ? ('2026-09-30' as const) : ('2026-10-31' as const),
  firstAt: new Date(`${name}-02T00:20:00Z`),
  total: euros(amount),
})
const running = { month: '2026-11', through: '2026-11-17', firstAt: now, total: euros('26940.5') } as const
const september = month('2026-09', '40830.25')
const october = month('2026-10', '43573.49')

const report = (change: Partial<HistoryReport> = {}): HistoryReport => ({
  ...{ now, isOff: false, gaps: 0, asked: undefined, closable: '2026-10' as const, differences: [] },
  months: [september, october, running],
  closings: [{ month: '2026-09', closedAt: now, closedBy: 'person-1', total: september.total }],
  ...change,
})
const decider = reader({ isDecider: true })
const show = (change: Partial<HistoryReport> = {}, view = decider) => sketch(renderHistory(report(change), view))
const revisions = [
  { month: '2026-10', at: new Date('2026-10-31T00:20:00Z'), isCorrection: false, before: euros('41000') },
  { month: '2026-10', at: new Date('2026-11-03T00:20:00Z'), isCorrection: true, before: euros('43512.49') },
] as const

describe('the history', () => {
  test('with a month closed, one provisional and one running', () => expect(show()).toMatchSnapshot())
  test('in French', () =>
    expect(show({ gaps: 3 }, reader({ language: 'fr', locale: 'fr-FR', isDecider: true }))).toMatchSnapshot())
  test('of one month says what was known when', () =>
    expect(show({ asked: { ...october, revisions } })).toMatchSnapshot())
  test('of one month in French', () =>
    expect(show({ asked: { ...october, revisions } }, reader({ language: 'fr', locale: 'fr-FR' }))).toMatchSnapshot())
  test('of a month that was never corrected', () =>
    expect(show({ asked: { ...october, revisions: [] } })).toContain('since 2 Oct  *€43,573.49*, never corrected'))
  test('of a closed month that Mistral counts differently tells the difference', () =>
    expect(show({ differences: [{ month: '2026-09', kept: september.total, now: euros('40891.25') }] })).toContain(
      '⚠ September is closed at €40,830.25. Mistral reports €40,891.25 by now (+€61.00). The closed month stays as it is',
    ))
  test('with gaps, and without an answer about Workspaces', () => {
    expect(show({ gaps: 1 })).toContain('⚠ 1 month of a Workspace is still missing')
    expect(show({ gaps: undefined })).toContain('⚠ Mistral could not be asked which Workspaces there are')
  })
  test('offers closing to those who may, and in no channel', () => {
    expect(show()).toContain('[Close October… → history close 2026-10]')
    expect(show({ asked: { ...september, revisions: [] } })).not.toContain('→')
    expect(show({}, reader())).not.toContain('→')
    expect(show({}, reader({ isDecider: true, isShared: true }))).not.toContain('→')
  })
  test('that is empty says why', () => {
    expect(show({ months: [] })).toContain('Look again in a few minutes')
    expect(show({ months: [], isOff: true })).toContain('`HISTORY_MONTHS`')
  })
})

test('how far the first reading is, and that it is complete', () => {
  const say = (done: number, view = reader()) =>
    sketch(renderProgress({ reads: [], done, of: 48, first: '2025-12' }, now, view))
  expect(say(12)).toContain('25% done')
  expect(say(48)).toContain('✅ The usage history is complete, from December 2025 on.')
  expect(say(48, reader({ language: 'fr', locale: 'fr-FR' }))).toContain('(depuis décembre 2025)')
})
