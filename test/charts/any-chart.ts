import fc from 'fast-check'
import type { Chart, Measure, Panel, Slots } from '../../src/domain/chart.ts'
import { hostileNames } from './hostile.ts'

const measure = fc.constantFrom<Measure>(
  { kind: 'money', currency: 'EUR' },
  { kind: 'money', currency: null },
  { kind: 'count' },
)

const slots = fc.oneof(
  fc.record({
    by: fc.constantFrom('day' as const, 'weekday' as const, 'month' as const),
    from: fc.constantFrom('2026-11-01' as const, '2027-12-31' as const, '2028-02-29' as const),
    count: fc.integer({ min: 0, max: 40 }),
  }),
  fc.record({
    by: fc.constant('label' as const),
    labels: fc.array(fc.constantFrom('Mon', 'A long label', '王'), { maxLength: 9 }),
  }),
) satisfies fc.Arbitrary<Slots>

const value = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 2000 }) }, fc.constantFrom(0, -80, 0.02, 1e7))
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Mistral Large', 'Codestral', 'Support-bot') },
  fc.constantFrom(...hostileNames),
)
const heading = fc.constantFrom('Per day', 'By model, and the change on the week before')

const timeline = fc
  .record({
    kind: fc.constant('timeline' as const),
    heading,
    measure,
    slots,
    shape: fc.constantFrom('bars' as const, 'stack' as const, 'lines' as const),
    series: fc.array(fc.record({ name, values: fc.array(fc.option(value, { freq: 8 }), { maxLength: 40 }) }), {
      maxLength: 8,
    }),
    levels: fc.array(fc.record({ name: fc.constant('Limit'), value, role: fc.constant('limit' as const) }), {
      maxLength: 1,
    }),
  })
  .map((panel) => {
    const total = panel.slots.by === 'label' ? panel.slots.labels.length : panel.slots.count
    return { ...panel, series: panel.series.map((one) => ({ ...one, values: one.values.slice(0, total) })) }
  })

const ranking = fc.record({
  kind: fc.constant('ranking' as const),
  heading,
  measure,
  rows: fc.array(fc.record({ name, value, change: fc.option(fc.double({ min: -1, max: 50, noNaN: true })) }), {
    maxLength: 14,
  }),
})

const panels = (most: number) =>
  fc.array(fc.oneof(timeline, ranking) satisfies fc.Arbitrary<Panel>, { maxLength: most })

/** Any description that a report could make, and some that none should. */
export const anyChart: fc.Arbitrary<Chart> = fc
  .oneof(
    fc.record({ arrangement: fc.constant('rows' as const), panels: panels(2) }),
    fc.record({ arrangement: fc.constant('columns' as const), panels: panels(2) }),
    fc.record({ arrangement: fc.constant('grid' as const), panels: panels(6) }),
  )
  .chain((layout) =>
    fc.record({
      locale: fc.constantFrom('en', 'fr', 'de-CH', 'ar'),
      title: fc.oneof(name, fc.constant('November is heading for €42,500, €2,500 over the limit')),
      subtitle: fc.constant('Data to 20 Nov'),
      arrangement: fc.constant(layout.arrangement),
      panels: fc.constant(layout.panels),
    }),
  )
