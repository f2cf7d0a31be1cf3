import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { type AlertData, renderAlert, staleNotice } from '../../../../src/features/limits/alert/alert-view.ts'
import type { Burst } from '../../../../src/features/limits/alert/bursts.ts'
import { reader, sketch } from '../../sketch.ts'
import { facts, now } from '../cards.ts'

const stopsAt = new Date('2026-11-20T20:40:00Z')
const burst = (change: Partial<Burst> = {}): Burst => ({
  ...{ id: 'b-1', limit: '45000', isSuspended: false, isOver: false, taken: undefined, shown: null, driver: undefined },
  ...change,
})

const alert = (change: Partial<AlertData> = {}): AlertData => ({
  facts: facts({ limit: Decimal.of(45_000) }),
  pace: { perHour: 612, minutes: 35, stopsAt },
  signals: { level: 95, stopsAt, isUrgent: true, isSuspended: false },
  burst: burst(),
  deciders: ['UCLAIRE', 'UMARC'],
  ...change,
})

const calm = { level: 95, stopsAt: undefined, isUrgent: false, isSuspended: false }
const suspended = { ...calm, level: 100, isSuspended: true }
const taken = { slackId: 'UCLAIRE', at: now }

describe('an alert', () => {
  test.each<[string, AlertData]>([
    ['a level, in time', alert({ signals: calm, burst: undefined, deciders: [] })],
    ['a date of the forecast', alert({ signals: { ...calm, stopsAt }, burst: undefined, deciders: [] })],
    ['a burst', alert()],
    ['a burst that somebody is on', alert({ burst: burst({ taken }) })],
    ['a burst that somebody was on who was erased', alert({ burst: burst({ taken: { ...taken, slackId: null } }) })],
    ['a burst and nobody who decides', alert({ deciders: [] })],
    [
      'a suspension',
      alert({ signals: suspended, facts: facts({ isReached: true, forecast: undefined }), burst: burst() }),
    ],
    [
      'a payment that failed',
      alert({
        signals: calm,
        facts: facts({ hasPaymentFailed: true, forecast: undefined }),
        burst: undefined,
        deciders: [],
      }),
    ],
    [
      'a suspension after a payment that failed',
      alert({ signals: suspended, facts: facts({ isReached: true, hasPaymentFailed: true, forecast: undefined }) }),
    ],
    ['a burst that is over', alert({ signals: calm, burst: burst({ isOver: true, taken }), deciders: [] })],
    [
      'a burst that another limit ended',
      alert({
        ...{ signals: calm, burst: burst({ isOver: true }), deciders: [] },
        facts: facts({ limit: Decimal.of(60_000) }),
      }),
    ],
    [
      'a driver with a hostile name',
      alert({ facts: facts({ driver: { name: '<!channel> *Bot*', share: 0.4 } }), burst: undefined }),
    ],
  ])('of %s', (_state, data) => {
    expect(sketch(renderAlert(data, reader({ isShared: true })))).toMatchSnapshot()
  })

  test('that nobody watches', () => {
    expect(sketch(staleNotice(now, reader({ isShared: true })))).toMatchSnapshot()
  })
})

describe('in French', () => {
  const french = reader({ language: 'fr', locale: 'fr-FR' })
  test.each<[string, AlertData]>([
    ['a level, in time', alert({ signals: calm, burst: undefined, deciders: [] })],
    ['a burst that somebody is on', alert({ burst: burst({ taken }) })],
    [
      'a suspension after a payment that failed',
      alert({ signals: suspended, facts: facts({ isReached: true, hasPaymentFailed: true, forecast: undefined }) }),
    ],
    ['a burst that is over', alert({ signals: calm, burst: burst({ isOver: true, taken }), deciders: [] })],
  ])('%s', (_state, data) => expect(sketch(renderAlert(data, french))).toMatchSnapshot())
})
