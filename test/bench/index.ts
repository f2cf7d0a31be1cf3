import { writeFile } from 'node:fs/promises'
import { measureAcknowledgements } from './acknowledge.ts'
import { measureAskers } from './askers.ts'
import { measureCharts } from './charts.ts'
import { measureCrowd, measureMemory } from './crowd.ts'
import { measureLargeAnswer } from './large-answer.ts'
import { type Finding, keepsPromise } from './measure.ts'
import { writeReport } from './report.ts'
import { measureStart } from './start-up.ts'
import { measureUsage } from './usage.ts'

/** `npm run bench`: what was promised as ratios, measured in one run. Exits with 1 where a promise is broken. */
const begunAt = new Date()
const findings: Finding[] = []
const measures = [
  measureUsage,
  measureLargeAnswer,
  measureCharts,
  measureAskers,
  measureCrowd,
  measureMemory,
  measureStart,
  () => measureAcknowledgements('socket'),
  () => measureAcknowledgements('http'),
]
for (const measure of measures) {
  const found = await measure()
  findings.push(...found)
  for (const { what, ours, bare, ratio } of found)
    process.stderr.write(`${what}: ${ours} / ${bare}${ratio === undefined ? '' : ` = ${ratio.toFixed(2)}`}\n`)
}
const report = writeReport(findings, begunAt, (Date.now() - begunAt.getTime()) / 1000)
await writeFile(new URL('latest.md', import.meta.url), report)
process.stdout.write(`\n${report}`)
process.exitCode = findings.every(keepsPromise) ? 0 : 1
