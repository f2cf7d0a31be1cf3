import { monitorEventLoopDelay } from 'node:perf_hooks'
import { encodePng } from '../../src/charts/drawing/skia.ts'
import { createChartRenderer } from '../../src/charts/renderer.ts'
import { monthToDate } from '../charts/examples.ts'
import { bareChart } from './bare-chart.ts'
import { compareInTurns, type Finding, ms, takeTurns, timeOf } from './measure.ts'

const warmUps = 5
const rounds = 60
const most = 1.1
const drawnAtOnce = 20

/** The month's chart from its description to the PNG, against chart.js alone; and how long the loop stands still for it. */
export async function measureCharts(): Promise<Finding[]> {
  const renderer = createChartRenderer()
  const chart = monthToDate('en')
  const ours = () => timeOf(() => renderer.render(chart))
  const bare = () => timeOf(() => encodePng(bareChart(chart)))
  await takeTurns(warmUps, ours, bare)
  const compared = await compareInTurns(rounds, ours, bare, most)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await Promise.all(Array.from({ length: drawnAtOnce }, (_, index) => renderer.render(chart, { for: `U${index}` })))
  delay.disable()
  await renderer.close()
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((time) => ms(time / 1e6))
  return [
    {
      what: 'a chart of two panels as PNG; against chart.js with the same data, canvas, size and fonts',
      ...compared,
      most,
    },
    {
      what: `event-loop delay while ${drawnAtOnce} charts are drawn: p50, p99, most (a timer of 1 ms included)`,
      ours: `${p50}, ${p99}, ${max}`,
      bare: '–',
    },
  ]
}
