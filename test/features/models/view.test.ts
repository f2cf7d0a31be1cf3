import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { drawModels } from '../../../src/features/models/chart.ts'
import { renderModels } from '../../../src/features/models/view.ts'
import { reader, sketch } from '../sketch.ts'
import { november, price, report, type Use, usage } from './sources.ts'

const show = (...args: Parameters<typeof report>) => sketch(renderModels(report(...args), reader()))

const inOctober: Use = { model: 'mistral-large-latest', day: '2026-10-05', units: 1_000_000 }

describe('models', () => {
  test('with tokens, prices and what changed', () => expect(show('')).toMatchSnapshot())
  test('by tokens', () => expect(show('by tokens')).toMatchSnapshot())
  test('of a month that is over, and nothing before it', () =>
    expect(show('last month', { months: [usage('2026-10', [])], earlier: [] })).toMatchSnapshot())
  test('for a channel has no buttons', () =>
    expect(sketch(renderModels(report(''), reader({ isShared: true })))).not.toContain('→'))

  test('whose earlier month could not be read', () => {
    const shown = show('', { earlier: undefined })
    expect(shown).toContain('⚠ The period before could not be read')
    expect(shown).not.toContain('1–17 Oct')
  })

  test('that have no price say so at the model and beside the total', () => {
    const months = [usage('2026-11', [{ model: 'canvas-latest', group: 'pages', category: 'ocr', units: 3_100 }])]
    const shown = show('', { months })
    expect(shown).toContain('November: 0 tokens, but no amount that I could work out')
    expect(shown.match(/3,100 pages without a price/g)).toHaveLength(2)
    expect(drawModels(report('', { months }), reader())).toBeUndefined()
  })

  test('of which some is free show the price of what was charged', () => {
    const uses: Use[] = [{ model: 'mistral-large-latest', units: 5_000_000, billed: 2_000_000 }]
    const shown = show('', { months: [usage('2026-11', uses)] })
    expect(shown).toContain('5m in at €1.80 · 3m tokens not charged')
    expect(shown).toContain('*November: €3.60 for 5m tokens, 1 model*')
  })

  test('with several prices show what they come to, and say so', () => {
    const tiers = [
      price('mistral-large-latest', 'input', '2E-6', 'standard'),
      price('mistral-large-latest', 'input', '4E-6', 'priority'),
    ]
    const uses: Use[] = ['standard', 'priority'].map((tier) => ({ model: 'mistral-large-latest', units: 1e6, tier }))
    const shown = show('', { months: [usage('2026-11', uses, { prices: tiers })] })
    expect(shown).toContain('2m in at ≈ €3.00')
    expect(shown).toContain('≈: several prices, their average')
    expect(show('')).not.toContain('≈')
  })

  test('in an unknown currency, and in two', () => {
    expect(show('', { months: [{ ...november, currency: null }] })).toContain(
      '⚠ Mistral does not say in which currency',
    )
    const both = { months: [usage('2026-10', [inOctober]), { ...november, currency: 'USD' }] }
    const apart = show('q4', both)
    expect(apart).toContain('⚠ The period has several currencies, which are not added up')
    // Each by itself, without a price or a share of a sum that is none.
    expect(apart).toContain('Q4 2026: €1.80 + US$7,467 for')
    expect(apart).toContain('*Mistral Large*  *€1.80 + US$5,881*\n1.98bn in · 396m out · 990m cached')
    expect(drawModels(report('q4', both), reader())).toBeUndefined()
  })
})

describe('sixty models with hostile names', () => {
  const uses: Use[] = Array.from({ length: 60 }, (_, index) => ({
    model: `<!channel> *large* & \u202e ${'x'.repeat(index)} ${index}`,
    units: 1_000_000 * (60 - index),
  }))
  const prices = uses.map(({ model }) => price(model, 'input', '0.000001'))
  const months = [usage('2026-11', uses, { prices })]

  test('are the largest eight and one line for the rest', () => {
    const shown = show('', { months })
    expect(shown).toMatchSnapshot()
    expect(shown).toContain('52 others  *€1,378*  1.38bn tokens')
    expect(shown).not.toContain('<!channel>')
  })

  test('are a picture of five bars', () => {
    const [ranking] = drawModels(report('', { months }), reader())?.panels ?? []
    expect(ranking?.kind === 'ranking' && ranking.rows.map(({ value }) => value)).toEqual([60, 59, 58, 57, 1596])
  })
})

test('the picture names who leads, and stacks input, output and cached', () => {
  const chart = drawModels(report(''), reader())
  expect(chart?.title).toBe('Mistral Large makes up 79% of the spend, November')
  const tokens = chart?.panels[1]
  expect(tokens?.kind === 'timeline' && tokens.slots).toEqual({ by: 'label', labels: ['Small', 'Large'] })
  expect(tokens?.kind === 'timeline' && tokens.series.map(({ name, values }) => [name, values])).toEqual([
    ['Input', [17_820_000_000, 1_980_000_000]],
    ['Output', [0, 396_000_000]],
    ['Cached', [0, 990_000_000]],
  ])
  expect(drawModels(report('by tokens'), reader())?.title).toBe('Mistral Small makes up 84% of the tokens, November')
})

test('models and their meters add up to the total, to the last digit, and tokens to all tokens', () => {
  const models = ['mistral-large-latest', 'mistral-large-2411', 'mistral-small-latest', 'mistral-ocr-latest', 'free']
  const use = fc.record({
    model: fc.constantFrom(...models),
    group: fc.constantFrom('input', 'output', 'cached', 'pages'),
    category: fc.constantFrom('completion', 'ocr', 'chat', 'vibe_code.completion'),
    units: fc.nat({ max: 1e12 }),
    billed: fc.nat({ max: 1e12 }),
  })
  fc.assert(
    fc.property(fc.array(use, { maxLength: 30 }), (uses) => {
      const { spend, rows, tokens } = report('', { months: [usage('2026-11', uses)], earlier: [] })
      expect(Decimal.sum(rows.map(({ amount }) => amount)).equals(spend.total)).toBe(true)
      for (const { amount, meters } of rows)
        expect(Decimal.sum(meters.map((meter) => meter.amount)).equals(amount)).toBe(true)
      for (const { price: said, amount, billed } of rows.flatMap(({ meters }) => meters))
        if (said) expect(said.each * billed).toBeCloseTo(amount.toNumber(), 3)
      expect(tokens).toBe(rows.reduce((sum, row) => sum + row.tokens, 0))
    }),
  )
})

describe('a long period', () => {
  const months = (['2026-07', '2026-08', '2026-09'] as const).map((month, index) =>
    usage(month, [
      { model: 'mistral-large-latest', day: null, units: 1_000_000 * (index + 1) },
      { model: 'mistral-small-latest', day: `${month}-03`, units: 20_000_000 },
    ]),
  )

  test('is drawn month by month, and every amount is in one of the bars', () => {
    const made = report('q3', { months, earlier: [] })
    const panel = drawModels(made, reader())?.panels.at(-1)
    expect(panel).toMatchObject({ kind: 'timeline', slots: { by: 'month', from: '2026-07-01', count: 3 } })
    const series = panel?.kind === 'timeline' ? panel.series : []
    expect(series.map(({ name }) => name)).toEqual(['Large', 'Small'])
    expect(series[0]?.values).toEqual([1.8, 3.6, 5.4])
    const drawn = series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0)
    expect(drawn).toBeCloseTo(made.spend.total.toNumber(), 9)
  })

  test('from the history says so: closed, provisional, or with what Mistral says today', () => {
    const source = (kept: object) => show('q3', { months, earlier: [], kept: kept as never }).split('\n')
    const all = { to: '2026-09', isAll: true }
    expect(source({ ...all, isClosed: true })).toContainEqual(expect.stringContaining('History, closed, UTC days'))
    expect(source({ ...all, isClosed: false })).toContainEqual(
      expect.stringContaining('History, provisional, as Mistral reported it on 18 Nov, UTC days'),
    )
    expect(source({ ...all, isAll: false, isClosed: true })).toContainEqual(
      expect.stringContaining('and history up to 30 Sept, UTC days'),
    )
  })
})
