import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Budget, sayBudget, scopeOfCostCenter, shareOfBudget } from '../../../src/chatops/report/budgets.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Exchange } from '../../../src/domain/money/exchange.ts'
import { inCurrency } from '../../../src/domain/money/money.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { organizationScope } from '../../../src/domain/usage/usage.ts'
import { drawBudgets } from '../../../src/features/budget/chart.ts'
import { removeModal, setModal } from '../../../src/features/budget/form-view.ts'
import { type BudgetReport, reportBudgets } from '../../../src/features/budget/report.ts'
import { tabulateBudgets } from '../../../src/features/budget/table.ts'
import { renderBudgets } from '../../../src/features/budget/view.ts'
import { priceUsage } from '../../../src/mistral/pricing/price-usage.ts'
import { validateView } from '../../../src/sandbox/slack/index.ts'
import { usageFile } from '../imported.ts'
import { reader, sketch } from '../sketch.ts'

const now = new Date('2026-11-18T09:12:00Z')
const admin = reader({ isDecider: true })

const budget = (scope: string, amount: number, currency: string | null = 'EUR'): Budget => ({
  scope,
  amount: Decimal.of(amount),
  currency,
})

/** A month that costs that much, in one entry. */
const costing = (amount: number, { currency = 'EUR' as string | null, isPriced = true } = {}): UsageMonth => {
  const kind = { metric: 'm', group: 'input', eventType: null, zone: null, tier: null }
  return priceUsage({
    month: '2026-11',
    entries: [{ ...kind, category: 'completion', model: 'm', day: '2026-11-17', billed: amount, consumed: amount }],
    prices: isPriced ? [{ ...kind, price: Decimal.of(1) }] : [],
    currency,
    vibeUsage: null,
    unreadable: {},
  })
}

function report(
  budgets: readonly Budget[],
  usage: Readonly<Record<string, UsageMonth>>,
  workspaces: readonly { id: string; name: string }[] = [],
  exchange?: Exchange,
): BudgetReport {
  const of = new Map(Object.entries(usage))
  return reportBudgets({ budgets, workspaces, usage: of, month: '2026-11', fetchedAt: now, now, exchange })
}

const workspaces = [
  { id: 'w1', name: 'Support-bot' },
  { id: 'w2', name: 'R&D <!channel>' },
]
const four = [budget('w1', 5000), budget('w2', 8000), budget('gone', 900), budget(organizationScope, 20_000)]
const used = { w1: costing(5600), w2: costing(2000), [organizationScope]: costing(12_000) }

describe('budgets', () => {
  test('say how much of each is used, the Organization’s first', () => {
    expect(sketch(renderBudgets(report(four, used, workspaces), admin))).toMatchSnapshot()
  })

  test('of cost centres say whose they are, in the list, the picture and the table', () => {
    const centers = [budget(scopeOfCostCenter('4711'), 5000), budget(scopeOfCostCenter('R&D <!here>'), 900)]
    const usage = { 'cost-center:4711': costing(4100), w1: costing(50) }
    const found = report([...centers, budget('w1', 100)], usage, workspaces)
    expect(sketch(renderBudgets(found, reader()))).toMatchSnapshot()
    const french = reader({ language: 'fr', locale: 'fr-FR' })
    expect(sketch(renderBudgets(found, french))).toMatchSnapshot()
    const [panel] = drawBudgets(found, reader())?.panels ?? []
    expect(panel?.kind === 'ranking' && panel.rows.map(({ name }) => name)).toEqual(['Cost centre 4711', 'Support-bot'])
    expect(tabulateBudgets(found, reader()).rows.map((row) => row.slice(0, 3).map(String))).toEqual([
      ['null', '4711', '5000'],
      ['Support-bot', 'null', '100'],
      ['null', 'R&D <!here>', '900'],
    ])
  })

  test('in French', () => {
    const french = reader({ language: 'fr', locale: 'fr-FR', isDecider: true })
    expect(sketch(renderBudgets(report(four, {}, workspaces), french))).toMatchSnapshot()
    expect(sketch(renderBudgets(report([], {}), french))).toMatchSnapshot()
  })

  test('of which there is one say it in the title', () => {
    const one = report([budget(organizationScope, 20_000)], used)
    expect(sketch(renderBudgets(one, reader()))).toMatchSnapshot()
    expect(drawBudgets(one, reader())).toBeUndefined()
  })

  test('of a month that is over count all of it', () => {
    const later = new Date('2026-12-01T08:00:00Z')
    const usage = new Map([[organizationScope, costing(12_000)]])
    const about = { budgets: [budget(organizationScope, 20_000)], workspaces: [], usage, month: '2026-11' } as const
    const { rows } = reportBudgets({ ...about, fetchedAt: later, now: later })
    expect(rows.map(({ share }) => share)).toEqual([0.6])
  })

  test('that nobody set say who can, and offer it to those alone', () => {
    expect(sketch(renderBudgets(report([], {}), admin))).toMatchSnapshot()
    expect(sketch(renderBudgets(report([], {}), reader()))).not.toContain('[')
  })

  test('say what cannot be compared, and what is missing', () => {
    const dollars = report([budget(organizationScope, 20_000, 'USD')], used)
    expect(sketch(renderBudgets(dollars, reader()))).toContain('The spend is in another currency')
    expect(sketch(renderBudgets(report(four, {}, workspaces), reader()))).toMatchSnapshot()
    const unpriced = report([budget('w1', 10)], { w1: costing(5, { isPriced: false }) }, workspaces)
    expect(sketch(renderBudgets(unpriced, reader()))).toContain('more may be used than shown')
  })

  test('in another currency are compared at the rate of the month where amounts are converted, with the rate', () => {
    const perEuro = { USD: Decimal.of('1.25') }
    const exchange: Exchange = {
      to: 'GBP',
      days: [{ day: '2026-11-17', perEuro, source: 'eurofxref-hist.csv' }],
      invoiced: new Map(),
      today: '2026-11-18',
    }
    const dollars = report([budget(organizationScope, 20_000, 'USD')], used, [], exchange)
    expect(sketch(renderBudgets(dollars, reader()))).toContain(
      'Budget: 75% of US$20,000 used: €12,000.00 at 1 EUR = 1.25 USD (ECB reference rate of 17 Nov, from eurofxref-hist.csv)',
    )
    const over = report([budget(organizationScope, 12_000, 'USD')], used, [], exchange)
    expect(sketch(renderBudgets(over, reader()))).toContain('125% of US$12,000 used, US$3,000 over: €12,000.00 at')
    const noRate = report([budget(organizationScope, 20_000, 'CHF')], used, [], exchange)
    expect(sketch(renderBudgets(noRate, reader()))).toContain('The spend is in another currency')
  })

  test('of a hundred Workspaces stay short', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => budget(`w${index}`, 1000))
    expect(sketch(renderBudgets(report(hundred, {}), reader()))).toContain('85 more with less used')
  })

  test('are drawn beside one another, and those used up stand out', () => {
    const [panel] = drawBudgets(report(four, used, workspaces), reader())?.panels ?? []
    expect(panel?.kind === 'ranking' && panel.rows.map(({ name, highlight }) => [name, highlight])).toEqual([
      ['Organization', false],
      ['Support-bot', true],
      ['R&D <!channel>', false],
    ])
  })
})

describe('the forms', () => {
  const choices = workspaces.map(({ id, name }) => ({ scope: id, place: { kind: 'workspace', name } as const }))
  const center = { scope: 'cost-center:4711', place: { kind: 'costCenter', name: '4711' } } as const
  const form = { choices: [center, ...choices], currency: 'EUR', chosen: 'w2', amount: '20k' }

  test('name the currency, the Workspaces, and that nothing is stopped', () => {
    expect(JSON.stringify(setModal(form, admin), undefined, 1)).toMatchSnapshot()
    expect(
      JSON.stringify(removeModal([{ scope: 'gone', place: { kind: 'workspace', name: null } }], admin), undefined, 1),
    ).toMatchSnapshot()
    expect(JSON.stringify(removeModal([], admin))).toContain('There are no budgets to remove')
  })

  test('hold Slack’s limits with three hundred Workspaces, and offer the one that was named', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      scope: `w${index}`,
      place: { kind: 'workspace', name: `Team ${index} ${'x'.repeat(99)}` } as const,
    }))
    const longest = 'x'.repeat(60)
    const long = { scope: scopeOfCostCenter(longest), place: { kind: 'costCenter', name: longest } } as const
    const modal = setModal({ ...form, choices: [long, ...many], chosen: 'w299' }, admin)
    expect(JSON.stringify(modal)).toContain('202 more: name the one you mean')
    expect(JSON.stringify(modal)).toContain('"value":"w299"')
    expect(JSON.stringify(modal)).toContain(`"value":"cost-center:${longest}"`)
    const asSlack = ({ title, submit = '', close = '', blocks, callbackId }: typeof modal) => ({
      type: 'modal',
      callback_id: callbackId,
      title: { type: 'plain_text', text: title },
      submit: { type: 'plain_text', text: submit },
      close: { type: 'plain_text', text: close },
      blocks,
    })
    expect(validateView(asSlack(modal))).toMatchObject({ ok: true })
  })
})

test('a share is the spend by the amount, and the line says over exactly where it is over', () => {
  const cents = fc.integer({ min: 0, max: 10_000_000 }).map((amount) => Decimal.of((amount / 100).toFixed(2)))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), cents, (amount, spent) => {
      const one = budget(organizationScope, amount)
      const money = inCurrency(spent, 'EUR')
      expect(shareOfBudget(one, money)).toBeCloseTo(spent.toNumber() / amount, 9)
      const line = sayBudget(one, money, reader())
      expect(line.includes(' over')).toBe(spent.compare(Decimal.of(amount)) > 0)
      expect(line).not.toContain('NaN')
      if (!line.includes(' over') && spent.compare(Decimal.of(amount)) < 0) expect(line).not.toContain('100%')
    }),
  )
})

test('a cost centre in two currencies could be read: it is said why there is no sum', () => {
  const budgets = [budget(scopeOfCostCenter('4711'), 900), budget(scopeOfCostCenter('4712'), 900)]
  const usage = new Map([[scopeOfCostCenter('4711'), 'mixed' as const]])
  const source = { fetchedAt: now, now }
  const said = sketch(
    renderBudgets(reportBudgets({ budgets, workspaces: [], usage, month: '2026-11', ...source }), admin),
  )
  expect(said).toMatch(/cost centre 4711: €900. Its Workspaces are billed in several currencies/)
  expect(said).toMatch(/cost centre 4712: €900. Its usage could not be read right now/)
})

test('without a key budgets say how old their figures are', () => {
  const { origin, usage } = usageFile('2026-11', '2026-11-12', 20)
  const source = { fetchedAt: now, now, origin }
  const of = new Map([['organization', usage]])
  const said = sketch(
    renderBudgets(
      reportBudgets({ budgets: [budget('organization', 900)], workspaces: [], usage: of, month: '2026-11', ...source }),
      admin,
    ),
  )
  expect(said).toContain('November: nothing since 12 Nov')
})
