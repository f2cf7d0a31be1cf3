import { writeFile } from 'node:fs/promises'
import { measureAcknowledgements } from './acknowledge.ts'
import { measureAnomalies } from './anomaly.ts'
import { measureAskers } from './askers.ts'
import { measureCharts } from './charts.ts'
import { measureCopy } from './copy.ts'
import { measureCrowd, measureMemory } from './crowd.ts'
import { measureForecast } from './forecast.ts'
import { measureGrowth } from './growth.ts'
import { measureHistory } from './history.ts'
import { measureLargeAnswer } from './large-answer.ts'
import { measureLoad } from './load.ts'
import { type Finding, keepsPromise } from './measure.ts'
import { writeReport } from './report.ts'
import { measureStart } from './start-up.ts'
import { measureUsage } from './usage.ts'

/**
 * `npm run bench`: what was promised as ratios, measured in one run. Exits with 1 where a promise is broken.
 * `npm run bench -- forecast charts` measures these alone, and leaves the report of the last whole run as it is.
 */
const begunAt = new Date()
const findings: Finding[] = []
const measures: Readonly<Record<string, () => Promise<Finding[]>>> = {
  usage: measureUsage,
  forecast: measureForecast,
  anomaly: measureAnomalies,
  largeAnswer: measureLargeAnswer,
  history: measureHistory,
  growth: measureGrowth,
  copy: measureCopy,
  charts: measureCharts,
  askers: measureAskers,
  crowd: measureCrowd,
  load: measureLoad,
  memory: measureMemory,
  start: measureStart,
  socket: () => measureAcknowledgements('socket'),
  http: () => measureAcknowledgements('http'),
}
const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(measures, name))
if (unknown.length > 0)
  throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`)
for (const [name, measure] of Object.entries(measures)) {
  if (names.length > 0 && !names.includes(name)) continue
  const found = await measure()
  findings.push(...found)
  for (const { what, ours, bare, ratio } of found)
    process.stderr.write(`${what}: ${ours} / ${bare}${ratio === undefined ? '' : ` = ${ratio.toFixed(2)}`}\n`)
}
const report = writeReport(findings, begunAt, (Date.now() - begunAt.getTime()) / 1000)
if (names.length === 0) await writeFile(new URL('latest.md', import.meta.url), report)
process.stdout.write(`\n${report}`)
process.exitCode = findings.every(keepsPromise) ? 0 : 1
