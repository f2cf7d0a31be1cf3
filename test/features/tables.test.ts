import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeTable } from '../../src/chatops/report/table.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { inCurrency } from '../../src/domain/money/money.ts'
import { reportBudgets } from '../../src/features/budget/report.ts'
import { tabulateBudgets } from '../../src/features/budget/table.ts'
import { tabulateForecast } from '../../src/features/forecast/table.ts'
import { features } from '../../src/features/index.ts'
import { tabulateKeys } from '../../src/features/keys/table.ts'
import { tabulateLimits } from '../../src/features/limits/table.ts'
import { tabulateModels } from '../../src/features/models/table.ts'
import { reportRateLimits } from '../../src/features/rate-limits/report.ts'
import { tabulateRateLimits } from '../../src/features/rate-limits/table.ts'
import { tabulateWorkspaces } from '../../src/features/workspaces/table.ts'
import { report as forecast, lastMonth } from './forecast/sources.ts'
import { report as keys, oneOfEach } from './keys/sources.ts'
import { facts } from './limits/cards.ts'
import { report as models, usage as modelUsage, steady as steadyModels } from './models/sources.ts'
import { reader } from './sketch.ts'
import { readCsv, sumsOf, unitsOf } from './sums-in-csv.ts'
import { four, together, used, workspace, report as workspaces } from './workspaces/sources.ts'

const decider = reader({ seesNames: true, isDecider: true })

/** What shows figures and is no report: why there is nothing to export of it. */
const noReports: Readonly<Record<string, string>> = {
  alerts: 'what was said, and the settings; `export` of the figures behind it is spend and limits',
  digest: 'a post made of the other reports',
}

test('every report can be exported', () => {
  const figures = features.flatMap(({ commands = [] }) => commands).filter(({ access }) => access === 'figures')
  const without = figures.filter(({ isExportable }) => !isExportable).map(({ name }) => name)
  expect(new Set(without)).toEqual(new Set(Object.keys(noReports)))
})

describe('models', () => {
  const uses = fc.array(
    fc.record({
      model: fc.constantFrom('mistral-large-latest', 'mistral-small-latest', 'nobody-priced-this'),
      group: fc.constantFrom('input', 'output', 'cached'),
      units: fc.integer({ min: 0, max: 10 ** 9 }),
    }),
    { minLength: 1, maxLength: 20 },
  )

  test('add up to the total before rounding, and keep currencies apart', () => {
    fc.assert(
      fc.property(uses, uses, (now, then) => {
        const inDollars = {
          ...modelUsage(
            '2026-10',
            then.map((use) => ({ ...use, day: '2026-10-05' as const })),
          ),
          currency: 'USD',
        }
        const months = [inDollars, modelUsage('2026-11', now)]
        const made = models('2026-10-01..2026-11-18', { months })
        const sums = sumsOf(tabulateModels(made, reader()))
        expect(Object.values(sums).reduce((sum, one) => sum + one, 0n)).toBe(unitsOf(made.spend.total))
        for (const [currency, month] of [
          ['USD', months[0]!],
          ['EUR', months[1]!],
        ] as const)
          expect(sums[currency] ?? 0n).toBe(unitsOf(Decimal.sum(month.lines.map(({ amount }) => amount))))
      }),
    )
  })

  test('have a line for each kind, and what has no price has no amount', () => {
    const months = [
      modelUsage('2026-11', [...steadyModels('2026-11-01', '2026-11-02'), { model: 'nobody-priced-this', units: 7 }]),
    ]
    const { columns, rows, notes } = tabulateModels(models('', { months }), reader())
    expect(columns).toEqual(['model', 'unit', 'group', 'units', 'billed_units', 'amount', 'currency'])
    expect(rows.find(([, , group]) => group === 'cached')?.map(String)).toEqual([
      'Mistral Large',
      'tokens',
      'cached',
      '100000000',
      '100000000',
      '18',
      'EUR',
    ])
    expect(rows.at(-1)).toEqual(['Nobody Priced This', 'tokens', null, 7, null, null, null])
    expect(notes?.join()).toContain('7 tokens without a price')
  })
})

describe('workspaces', () => {
  test('add up to the whole, with what lies in none of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 5_000 }),
        (daily, outside) => {
          const usage = daily.map((units, index) => used(workspace(`Team ${index % 3}`, index % 2 ? 500 : null), units))
          const made = workspaces('', { usage, whole: [together('2026-11', usage, outside)] })
          const sums = sumsOf(tabulateWorkspaces(made, decider))
          expect(sums.EUR ?? 0n).toBe(unitsOf(made.spend.total))
        },
      ),
    )
  })

  test('have their cap, and administrators for those who may see names', () => {
    const table = tabulateWorkspaces(workspaces(''), decider)
    expect(readCsv(writeTable(table))).toContainEqual([
      '2026-11-01',
      '2026-11-18',
      'Code assistants',
      '12',
      '4500',
      'EUR',
      '5000',
      'EUR',
      'Claire Fontaine; Marc Delacroix',
    ])
    const nameless = writeTable(tabulateWorkspaces(workspaces(''), reader()))
    expect(nameless).not.toMatch(/Fontaine|administrators/)
  })

  test('that gave no answer are named beside the file, and no line of it', () => {
    const usage = [...four, { workspace: workspace('Silent'), months: undefined, earlier: undefined }]
    const { rows, notes } = tabulateWorkspaces(workspaces('', { usage }), reader())
    expect(rows.map(([name]) => name)).not.toContain('Silent')
    expect(notes?.join()).toContain('Silent')
  })

  test('with names like formulas are text to a spreadsheet', () => {
    const usage = [used(workspace('=HYPERLINK("https://evil.example")'), 100), used(workspace('@SUM(1;2)'), 100)]
    const [, ...lines] = readCsv(writeTable(tabulateWorkspaces(workspaces('', { usage }), reader())))
    expect(lines.map((line) => line[2])).toEqual(['\'=HYPERLINK("https://evil.example")', "'@SUM(1;2)"])
  })
})

describe('forecast', () => {
  const sumOf = (line: string, metric: string, change = {}) => {
    const made = forecast(line, change)
    return [sumsOf(tabulateForecast(made, reader()), 'amount', { metric }).EUR, unitsOf(made.spend.total)]
  }

  test.each(['', 'by model'])('adds up what was spent, to the last digit: %j', (line) => {
    const [written, shown] = sumOf(line, 'spent')
    expect(written).toBe(shown)
  })

  test('of a month that is over has its days, and what was forecast of it', () => {
    const made = forecast('last month', lastMonth)
    const { period, rows } = tabulateForecast(made, reader())
    expect(period).toMatchObject({ from: '2026-10-01', to: '2026-10-31' })
    expect(rows.filter(([metric]) => metric === 'spent')).toHaveLength(31)
    expect(rows).toContainEqual(['past_month', null, '2026-10-31', 31_000, 'EUR'])
    expect(rows.filter(([metric]) => metric === 'past_landing')).toHaveLength(3)
  })

  test('comes to the landing with the days to come', () => {
    const made = forecast()
    const { rows } = tabulateForecast(made, reader())
    const sum = rows
      .filter(([metric]) => metric === 'spent' || metric === 'expected')
      .reduce((total, [, , , amount]) => total + Number(String(amount)), 0)
    expect(sum).toBeCloseTo(made.forecast!.landing, 4)
  })
})

test('keys have their names for those who look after them, and their makers for those who see names', () => {
  const lines = (view = reader()) => readCsv(writeTable(tabulateKeys(keys(oneOfEach), view)))
  expect(lines(decider)[0]).toEqual([
    'key',
    'workspace',
    'created',
    'expires',
    'last_used',
    'expiring',
    'expired',
    'left',
    'unused',
    'made_by',
  ])
  expect(lines(decider)).toContainEqual([
    'key soon',
    'Support-bot',
    '2025-01-07',
    '2026-11-23',
    '2026-11-18',
    'yes',
    'no',
    'no',
    'no',
    'Claire Fontaine',
  ])
  expect(
    lines(reader({ isDecider: true }))
      .flat()
      .join(),
  ).not.toMatch(/Claire|viktor/)
  expect(lines()).toEqual([
    ['workspace', 'to_do', 'keys'],
    ['Support-bot', 'expiring', '2'],
    ['Support-bot', 'left', '1'],
    ['R&D', 'expired', '1'],
    ['R&D', 'unused', '1'],
    ['Data platform', 'left', '1'],
    ['', 'unused', '1'],
  ])
  expect(tabulateKeys('notOffered', decider).rows).toEqual([])
})

test('rate limits have what was used of the month’s tokens', () => {
  const models = [{ model: 'mistral-large-latest', tokensPerMinute: 2e6, tokensPerMonth: 1e9 }]
  const usage = modelUsage('2026-11', [{ model: 'mistral-large-latest', units: 250_000_000 }])
  const now = new Date('2026-11-18T09:12:00Z')
  const made = reportRateLimits(
    { limits: { requestsPerSecond: 20, models }, usage, month: '2026-11', fetchedAt: now, now },
    '',
  )
  expect(readCsv(writeTable(tabulateRateLimits(made, reader())))).toEqual([
    ['from', 'to', 'model', 'limit_of', 'limit', 'used'],
    ['2026-11-01', '2026-11-18', '', 'requests_per_second', '20', ''],
    ['2026-11-01', '2026-11-18', 'mistral-large-latest', 'tokens_per_minute', '2000000', ''],
    ['2026-11-01', '2026-11-18', 'mistral-large-latest', 'tokens_per_month', '1000000000', '250000000'],
  ])
})

test('limits have what counts against them, and each cap with what was spent of it', () => {
  const euros = (amount: number) => inCurrency(Decimal.of(amount), 'EUR')
  const caps = [
    {
      workspace: '+R&D',
      cap: euros(8_000),
      use: { used: euros(7_600.5), cap: euros(8_000), share: 0.95, isAtLeast: false },
    },
    { workspace: 'Silent', cap: euros(900) },
  ]
  const computed = { spent: euros(43_000.123456789), isAtLeast: false }
  const made = { facts: facts({ caps, computed }), raise: undefined, temporaries: [], mayWrite: true }
  const table = tabulateLimits({ ...made, readerSlackId: 'U1', canAsk: true })
  expect(readCsv(writeTable(table)).slice(1)).toEqual(
    [
      ['limit', '', '43600'],
      ['used', '', '43180'],
      ['spent', '', '43000.123456789'],
      ['cap', "'+R&D", '8000'],
      ['spent', "'+R&D", '7600.5'],
      ['cap', 'Silent', '900'],
    ].map((line) => ['2026-11-01', '2026-11-20', ...line, 'EUR']),
  )
  const unlimited = tabulateLimits({ ...made, facts: facts({ limit: 'unlimited' }), readerSlackId: 'U1', canAsk: true })
  expect(unlimited.rows[0]).toEqual(['limit', null, 'unlimited', 'EUR'])
})

test('budgets have what was spent of them', () => {
  const now = new Date('2026-11-18T09:12:00Z')
  const budgets = ['organization', 'w1', 'gone'].map((scope) => ({
    scope,
    amount: Decimal.of('20000.5'),
    currency: 'EUR',
  }))
  const usage = new Map([['w1', modelUsage('2026-11', steadyModels('2026-11-01', '2026-11-01'))]])
  const workspaces = [{ id: 'w1', name: 'Support-bot' }]
  const made = reportBudgets({ budgets, workspaces, usage, month: '2026-11', fetchedAt: now, now })
  expect(readCsv(writeTable(tabulateBudgets(made, reader())))).toEqual([
    ['from', 'to', 'workspace', 'cost_center', 'budget', 'budget_currency', 'amount', 'currency'],
    ['2026-11-01', '2026-11-18', '', '', '20000.5', 'EUR', '', ''],
    ['2026-11-01', '2026-11-18', 'Support-bot', '', '20000.5', 'EUR', '377.1', 'EUR'],
    ['2026-11-01', '2026-11-18', 'gone', '', '20000.5', 'EUR', '', ''],
  ])
})
