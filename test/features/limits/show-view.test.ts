import { describe, expect, test } from 'vitest'
import type { View } from '../../../src/chatops/view.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import { type LimitsData, renderLimits } from '../../../src/features/limits/show-view.ts'
import type { LimitFacts } from '../../../src/features/limits/store/types.ts'
import { reader, sketch } from '../sketch.ts'
import { approval, card, cards, claire, facts, forecastUnder, hostileTexts } from './cards.ts'

const show = (data: Partial<LimitsData> = {}, view: Partial<View> = {}) =>
  sketch(
    renderLimits(
      {
        facts: facts(),
        raise: undefined,
        temporaries: [],
        mayWrite: true,
        readerSlackId: 'UREADER',
        canAsk: true,
        ...data,
      },
      reader(view),
    ),
  )
const showFacts = (change: Partial<LimitFacts>) => show({ facts: facts(change) })
const roomy = { limit: Decimal.of(60_000), forecast: forecastUnder(Decimal.of(60_000)) }

describe('the limit', () => {
  test('that will be reached', () => expect(show()).toMatchSnapshot())
  test('that should hold', () => expect(showFacts(roomy)).toMatchSnapshot())
  test('that it may touch', () => {
    const limit = Decimal.of(47_000)
    expect(showFacts({ limit, forecast: forecastUnder(limit) })).toContain(
      'Landing at €46,100 (44,900–47,300): it may reach the limit',
    )
  })
  test('that is reached', () => expect(showFacts({ isReached: true, use: Decimal.of(43_610) })).toMatchSnapshot())
  test('that is reached while Mistral gives no numbers', () =>
    expect(showFacts({ isReached: true, use: undefined, limit: undefined })).toContain('🔴 *API access is suspended*'))
  test('that does not exist', () =>
    expect(showFacts({ limit: 'unlimited', forecast: forecastUnder('unlimited') })).toMatchSnapshot())
  test('that Mistral does not say', () =>
    expect(showFacts({ limit: undefined })).toContain('*€43,180 used; Mistral does not say what the limit is*'))
  test('of which Mistral does not say how much is used', () =>
    expect(showFacts({ ...roomy, use: undefined })).toContain('*Limit: €60,000; Mistral does not say'))
  test('while the last payment failed, with the page to pay on for those who can', () => {
    const unpaid = { facts: facts({ ...roomy, hasPaymentFailed: true }) }
    expect(show(unpaid, { isDecider: true })).toMatchSnapshot()
    expect(show(unpaid)).toContain('⚠ *The last payment to Mistral failed*')
    expect(show(unpaid)).not.toContain('Admin Panel')
    expect(show(unpaid, { isDecider: true, isShared: true })).not.toContain('Admin Panel')
    expect(show({}, { isDecider: true })).not.toMatch(/payment|Admin Panel/)
  })
  test('too early in the month', () => expect(showFacts({ forecast: undefined })).toContain('No forecast: too little'))
  test('in an unknown currency', () => {
    const shown = showFacts({ ...roomy, currency: null })
    expect(shown).toContain('*43,180 of 60,000 used (72%)*')
    expect(shown).toContain('⚠ Mistral does not say in which currency')
  })
  test('in another currency than the spend keeps its own, and is not held against it', () => {
    const shown = showFacts({ ...roomy, currency: 'CHF' })
    expect(shown).toMatch(/CHF\s43,180 of CHF\s60,000 used/)
    expect(shown).toContain('€46,100 (44,900–47,300): the limit is in another currency')
    expect(shown).not.toContain('should hold')
  })
  test('beside our own sum, and what the difference may be', () => {
    const beside = (computed: LimitFacts['computed'] & object, change: Partial<LimitFacts> = {}) =>
      showFacts({ ...roomy, ...change, computed })
    const sum = (amount: number, isAtLeast = false, currency = 'EUR') => ({
      spent: inCurrency(Decimal.of(amount), currency),
      isAtLeast,
    })
    expect(beside(sum(43_000))).toContain('Usage and prices come to €43,000, within 1% of Mistral’s counter')
    expect(beside(sum(40_000))).toMatchSnapshot()
    expect(beside(sum(40_000, true))).toContain('€3,180 less than Mistral’s counter: some usage has no price')
    expect(beside(sum(45_000))).toContain('€1,820 more than Mistral’s counter. It can lag')
    expect(beside(sum(40_000), { currency: 'CHF' })).toContain('in another currency than Mistral’s counter')
    expect(beside(sum(40_000), { use: undefined })).not.toContain('Usage and prices')
    expect(showFacts(roomy)).not.toContain('Usage and prices')
  })
  test('with the use of caps, the nearest to its end first', () => {
    const euros = (amount: number) => inCurrency(Decimal.of(amount), 'EUR')
    const cap = (workspace: string, of: number, used?: number, isAtLeast = false) => ({
      workspace,
      cap: euros(of),
      ...(used === undefined ? {} : { use: { used: euros(used), cap: euros(of), share: used / of, isAtLeast } }),
    })
    const caps = [cap('Silent', 9_000), cap('Code', 12_000, 6_000), cap('Data', 8_000, 7_600, true), cap('R&D', 5, 1)]
    expect(showFacts({ ...roomy, caps })).toContain(
      'Workspace caps: Data ≥ €7,600 of €8,000 (≥ 95%) · Code €6,000 of €12,000 (50%) · R&amp;D €1.00 of €5.00 (20%) · 1 other',
    )
  })
  test('beside a cap in another currency', () => {
    const caps = [{ workspace: 'Support-bot', cap: inCurrency(Decimal.of(90_000), 'CHF') }]
    expect(showFacts({ ...roomy, caps })).toMatch(/Workspace caps: Support-bot CHF\s90,000/)
  })
  test('of which the usage has gaps is promised nothing', () => {
    const forecast = { ...forecastUnder(Decimal.of(60_000)), isAtLeast: true }
    const shown = showFacts({ ...roomy, forecast })
    expect(shown).toContain(
      '€46,100 or more, because some usage has no price or could not be read: I cannot say whether',
    )
  })
  test('with cents, should Mistral ever state them', () =>
    expect(showFacts({ ...roomy, limit: Decimal.of('60000.50') })).toContain('€60,000.50'))
  test('with many caps below it names three', () => {
    const caps = [1, 2, 3, 4, 5].map((cap) => ({
      workspace: `Team ${cap}`,
      cap: inCurrency(Decimal.of(cap * 1_000), 'EUR'),
    }))
    expect(showFacts({ caps })).toContain('Workspace caps: Team 5 €5,000 · Team 4 €4,000 · Team 3 €3,000 · 2 others')
  })
  test.each(hostileTexts)('beside names that mean ill: %j', (text) => {
    showFacts({ driver: { name: text, share: 1 }, caps: [{ workspace: text, cap: inCurrency(Decimal.of(5), 'EUR') }] })
  })
})

describe('temporary limits', () => {
  test('say when they end, and where the limit goes', () =>
    expect(
      show({
        temporaries: [
          { amount: Decimal.of(50_000), endsAt: 'counterReset', raiseId: 'r-1' },
          { amount: Decimal.of(48_000), endsAt: new Date('2026-12-14T23:00:00Z'), raiseId: 'r-2' },
        ],
        returnsTo: Decimal.of(45_000),
      }),
    ).toMatchSnapshot())
})

describe('an open request', () => {
  const raise = card({}, { approvals: [approval(claire)], approvalsNeeded: 2, deciders: ['UMARC'] })
  test('says who asks and who can decide', () => expect(show({ raise }, { seesNames: true })).toMatchSnapshot())
  test('does not say who asks where names are private', () => {
    const shown = show({ raise })
    expect(shown).toContain('from a colleague')
    expect(shown).not.toContain('USARAH')
  })
  test('is the reader’s own in a private answer, and nobody’s in a shared one, which calls nobody either', () => {
    const own = { raise, readerSlackId: 'USARAH' }
    expect(show(own)).toContain('from you')
    const shared = show(own, { isShared: true })
    expect(shared).toMatch(/from a colleague\nopen until/)
    expect(shared).not.toContain('<@')
  })
  test('that is being set', () => expect(show({ raise: cards.applying })).toContain('⏳ *Being set: €43,600'))
})

describe('buttons', () => {
  const buttons = (shown: string) => shown.split('\n').find((line) => line.startsWith('[')) ?? ''
  test('a raise for whoever may ask', () => expect(buttons(show())).toBe('[Ask for a raise → limits raise]'))
  test('everything for those who decide', () => expect(buttons(show({}, { isDecider: true }))).toMatchSnapshot())
  test('a first limit, where there is none', () =>
    expect(buttons(showFacts({ limit: 'unlimited' }))).toBe('[Set an amount → limits set]'))
  test('none for guests, and none in a channel', () => {
    expect(buttons(show({ canAsk: false }))).toBe('')
    expect(buttons(show({}, { isShared: true }))).toBe('')
  })
  test('say so where I may not change the limit', () => expect(show({ mayWrite: false })).toContain('set by hand'))
})

test('a budget in another currency is compared as everywhere, where amounts are converted', () => {
  const exchange = {
    ...{ to: 'USD', invoiced: new Map(), today: '2026-11-18' as const },
    days: [{ day: '2026-11-18' as const, perEuro: { USD: Decimal.of('1.1') }, source: 'ecb' }],
  }
  const budget = { scope: 'organization', amount: Decimal.of(95_000), currency: 'USD' }
  expect(show({ budget, exchange })).toContain('Budget: 50% of US$95,000 used: €43,180.00 at 1 EUR = 1.1 USD')
  expect(show({ budget })).toContain('in another currency, so I cannot compare them')
})
