import { describe, expect, test } from 'vitest'
import { writeTable } from '../../../src/chatops/report/table.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Exchange } from '../../../src/domain/money/exchange.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import type { HistoryReport } from '../../../src/features/history/gather.ts'
import { renderProgress } from '../../../src/features/history/progress.ts'
import { tabulateHistory } from '../../../src/features/history/table.ts'
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
    expect(
      show({ differences: [{ month: '2026-09', name: null, kept: september.total, total: euros('40891.25') }] }),
    ).toContain(
      '⚠ September is closed at €40,830.25. Mistral now reports €40,891.25 (+€61.00). The closed month stays as it is',
    ))
  test('of Workspaces tells theirs as well, the largest first, and of many how many there are', () => {
    const of = (name: string | null, kept: string, total: string) => ({
      ...{ month: '2026-09' as const, name, kept: euros(kept), total: euros(total) },
    })
    const moved = [of('Batch', '10', '11.5'), of('R&D <!channel>', '500', '420')]
    const said = show({ differences: [of(null, '40830.25', '40751.75'), ...moved] })
    expect(said).toContain(
      '• R&amp;D &lt;!channel&gt;: closed at €500.00, Mistral now reports €420.00 (−€80.00)\n• Batch: closed at €10.00, Mistral now reports €11.50 (+€1.50)',
    )
    expect(show({ differences: moved })).toContain(
      '⚠ September is closed. Mistral now reports other amounts for some Workspaces. The closed month stays as it is',
    )
    const many = Array.from({ length: 8 }, (_, index) => of(`Team ${index}`, '1', `${index + 2}`))
    expect(show({ differences: many })).toMatch(/• Team 3: .*\n3 others/)
  })
  test('is a table of months, with what Mistral reports later', () => {
    const differences = [{ month: '2026-09' as const, name: null, kept: september.total, total: euros('40891.25') }]
    expect(
      writeTable(tabulateHistory(report({ differences }), decider))
        .replace('\ufeff', '')
        .split('\r\n'),
    ).toEqual([
      'month,through,state,amount,currency,reported_later,reported_currency',
      '2026-09,2026-09-30,closed,40830.25,EUR,40891.25,EUR',
      '2026-10,2026-10-31,provisional,43573.49,EUR,,',
      '2026-11,2026-11-17,running,26940.5,EUR,,',
      '',
    ])
  })
  test('of one month is a table of the sums that were known, each with its time and its worth', () => {
    const exchange: Exchange = {
      to: 'USD',
      days: [{ day: '2026-10-30', perEuro: { USD: Decimal.of('1.5') }, source: 'rates.csv' }],
      invoiced: new Map(),
      today: '2026-11-18',
    }
    const table = writeTable(tabulateHistory(report({ asked: { ...october, revisions }, exchange }), decider))
    expect(table.replace('\ufeff', '').split('\r\n')).toEqual([
      'from,to,month,known_since,known_until,reason,state,amount,currency,converted,converted_currency,rate,rate_date,rate_source',
      '2026-10-01,2026-10-31,2026-10,2026-10-02T00:20:00.000Z,2026-10-31T00:20:00.000Z,first,provisional,41000,EUR,61500,USD,1.5,2026-10-30,"ECB, rates.csv"',
      '2026-10-01,2026-10-31,2026-10,2026-10-31T00:20:00.000Z,2026-11-03T00:20:00.000Z,more days,provisional,43512.49,EUR,65268.735,USD,1.5,2026-10-30,"ECB, rates.csv"',
      '2026-10-01,2026-10-31,2026-10,2026-11-03T00:20:00.000Z,,corrected,provisional,43573.49,EUR,65360.235,USD,1.5,2026-10-30,"ECB, rates.csv"',
      '',
    ])
  })
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
