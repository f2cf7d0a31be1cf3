import { describe, expect, test } from 'vitest'
import { loadingModal, noticeModal } from '../../../../src/chatops/modals.ts'
import type { Change } from '../../../../src/domain/limit/raise.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { lookAhead, type Outlook } from '../../../../src/features/limits/request/outlook.ts'
import { busyModal, type RequestForm, requestModal } from '../../../../src/features/limits/request/request-view.ts'
import { limitsWords } from '../../../../src/features/limits/words.ts'
import { reader } from '../../sketch.ts'
import { facts, forecastUnder, hostileTexts } from '../cards.ts'
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
    expect(show({ typed: { until: 'tomorrow', term: 'date' } })).toContain('(datepicker until) Until when? []'))
  test('asks for no date where none is needed', () => {
    for (const term of ['month', 'permanent', 'for ever'])
      expect(show({ typed: { term, until: '2026-12-15' } })).not.toContain('datepicker')
  })
  test.each(hostileTexts)('with words that mean ill: %j', (text) => {
    show({ typed: { amount: text, reason: text, term: text, until: text }, note: 'No.' })
  })
})

describe('what the forecast says of amounts', () => {
  const outlookOf = (limit: number, typed?: string, change: Change = 'raise', maxLimit?: number) =>
    lookAhead(facts({ limit: Decimal.of(limit) }), change, typed, maxLimit)
  const advise = (outlook: Outlook | undefined, typed: RequestForm['typed'] = {}) =>
    show({ typed, ...(outlook ? { outlook } : {}) })

  test('suggests the smallest round amount that holds, and fills it in', () =>
    expect(advise(outlookOf(45_000))).toMatchSnapshot())
  test('suggests nothing where the present limit holds', () => {
    const shown = advise(outlookOf(60_000))
    expect(shown).toContain('The present limit should hold: the upper end of the forecast is')
    expect(shown).toContain('New monthly limit (EUR) []')
  })
  test('suggests nothing above what is allowed', () =>
    expect(outlookOf(45_000, undefined, 'raise', 46_000)?.suggested).toBeUndefined())
  test('suggests a lower limit too, and none at all for its removal', () => {
    expect(outlookOf(90_000, undefined, 'lower')?.suggested).toEqual(outlookOf(45_000)?.suggested)
    expect(outlookOf(45_000, undefined, 'lower')?.suggested).toBeUndefined()
    expect(outlookOf(45_000, undefined, 'remove')?.suggested).toBeUndefined()
  })
  test.each([
    ['90k', '✅ €90,000 holds this month, also at the upper end of the forecast'],
    ['46 500', '⚠ €46,500 may not hold: at the upper end of the forecast API access stops ≈ <!date'],
    ['44000', '🔴 €44,000 holds until ≈ <!date'],
    ['43000', '🔴 €43,000 is used up already: API access stops at once'],
  ])('says of %j: %s', (amount, verdict) => expect(advise(outlookOf(45_000, amount), { amount })).toContain(verdict))
  test('says nothing of what is no amount, or while not all usage has a price', () => {
    expect(outlookOf(45_000, 'lots')?.weighed).toBeUndefined()
    const forecast = { ...forecastUnder(Decimal.of(45_000)), isAtLeast: true }
    expect(lookAhead(facts({ forecast }), 'raise', undefined, undefined)).toBeUndefined()
    expect(lookAhead(facts({ forecast: undefined }), 'raise', undefined, undefined)).toBeUndefined()
  })
})

test('the modals before, between and after', () => {
  const view = reader()
  expect(sketchModal(loadingModal(view, limitsWords(view).flow.requestTitle.raise))).toContain('Loading…')
  expect(sketchModal(busyModal(view))).toContain('Checking the limit…')
  expect(sketchModal(noticeModal(view, { title: 'Spending limit', text: '*Sent.*' }))).toMatchSnapshot()
})
