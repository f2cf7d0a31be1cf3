import { describe, expect, test } from 'vitest'
import type { Core } from '../../../../src/chatops/context.ts'
import type { Form } from '../../../../src/chatops/contract.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { approveForm, denyForm } from '../../../../src/features/limits/decision/decide.ts'
import { approveModal, denyModal, settledModal } from '../../../../src/features/limits/decision/decide-view.ts'
import type { CardData } from '../../../../src/features/limits/store/types.ts'
import type { SubmissionInput } from '../../../../src/slack/interactions.ts'
import { reader } from '../../sketch.ts'
import { approval, card, cards, claire, facts, forecastUnder, hostileTexts, states } from '../cards.ts'
import { sketchModal } from '../modals.ts'

const approve = (data: CardData) => sketchModal(approveModal({ reviewId: 'v-1', card: data }, reader()))
const deny = (data: CardData) => sketchModal(denyModal({ reviewId: 'v-1', card: data }, reader()))

describe('the modal to approve', () => {
  test('shows the state as it is now', () => expect(approve(card())).toMatchSnapshot())
  test('says how many are still needed afterwards', () =>
    expect(approve(card({}, { approvalsNeeded: 3 }))).toContain('After yours, 2 more approvals are needed.'))
  test('as the second of two, names the first', () =>
    expect(approve(card({}, { approvalsNeeded: 2, approvals: [approval(claire)] }))).toMatchSnapshot())
  test('says first when it suspends everybody', () => {
    const target = Decimal.of(20_000)
    const shown = approve(card({ change: 'lower', target }, { suspendsNow: true, forecastWith: forecastUnder(target) }))
    expect(shown).toMatchSnapshot()
    expect(shown.indexOf('This suspends API access now')).toBeLessThan(shown.indexOf('Batch looped'))
  })
  test('asks about the limit that is there now, and says that it was another one', () => {
    const shown = approve(card({}, { facts: facts({ limit: Decimal.of(44_000) }) }))
    expect(shown).toContain('*€44,000 → €50,000, November only?*')
    expect(shown).toContain('Now: €43,180 of €44,000 used (98%)\nThe limit was €43,600 when this was asked for')
  })
})

test('the modal to deny wants a reason', () => {
  const shown = deny(card())
  expect(shown).toMatchSnapshot()
  expect(shown).toContain('(plain_text_input reason) Reason')
})

describe('a click on what is settled', () => {
  for (const state of states)
    test(state, () => expect(sketchModal(settledModal(cards[state], reader()))).toMatchSnapshot())
  test('shows no figures to whoever may not see them', () =>
    expect(sketchModal(settledModal(cards.applied, reader(), false))).not.toContain('43,600'))
})

test.each(hostileTexts)('words that mean ill: %j', (text) => {
  const data = card({ reason: text }, { approvals: [approval(claire, { note: text })], approvalsNeeded: 2 })
  approve(data)
  deny(data)
  sketchModal(settledModal({ ...cards.denied, raise: { ...cards.denied.raise, reason: text } }, reader()))
})

describe('what was typed is measured on the server as well', () => {
  const check = (form: Form, values: Readonly<Record<string, string>>) =>
    form.check?.({} as Core, { values } as unknown as SubmissionInput, reader())
  const tooLong = 'Keep it under 300 characters.'

  test('a note', async () => {
    expect(await check(approveForm, { note: 'x'.repeat(301) })).toEqual({ note: tooLong })
    expect(await check(approveForm, { note: 'x'.repeat(300) })).toBeUndefined()
  })

  test('a reason', async () => {
    expect(await check(denyForm, { reason: 'x'.repeat(301) })).toEqual({ reason: tooLong })
    expect(await check(denyForm, { reason: ' ' })).toHaveProperty('reason')
  })
})
