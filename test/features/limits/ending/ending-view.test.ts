import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { type EndingData, endingNotice } from '../../../../src/features/limits/ending/ending-view.ts'
import { validateBlocks } from '../../../../src/sandbox/slack/index.ts'
import { reader, sketch } from '../../sketch.ts'
import { cards } from '../cards.ts'

const { raise } = cards.applied
const untilDate = { ...raise, term: { kind: 'date', endsAt: new Date('2026-12-14T23:00:00Z') } } as const
const limitNow = { limit: Decimal.of(50_000), use: Decimal.of(1_200), currency: 'EUR' }
const ending = (change: Partial<EndingData>): EndingData => ({
  raise,
  kind: 'ended',
  limitNow,
  from: Decimal.of(50_000),
  returnsTo: Decimal.of(43_600),
  ...change,
})
const show = (change: Partial<EndingData>) => {
  const message = endingNotice(ending(change), reader())
  expect(validateBlocks(message.blocks)).toMatchObject({ ok: true })
  return sketch(message)
}

describe('a temporary limit', () => {
  test('that ends with the month', () => expect(show({ kind: 'soon' })).toMatchSnapshot())
  test('that ends on a date', () => expect(show({ kind: 'soon', raise: untilDate })).toMatchSnapshot())
  test('that ends on a date when more is used than before it', () => {
    const used = { ...limitNow, use: Decimal.of(44_000) }
    expect(show({ kind: 'soon', raise: untilDate, limitNow: used })).toContain('⚠ More than that is used')
    expect(show({ kind: 'soon', limitNow: used })).not.toContain('⚠')
  })
  test('that has ended', () => {
    const back = { ...limitNow, limit: Decimal.of(43_600) }
    expect(show({ limitNow: back })).toMatchSnapshot()
  })
  test('that has ended under another one that still runs', () => {
    const other = Decimal.of(55_000)
    expect(show({ limitNow: { ...limitNow, limit: other }, from: other, returnsTo: other })).toMatchSnapshot()
  })
  test('that stays, since going back would cut everybody off', () =>
    expect(
      show({ kind: 'stays', raise: untilDate, limitNow: { ...limitNow, use: Decimal.of(43_500) } }),
    ).toMatchSnapshot())
  test('that is left alone, since somebody changed the limit', () => {
    const foreign = Decimal.of(60_000)
    expect(
      show({ kind: 'left', limitNow: { ...limitNow, limit: foreign }, from: foreign, returnsTo: foreign }),
    ).toMatchSnapshot()
  })
  test('that returns to no limit', () => expect(show({ returnsTo: 'unlimited' })).toContain('€50,000 → no limit'))
})

test('keeping and trying later are offered where there is a choice', () => {
  const idsOf = (kind: EndingData['kind']) =>
    endingNotice(ending({ kind }), reader()).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [],
    )
  expect(idsOf('soon')).toEqual(['limits.keep'])
  expect(idsOf('stays')).toEqual(['limits.keep', 'limits.try-later'])
  expect(idsOf('ended')).toEqual([])
  expect(idsOf('left')).toEqual([])
})
