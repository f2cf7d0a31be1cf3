import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js'
import { type Mark, type Plot, placeBars, type Scene, type Values } from '../layout/scene.ts'
import { drawLabel, drawPaper, drawRule, drawSwatch } from './draw.ts'
import { ink } from './theme.ts'

type Config = ChartConfiguration<'bar' | 'line'>
type Dataset = ChartDataset<'bar' | 'line'>
type Scales = NonNullable<NonNullable<Config['options']>['scales']>

/**
 * The scene for chart.js: scales and marks are its own, while the places of the plots and every text are the scene's,
 * so that what stands where can be known (and tested) without drawing.
 */
export function toChartConfig(scene: Scene, density: number): Config {
  return {
    type: 'bar',
    data: { datasets: scene.plots.flatMap((plot, index) => plotDatasets(plot, index)) },
    options: {
      devicePixelRatio: density,
      events: [],
      clip: false,
      scales: Object.fromEntries(scene.plots.flatMap((plot, index) => plotScales(plot, index))),
      plugins: { legend: { display: false }, title: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [placePlots(scene), drawAround(scene)],
  }
}

const indexScale = (plot: Plot, index: number) => `${plot.upright ? 'x' : 'y'}${index}`
const valueScale = (plot: Plot, index: number) => `${plot.upright ? 'y' : 'x'}${index}`

function plotScales(plot: Plot, index: number): [string, Scales[string]][] {
  const hidden = { type: 'linear', display: false, offset: false, bounds: 'data', stacked: plot.stacked } as const
  const slots = { min: -0.5, max: plot.slots - 0.5, reverse: !plot.upright }
  return [
    [indexScale(plot, index), { ...hidden, ...slots }],
    [valueScale(plot, index), { ...hidden, min: plot.min, max: plot.max }],
  ]
}

/** chart.js would stack all scales around one area; here each has the box that the scene gives it. */
const placePlots = (scene: Scene): Plugin => ({
  id: 'placePlots',
  afterLayout: (chart) => {
    for (const [index, plot] of scene.plots.entries()) {
      for (const id of [indexScale(plot, index), valueScale(plot, index)]) {
        const scale = chart.scales[id]
        if (!scale) continue
        const size = { width: plot.box.right - plot.box.left, height: plot.box.bottom - plot.box.top }
        Object.assign(scale, plot.box, size)
        scale.configure()
      }
    }
  },
})

const drawAround = (scene: Scene): Plugin => ({
  id: 'drawAround',
  beforeDraw: ({ ctx }) => {
    drawPaper(ctx)
    for (const rule of scene.rules) if (!rule.onTop) drawRule(ctx, rule)
  },
  afterDraw: ({ ctx }) => {
    for (const rule of scene.rules) if (rule.onTop) drawRule(ctx, rule)
    for (const swatch of scene.swatches) drawSwatch(ctx, swatch)
    for (const label of scene.labels) drawLabel(ctx, label)
  },
})

function plotDatasets(plot: Plot, index: number): Dataset[] {
  const scales = plot.upright
    ? { xAxisID: indexScale(plot, index), yAxisID: valueScale(plot, index) }
    : { yAxisID: indexScale(plot, index), xAxisID: valueScale(plot, index) }
  const datasets = plot.marks.flatMap((mark) => markDatasets(mark, plot))
  // The order says two things: which bar is nearest to zero (the least), and which line is drawn above (the least, too).
  const order = (position: number) => (datasets[position]?.type === 'bar' ? position : -position)
  return datasets.map((dataset, position) => ({ ...dataset, ...scales, order: order(position) }))
}

function markDatasets(mark: Mark, plot: Plot): Dataset[] {
  if (mark.kind === 'bars') return [barDataset(mark, plot)]
  if (mark.kind === 'line') return [lineDataset(mark)]
  const edge = { type: 'line', borderWidth: 0, pointRadius: 0 } as const
  return [
    { ...edge, data: toPoints(mark.low) },
    { ...edge, data: toPoints(mark.high), fill: '-1', backgroundColor: mark.color },
  ]
}

const toPoints = (values: Values) => values.map((y, x) => ({ x, y }))

/** Placed by the scene too: with several plots in one chart, chart.js would share each slot out among all of them. */
function barDataset(mark: Extract<Mark, { kind: 'bars' }>, plot: Plot): Dataset {
  const { thickness, offset } = placeBars(plot, mark)
  const place = (value: number | null, slot: number) =>
    plot.upright ? { x: slot + offset, y: value } : { x: value, y: slot + offset }
  return {
    type: 'bar',
    data: mark.values.map(place),
    backgroundColor: mark.colors.length === 1 ? mark.colors[0] : [...mark.colors],
    indexAxis: plot.upright ? 'x' : 'y',
    grouped: false,
    barThickness: thickness,
    minBarLength: plot.stacked ? 0 : 3,
    borderRadius: plot.stacked || thickness < 8 ? 0 : 4,
  }
}

function lineDataset({ values, color, dotted, dots }: Extract<Mark, { kind: 'line' }>): Dataset {
  return {
    type: 'line',
    data: toPoints(values),
    borderColor: color,
    borderWidth: dotted || values.length > 100 ? 4 : 5,
    borderDash: dotted ? [1, 8] : [],
    borderCapStyle: 'round',
    borderJoinStyle: 'round',
    pointRadius: values.map((_, slot) => (dots.includes(slot) ? 8 : 0)),
    pointBackgroundColor: color,
    pointBorderColor: ink.paper,
    pointBorderWidth: 3,
  }
}
