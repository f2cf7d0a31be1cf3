import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import {
  busyModal,
  loadingModal,
  noticeModal,
  type RequestForm,
  requestModal,
} from '../../../../src/features/limits/request/request-view.ts'
import { limitsWords } from '../../../../src/features/limits/words.ts'
import { reader } from '../../sketch.ts'
import { forecastUnder, hostileTexts } from '../cards.ts'
import { sketchModal } from '../modals.ts'

const figures = { limit: Decimal.of(45_000), use: Decimal.of(26_940), currency: 'EUR' }
const show = (change: Partial<RequestForm> = {}) =>
  sketchModal(
    requestModal({ draftId: 'd-1', change: 'raise', figures, typed: {}, openRaise: undefined, ...change }, reader()),
  )

describe('the modal that asks', () => {
  test('for a raise, this month only unless told otherwise', () => expect(show()).toMatchSnapshot())
  test('for a lower limit', () => expect(show({ change: 'lower' })).toMatchSnapshot())
  test('for another limit', () => expect(show({ change: 'set' })).toContain('lock screen: Set the limit'))
  test('for no limit, which takes no amount', () => expect(show({ change: 'remove' })).toMatchSnapshot())
  test('when the limit will be reached', () =>
    expect(show({ figures: { ...figures, forecast: forecastUnder(Decimal.of(43_600)) } })).toContain(
      '🔴 *API stops ≈ <!date',
    ))
  test('whoever may not see figures', () => {
    const shown = show({ figures: undefined })
    expect(shown).toContain('You can ask without seeing the figures')
    expect(shown).not.toContain('45,000')
  })
  test('in an unknown currency', () =>
    expect(show({ figures: { ...figures, currency: null } })).toContain('⚠ Mistral does not say in which currency'))
  test('when Mistral says neither limit nor use', () =>
    expect(show({ figures: { ...figures, limit: undefined, use: undefined } })).toContain(
      'Mistral says neither the limit nor how much of it is used',
    ))
  test('when there is no limit', () =>
    expect(show({ change: 'set', figures: { ...figures, limit: 'unlimited' } })).toContain('€26,940 used, no limit'))
  test('with a request open, and what was typed before an error', () =>
    expect(
      show({
        openRaise: { target: Decimal.of(50_000) },
        note: 'That is the present limit already.',
        typed: { amount: '€45 000', reason: 'More customers.', term: 'date', until: '2026-12-15' },
      }),
    ).toMatchSnapshot())
  test('with a date that is none', () =>
    expect(show({ typed: { until: 'tomorrow', term: 'for ever' } })).toContain(
      '(datepicker until, optional) Until when? []',
    ))
  test.each(hostileTexts)('with words that mean ill: %j', (text) => {
    show({ typed: { amount: text, reason: text, term: text, until: text }, note: 'No.' })
  })
})

test('the modals before, between and after', () => {
  const view = reader()
  expect(sketchModal(loadingModal(view, limitsWords(view).flow.requestTitle.raise))).toContain('Loading…')
  expect(sketchModal(busyModal(view))).toContain('Checking the limit…')
  expect(sketchModal(noticeModal(view, { title: 'Spending limit', text: '*Sent.*' }))).toMatchSnapshot()
})
