import { z } from 'zod'
import { bounded } from './text.ts'

const point = z.strictObject({ label: bounded(20), value: z.number() })

const cartesian = <Type extends 'bar' | 'line' | 'area'>(type: Type) =>
  z
    .strictObject({
      type: z.literal(type),
      series: z
        .array(z.strictObject({ name: bounded(20), data: z.array(point).min(1).max(20) }))
        .min(1)
        .max(6),
      axis_config: z.strictObject({
        categories: z.array(bounded(20)).min(1).max(20),
        x_label: bounded(50).optional(),
        y_label: bounded(50).optional(),
      }),
    })
    .refine(
      ({ series, axis_config: { categories } }) =>
        series.every(({ data }) => data.every(({ label }) => categories.includes(label))),
      'every data label must be one of the categories',
    )
    .refine(
      ({ series }) => new Set(series.map(({ name }) => name)).size === series.length,
      'series names must be unique',
    )

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label: bounded(20), value: z.number().positive() }))
    .min(1)
    .max(6),
})

/** Slack's native chart (June 2026), in messages alone. */
export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: bounded(255).optional(),
  title: bounded(50),
  chart: z.discriminatedUnion('type', [pie, cartesian('bar'), cartesian('line'), cartesian('area')]),
})
