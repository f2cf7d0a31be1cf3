import { cpus, loadavg, release, totalmem } from 'node:os'
import { type Finding, keepsPromise } from './measure.ts'
import { usageSeed } from './usage-answer.ts'

/** The one table, with what it was measured on. */
export function writeReport(findings: readonly Finding[], begunAt: Date, seconds: number): string {
  const rows = findings.map((finding) => {
    const { what, ours, bare, ratio, most } = finding
    const promise = most === undefined ? '–' : `≤ ${most} ${keepsPromise(finding) ? 'kept' : '**broken**'}`
    return `| ${what} | ${ours} | ${bare} | ${ratio === undefined ? '–' : ratio.toFixed(2)} | ${promise} |`
  })
  return `# npm run bench

${begunAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${Math.round(seconds)} s · ${describeMachine()} · seeds: usage answer ${usageSeed}, sandbox 1

Times are medians, taken in turns with what they are compared with; only the ratios mean something elsewhere. What
looks broken is measured for longer before it is said.

| measured | bot | compared with | ratio | promised |
|---|--:|--:|--:|--:|
${rows.join('\n')}
`
}

export function describeMachine(): string {
  const [cpu] = cpus()
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(0)
  const load = loadavg()[0]?.toFixed(1)
  const node = `Node ${process.versions.node}`
  return `${cpus().length} × ${cpu?.model.trim()}, ${gigabytes} GB, ${process.platform} ${release()}, ${node}, load ${load} at the end`
}
