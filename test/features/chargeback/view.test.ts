import { describe, expect, test } from 'vitest'
import type { Assignment } from '../../../src/chatops/report/assignments.ts'
import type { View } from '../../../src/chatops/view.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Exchange } from '../../../src/domain/money/exchange.ts'
import { parsePeriod } from '../../../src/domain/time/period.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { type ChargebackSources, reportChargeback } from '../../../src/features/chargeback/report.ts'
import { renderChargeback, tabulateChargeback } from '../../../src/features/chargeback/view.ts'
import { invoice } from '../imported.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, now, unpricedIn, usage } from '../spend/sources.ts'

const english = reader({ seesNames: true, isDecider: true })
const french = reader({ seesNames: true, isDecider: true, language: 'fr', locale: 'fr-FR' })
const october = parsePeriod('last month', now)

/** Each unit costs half a euro. */
const spent = (units: number): UsageMonth =>
  usage('2026-10', units === 0 ? [] : [entry('mistral-large-latest', '2026-10-05', units)])
const place = (name: string, units: number) => ({ id: name, name, usage: spent(units) })
const assigned = (workspaceId: string, costCenter: string, owner?: string | null): Assignment => ({
  workspaceId,
  from: '2026-09',
  costCenter,
  owner: owner === undefined ? undefined : { slackId: null, name: owner },
})

const report = (change: Partial<ChargebackSources>, period = october) =>
  reportChargeback(
    { whole: spent(0), workspaces: [], assignments: [], isClosed: false, budgets: [], fetchedAt: now, ...change },
    period,
    now,
  )

const usual: Partial<ChargebackSources> = {
  whole: unpricedIn(spent(20_000), '2026-10-06', 70),
  workspaces: [
    place('Support bot', 9_000),
    place('Code assistants', 6_000),
    place('Batch', 3_000),
    { ...place('Lab', 0), usage: unpricedIn(spent(0), '2026-10-06', 70) },
    { ...place('Silent', 0), usage: undefined },
  ],
  assignments: [
    assigned('Support bot', '4711 Service', 'Sarah Okafor'),
    assigned('Lab', '4711 Service', null),
    assigned('Code assistants', '4712 R&D'),
  ],
}
const budgeted: Partial<ChargebackSources> = {
  ...usual,
  budgets: [
    { scope: 'cost-center:4711 Service', amount: Decimal.of(4_000), currency: 'EUR' },
    { scope: 'cost-center:4712 R&D', amount: Decimal.of(5_000), currency: null },
    { scope: 'Batch', amount: Decimal.of(1), currency: 'EUR' },
  ],
}
const exchange: Exchange = {
  ...{ to: 'USD', invoiced: new Map(), today: '2026-11-18' },
  days: [{ day: '2026-10-31', perEuro: { USD: Decimal.of('1.1') }, source: 'ecb' }],
}
const hostileName = '<!channel> *now* `x` <https://evil.example|bank> \u202Etxt.exe &amp;'
const hostile: Partial<ChargebackSources> = {
  whole: spent(2_000),
  workspaces: [place(hostileName, 2_000)],
  assignments: [assigned(hostileName, hostileName.slice(0, 60), '<@U0EVIL> <!here>')],
}
/** As many as an Organization may have, each with the longest names. */
const many: Partial<ChargebackSources> = {
  whole: spent(500 * 1_000_000),
  workspaces: Array.from({ length: 500 }, (_, index) => place(`${index} ${'&'.repeat(120)}`, 1_000_000)),
  assignments: Array.from({ length: 500 }, (_, index) =>
    assigned(`${index} ${'&'.repeat(120)}`, `${100 + (index % 40)} ${'<'.repeat(56)}`, `Owner ${'>'.repeat(120)}`),
  ),
}

const states: [string, Partial<ChargebackSources>][] = [
  ['empty', {}],
  ['normal', usual],
  ['closed', { ...usual, isClosed: true }],
  ['with budgets', budgeted],
  ['with hostile names', hostile],
]

describe.each<[string, View]>([
  ['English', english],
  ['French', french],
])('chargeback in %s', (_, view) => {
  test.each(states)('%s', (_, sources) => {
    expect(sketch(renderChargeback(report(sources), view))).toMatchSnapshot()
  })
})

describe('chargeback', () => {
  test('says of a month that is running that it is not over', () => {
    const running = parsePeriod('', now)
    const november = usage('2026-11', [entry('mistral-large-latest', '2026-11-05', 10)])
    expect(sketch(renderChargeback(report({ whole: november }, running), english))).toContain(
      'The month is not over yet',
    )
  })

  test.each<[string, View, string]>([
    ['English', english, 'others'],
    ['French', french, 'autres'],
  ])(
    'of very many shows fifteen cost centres and four Workspaces of each whole, and counts the others, in %s',
    (_, view, others) => {
      const shown = sketch(renderChargeback(report(many), view))
      expect(shown.match(/^\*1\d\d (&lt;){56}\* /gm)).toHaveLength(15)
      expect(shown.match(new RegExp(`^\\d+ &amp;(.* · ){4}9 ${others}$`, 'gm'))).toHaveLength(15)
      expect(shown).toContain(`\n25 ${others}\n`)
    },
  )

  test('of a closed month shows no budget: a new one would move it', () => {
    const closed = report({ ...budgeted, isClosed: true })
    expect(sketch(renderChargeback(closed, english))).not.toContain('budget')
  })

  test('shows no budget in another currency than the spend', () => {
    const dollars = budgeted.budgets?.map((budget) => ({ ...budget, currency: 'USD' })) ?? []
    expect(sketch(renderChargeback(report({ ...usual, budgets: dollars }), english))).not.toContain('budget')
  })

  test('compares a budget in another currency where amounts are converted, at a rate that is said', () => {
    const dollars = budgeted.budgets?.map((budget) => ({ ...budget, currency: 'USD' })) ?? []
    const said = sketch(renderChargeback(report({ ...usual, budgets: dollars, exchange }), english))
    expect(said).toContain('124% of the US$4,000 budget (1 EUR = 1.1 USD (ECB reference rate of 31 Oct, from ecb))')
  })

  test('of a closed month does not promise that what it is converted to stays the same', () => {
    const closed = sketch(renderChargeback(report({ ...usual, isClosed: true, exchange }), english))
    expect(closed).toContain('the amounts of this statement do not move. What they are converted to can')
    expect(sketch(renderChargeback(report({ ...usual, isClosed: true }), english))).toContain(
      'this statement does not move',
    )
  })

  test('subtracts no Workspace that is in another currency than the whole, and names it', () => {
    const foreign = { ...place('Support bot', 9_000), usage: { ...spent(9_000), currency: 'USD' } }
    const found = report({ ...usual, workspaces: [foreign, place('Batch', 4_000)] })
    const rest = found.costCenters.flatMap(({ workspaces }) => workspaces).find(({ name }) => name === null)
    expect(rest?.amount.toString()).toBe('8000')
    expect(sketch(renderChargeback(found, english))).toContain(
      'In another currency, so in none of these amounts: Support bot',
    )
  })

  test('of imported figures offers no closing: what people brought is not kept in the history', () => {
    const said = sketch(renderChargeback(report({ ...usual, origin: invoice('2026-10', 1).origin }), english))
    expect(said).toContain('Provisional: a file that is imported later can still change it')
    expect(said).not.toContain('history close')
  })

  test.each<[string, View]>([
    ['who may not see names', reader({ isDecider: true })],
    ['of a channel', reader({ isShared: true })],
  ])('names no owner to readers %s, in words or in a table', (_, view) => {
    expect(sketch(renderChargeback(report(usual), view))).not.toMatch(/Sarah|owner/)
    expect(JSON.stringify(tabulateChargeback(report(usual), view).rows)).not.toContain('Sarah')
  })

  test('offers the form to those who may fill it in, and nobody in a channel', () => {
    const offers = (view: View) => sketch(renderChargeback(report(usual), view)).includes('→ workspaces assign]')
    expect(offers(english)).toBe(true)
    expect(offers(reader({ seesNames: true }))).toBe(false)
    expect(offers(reader({ isDecider: true, isShared: true }))).toBe(false)
  })
})
