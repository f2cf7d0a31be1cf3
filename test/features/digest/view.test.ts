import { describe, expect, test } from 'vitest'
import type { SpendLimit } from '../../../src/domain/limit/limit.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Month, UsageMonth } from '../../../src/domain/usage/usage.ts'
import { drawDigest } from '../../../src/features/digest/chart.ts'
import { renderDetails } from '../../../src/features/digest/details.ts'
import { type DigestSources, reportDigest, type WorkspaceMonths } from '../../../src/features/digest/report.ts'
import { renderDigest } from '../../../src/features/digest/view.ts'
import { periodOf, type Rhythm } from '../../../src/features/digest/when.ts'
import { reader, sketch } from '../sketch.ts'
import { entry, limitOf, november, now, october, september, steady, usage } from '../spend/sources.ts'

const post = reader({ isShared: true })
const periodNow = (rhythm: Rhythm = 'weekly', at = now) => periodOf({ rhythm, zone: 'Europe/Paris' }, at)

const report = (change: Partial<DigestSources> = {}) =>
  reportDigest({
    period: periodNow(),
    scope: 'organization',
    months: [september, october, november],
    limit: limitOf(45_000, 19_800),
    byWorkspace: [],
    missing: [],
    fetchedAt: now,
    now,
    ...change,
  })
const show = (change: Partial<DigestSources> = {}) => sketch(renderDigest(report(change), post))
const showDetails = (change: Partial<DigestSources> = {}) =>
  sketch({ text: 'details', blocks: renderDetails(report(change), post) })

const workspace = (
  name: string,
  daily: { readonly before: number; readonly week: number },
  cap: number | null = null,
): WorkspaceMonths => ({
  workspace: { name, cap: cap === null ? null : Decimal.of(cap), capCurrency: 'EUR' },
  months: [
    usage('2026-11', [
      ...steady('2026-11-04', '2026-11-10', daily.before),
      ...steady('2026-11-11', '2026-11-17', daily.week),
    ]),
  ],
})
const hundred = Array.from({ length: 100 }, (_, index) =>
  workspace(`Team ${index} <script>*`, { before: 100, week: 100 + index }, 400 + index),
)

describe('a weekly digest', () => {
  test('of a normal week', () => {
    const byWorkspace = [
      workspace('Support-bot', { before: 1000, week: 1400 }, 9_000),
      workspace('Research', { before: 900, week: 800 }),
      workspace('Quiet', { before: 0, week: 0 }),
    ]
    const months = [september, october, november]
    expect(show({ byWorkspace, months })).toMatchSnapshot()
    expect(showDetails({ byWorkspace, months })).toMatchSnapshot()
  })

  test('of a week without use', () => {
    expect(show({ months: [september, october, usage('2026-11', [])] })).toMatchSnapshot()
  })

  test('with a hundred Workspaces, sixty models and every trouble at once', () => {
    const models = Array.from({ length: 60 }, (_, index) => entry(`model-${index}`, '2026-11-15', 1000 + index * 10))
    const months = [september, october, usage('2026-11', [...models, entry('unpriced-1', '2026-11-16', 5)])]
    const limit = limitOf(20_000, 21_000, { lastPaymentFailed: true })
    expect(show({ byWorkspace: hundred, months, limit })).toMatchSnapshot()
    expect(showDetails({ byWorkspace: hundred, months, limit })).toMatchSnapshot()
  })

  test('leaves out what it is to be without', () => {
    const shown = sketch(
      renderDigest(report({ byWorkspace: hundred }), post, { leftOut: ['movers', 'attention', 'chart', 'details'] }),
    )
    expect(shown).not.toMatch(/▲|cap/)
    expect(shown).toContain('11–17 Nov: €')
  })

  test('does not compare what is in another currency', () => {
    const shown = show({ months: [september, october, { ...november, currency: 'USD' }] })
    expect(shown).toMatch(/US\$|\$/)
    expect(shown).not.toContain('limit should hold')
  })

  test('whose days are in two currencies says so, and has no picture', () => {
    const mixed = {
      period: periodNow('weekly', new Date('2026-11-04T08:00:00Z')),
      months: [september, october, { ...november, currency: 'USD' }],
    }
    expect(show(mixed)).toMatch(/: €[\d,.]+ \+ US\$[\d,.]+/)
    expect(drawDigest(report(mixed), post)).toBeUndefined()
    expect(renderDetails(report(mixed), post)).toEqual([])
  })
})

/** The days after a change of currency. */
const afterChange = (at: Date) =>
  show({
    period: periodNow('weekly', at),
    months: [september, { ...october, currency: 'USD' }, november],
    limit: limitOf(45_000, null, { currency: 'USD' }),
    byWorkspace: [
      {
        workspace: { name: 'Support', cap: null, capCurrency: null },
        months: [{ ...october, currency: 'USD' }, november],
      },
    ],
    now: at,
  })

describe('a weekly digest after a change of currency', () => {
  const shown = afterChange(new Date('2026-11-08T09:12:00Z'))

  test('says that the week before was in another one, and compares nothing with it', () => {
    expect(shown).toContain('1–7 Nov: €7,700; the week before was in another currency')
    expect(shown).not.toMatch(/[▲▼]/)
  })

  test('adds up no week of two currencies', () => {
    const mixed = afterChange(new Date('2026-11-05T09:12:00Z'))
    expect(mixed).toMatch(/: €[\d,.]+ \+ US\$[\d,.]+/)
    expect(mixed).not.toMatch(/[▲▼]/)
  })

  test('says that the limit is in another one', () =>
    expect(shown).toMatch(/November: €[\d,]+; the limit of US\$45,000 is in another currency/))
})

describe('the month in the weekly digest', () => {
  const showMonth = (thisMonth: UsageMonth = november, limit: SpendLimit = limitOf(45_000, null)) =>
    show({ months: [september, october, thisMonth], limit })

  test('says whether the limit holds', () => expect(showMonth()).toMatch(/landing ≈ €[\d,]+: the limit should hold/))

  test('says when the limit is reached', () =>
    expect(showMonth(november, limitOf(26_000, 19_800))).toMatch(/landing ≈ €[\d,]+: ⚠ the limit is reached ≈/))

  test('is held against the limit by Mistral’s own counter, whatever our sum is', () =>
    expect(showMonth(november, limitOf(45_000, 36_000))).toContain('November: €36,000 of €45,000 (80%), landing'))

  test('says no share where Mistral states no counter', () => {
    const shown = showMonth(november, limitOf(45_000, null))
    expect(shown).toMatch(/November so far: €[\d,]+; the limit is €45,000, and Mistral does not say how much of it is/)
    expect(shown).not.toMatch(/of €45,000 \(/)
  })

  test('names what gave no answer', () => {
    const shown = show({ limit: 'missing', missing: ['Support-bot', '<!here> R&D'] })
    expect(shown).toContain('⚠ Mistral did not say what the limit is')
    expect(shown).toContain('⚠ No answer for Support-bot and &lt;!here&gt; R&amp;D')
    expect(show({ missing: 'all' })).toContain('⚠ Mistral did not list the Workspaces')
  })

  test('promises nothing where usage is missing', () => {
    const shown = showMonth({ ...november, unreadable: { completion: 1 } })
    expect(shown).toMatch(/landing at €[\d,]+ or more: I cannot say whether the limit will hold/)
    expect(shown).not.toContain('should hold')
  })
})

describe('a digest of some Workspaces', () => {
  const chosen = [workspace('Support-bot', { before: 1000, week: 1400 }), workspace('R&D', { before: 0, week: 30 })]
  const some = { scope: 'workspaces', limit: undefined } as const
  const monthsOf = (all: readonly WorkspaceMonths[]) => all.flatMap(({ months }) => months)

  test('names them, adds them up, and says nothing about the Organization', () => {
    const shown = show({ ...some, byWorkspace: chosen, months: monthsOf(chosen) })
    expect(shown).toMatchSnapshot()
    expect(shown).not.toContain('45,000')
  })

  test('of more than three names three', () => {
    const many = hundred.slice(0, 5)
    expect(show({ ...some, byWorkspace: many, months: monthsOf(many) })).toContain('and 2 more, 11–17 Nov: €')
  })
})

describe('a monthly digest', () => {
  const monthly = { period: periodNow('monthly', new Date('2026-11-02T08:00:00Z')) }

  test('is about the month that ended', () => {
    expect(show({ ...monthly, now: new Date('2026-11-02T08:00:00Z') })).toMatchSnapshot()
  })

  test('in its picture, adds up day by day beside the month before', () => {
    const made = report(monthly)
    const [panel] = drawDigest(made, post)!.panels
    expect(panel).toMatchObject({
      kind: 'timeline',
      shape: 'lines',
      slots: { by: 'day', from: '2026-10-01', count: 31 },
    })
    const [month, before] = panel?.kind === 'timeline' ? panel.series : []
    expect(month?.values).toHaveLength(31)
    expect(month?.values.at(-1)).toBeCloseTo(made.spend.total.toNumber())
    expect(before?.values).toHaveLength(30)
    expect(before?.values.at(-1)).toBeCloseTo(made.comparison.before.toNumber())
  })

  test('in its picture, has no more days than the month, also after a longer one', () => {
    const period = periodNow('monthly', new Date('2026-10-01T08:00:00Z'))
    const august = usage('2026-08' as Month, steady('2026-08-01', '2026-08-31'))
    const [panel] = drawDigest(report({ period, months: [august, september, october] }), post)!.panels
    expect(panel?.kind === 'timeline' && panel.series.map(({ values }) => values.length)).toEqual([30, 30])
  })
})

test('the rows of the details add up to the total, and their changes to its change', () => {
  const { models, spend, comparison } = report()
  expect(Decimal.sum(models.map(({ amount }) => amount)).toString()).toBe(spend.total.toString())
  expect(Decimal.sum(models.map(({ difference }) => difference)).toString()).toBe(comparison.difference.toString())
})

test('a model without a price in one of the weeks is in no change', () => {
  const gapped = usage('2026-11', [
    ...steady('2026-11-04', '2026-11-17'),
    entry('unpriced-model', '2026-11-05', 5),
    entry('unpriced-model', '2026-11-12', 5, { category: 'other' }),
  ])
  const { models, comparison } = report({ months: [september, october, gapped] })
  expect(Decimal.sum(models.map(({ difference }) => difference)).toString()).toBe(comparison.difference.toString())
})

describe('in French', () => {
  const french = reader({ isShared: true, language: 'fr', locale: 'fr-FR' })
  const said = (change: Partial<DigestSources> = {}) => sketch(renderDigest(report(change), french))

  test('a week, with caps that are nearly used up', () =>
    expect(said({ byWorkspace: [workspace('Support-bot', { before: 1000, week: 1400 }, 9_000)] })).toMatchSnapshot())
  test('a month, against the month before', () => expect(said({ period: periodNow('monthly') })).toMatchSnapshot())
  test('the words of its picture', () =>
    expect(drawDigest(report({ period: periodNow('monthly') }), french)?.subtitle).toBe(
      'Dépense API cumulée jour après jour, octobre par rapport à septembre, jours UTC',
    ))
})
