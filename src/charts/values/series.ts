import type { Series, Timeline } from '../../domain/chart.ts'
import { ink, palette } from '../drawing/theme.ts'
import type { ChartWords } from '../words.ts'
import { countSlots } from './slots.ts'

const mostSeries = palette.length + 1

/** The panel with as many series as can be told apart: bars on one another are summed up, others are left out. */
export function limitSeries(panel: Timeline, words: ChartWords): Timeline {
  if (panel.series.length <= mostSeries) return panel
  const kept = panel.series.filter((series) => series.role !== 'other').slice(0, palette.length)
  if (panel.shape !== 'stack') return { ...panel, series: kept }
  const rest = panel.series.filter((series) => !kept.includes(series))
  const values = Array.from({ length: countSlots(panel.slots) }, (_, slot) => {
    const present = rest.map((series) => series.values[slot]).filter((value) => value !== null && value !== undefined)
    return present.length > 0 ? sum(present) : null
  })
  return { ...panel, series: [...kept, { name: words.others, role: 'other', values }] }
}

export const countHiddenSeries = (panel: Timeline): number =>
  panel.shape === 'stack' || panel.series.length <= mostSeries ? 0 : panel.series.length - palette.length

export function colorSeries(series: readonly Series[]): string[] {
  const own = series.filter(({ role }) => !role)
  return series.map((one) => (one.role ? ink[one.role] : (palette[own.indexOf(one)] ?? ink.other)))
}

/** Everything that the value scale has to hold. */
export function valuesToHold(panel: Timeline): number[] {
  const levels = panel.levels?.map((level) => level.value) ?? []
  const forecast = panel.forecast ? [...panel.forecast.values, ...panel.forecast.low, ...panel.forecast.high] : []
  const drawn = panel.shape === 'stack' ? [...stackTops(panel), ...stackBottoms(panel)] : knownValues(panel.series)
  return [...drawn, ...levels, ...forecast]
}

export const knownValues = (series: readonly Series[]): number[] =>
  series.flatMap(({ values }) => values.filter((value) => value !== null))

/** What rises above zero in each slot, and what hangs below it. */
export const stackTops = (panel: Timeline): number[] => sumSlots(panel, (value) => Math.max(0, value))
export const stackBottoms = (panel: Timeline): number[] => sumSlots(panel, (value) => Math.min(0, value))
export const stackTotals = (panel: Timeline): number[] => sumSlots(panel, (value) => value)

export const lastKnown = (values: Series['values']): number => values.findLastIndex((value) => value !== null)

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const sumSlots = (panel: Timeline, part: (value: number) => number): number[] =>
  Array.from({ length: countSlots(panel.slots) }, (_, slot) =>
    sum(panel.series.map((series) => part(series.values[slot] ?? 0))),
  )
