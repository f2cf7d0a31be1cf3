import type { ChartConfiguration, ChartDataset } from 'chart.js'
import { ink, page, palette, size } from '../../src/charts/drawing/theme.ts'
import type { Chart, Timeline } from '../../src/domain/chart.ts'

type Config = ChartConfiguration<'bar' | 'line'>
type Dataset = ChartDataset<'bar' | 'line'>

const font = { family: 'Inter', size: size.label }

/**
 * The same series, limits and forecast as chart.js draws them when it is left alone: its own axes, legend, title and
 * subtitle, in the same font, size and density, with one panel above the other.
 */
export function bareChart({ title, subtitle, panels }: Chart): Config {
  const timelines = panels.filter((panel) => panel.kind === 'timeline')
  const labels = Array.from({ length: Math.max(...timelines.map(countSlots)) }, (_, index) => String(index + 1))
  // chart.js stacks axes from the bottom up.
  const axes = timelines.toReversed().map((panel) => [
    `y${timelines.indexOf(panel)}`,
    {
      stack: 'panels',
      stackWeight: panel.weight ?? 1,
      stacked: panel.shape === 'stack',
      offset: true,
      ticks: { font },
    },
  ])
  return {
    type: 'bar',
    data: { labels, datasets: timelines.flatMap(drawPanel) },
    options: {
      devicePixelRatio: 2,
      events: [],
      scales: { x: { stacked: true, grid: { display: false }, ticks: { font } }, ...Object.fromEntries(axes) },
      plugins: {
        legend: { labels: { font } },
        title: { display: true, text: title, font: { ...font, size: size.title } },
        subtitle: { display: true, text: subtitle, font: { ...font, size: size.subtitle } },
      },
    },
    plugins: [
      {
        id: 'paper',
        beforeDraw({ ctx }) {
          ctx.fillStyle = ink.paper
          ctx.fillRect(0, 0, page.width, page.height)
        },
      },
    ],
  }
}

const countSlots = ({ slots }: Timeline): number => (slots.by === 'label' ? slots.labels.length : slots.count)

function drawPanel(panel: Timeline, index: number): Dataset[] {
  const type = panel.shape === 'lines' ? 'line' : 'bar'
  const yAxisID = `y${index}`
  const known = panel.series[0]?.values.length ?? 0
  const line = (label: string, values: readonly (number | null)[], color: string): Dataset => ({
    type: 'line',
    label,
    yAxisID,
    data: [...values],
    borderColor: color,
    borderWidth: 4,
    pointRadius: 0,
  })
  const continued = (values: readonly number[]) => [...Array.from({ length: known }, () => null), ...values]
  const { forecast } = panel
  return [
    ...panel.series.map(({ name, values }, position): Dataset => {
      const color = palette[position] ?? ink.other
      return type === 'line'
        ? line(name, values, color)
        : { type, label: name, yAxisID, data: [...values], backgroundColor: color }
    }),
    ...(panel.levels ?? []).map(({ name, value }) =>
      line(
        name,
        Array.from({ length: countSlots(panel) }, () => value),
        ink.limit,
      ),
    ),
    ...(forecast
      ? [
          line('Forecast', continued(forecast.values), ink.bar),
          line('Low', continued(forecast.low), ink.paleBar),
          { ...line('High', continued(forecast.high), ink.paleBar), fill: '-1', backgroundColor: ink.band },
        ]
      : []),
  ]
}
