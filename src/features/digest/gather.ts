import type { ReadContext } from '../../chatops/context.ts'
import { askEachIfReachable, askEachWorkspace, namesWithoutAnswer } from '../../chatops/report/each-workspace.ts'
import { type ExchangeSources, findExchange } from '../../chatops/report/exchange.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { originsOf, sourceOf } from '../../chatops/report/sources.ts'
import { mapAtMost } from '../../domain/at-most.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { monthsForForecast } from '../../domain/forecast/month-forecast.ts'
import type { Workspace } from '../../domain/limit/limit.ts'
import { dayOf, listMonths, monthOf } from '../../domain/time/time.ts'
import { knownComparison } from '../../domain/usage/known-comparison.ts'
import type { Month, UsageMonth } from '../../domain/usage/usage.ts'
import { comparisonOf, type DigestReport, reportDigest, type WorkspaceMonths } from './report.ts'
import type { DigestPeriod } from './when.ts'

type Sources = Pick<ReadContext, 'mistral'> & ExchangeSources & Partial<Pick<ReadContext, 'progress'>>

/** One period against the one before, and where the present month stands; of some Workspaces alone, or of all. */
export function gatherDigest(
  sources: Sources,
  period: DigestPeriod,
  workspaceIds: readonly string[] = [],
): Promise<DigestReport> {
  return workspaceIds.length > 0 ? gatherSome(sources, period, workspaceIds) : gatherAll(sources, period)
}

async function gatherAll(sources: Sources, period: DigestPeriod): Promise<DigestReport> {
  const { mistral, clock } = sources
  const now = clock.now()
  const own = monthsOf(period, now)
  const months = [...new Set([...own, ...monthsForForecast(dayOf(now))])].sort()
  const [answers, limit, workspaces, exchange] = await Promise.all([
    Promise.all(months.map((month) => mistral.usage({ month }))),
    orMissing(mistral.spendLimit()),
    orMissing(mistral.workspaces()),
    findExchange(sources, listMonths(period.of.from, period.of.to)),
  ])
  const asked = await askEachIfReachable(sources, workspaces?.value ?? [], (workspace) =>
    readMonths(mistral, own, workspace),
  )
  return reportDigest({
    period,
    scope: 'organization',
    months: answers.map(({ value }) => value),
    limit: limit?.value ?? 'missing',
    exchange,
    byWorkspace: asked.flatMap(({ answer }) => (answer ? [answer.read] : [])),
    missing: workspaces ? namesWithoutAnswer(asked) : 'all',
    ...sourcesOf(answers, period, now),
    compared: compare(period, [...answers, ...asked.flatMap(({ answer }) => answer?.answers ?? [])]),
    now,
  })
}

/** A part of some Workspaces would look like all of them: what cannot be read ends it, and it is tried again. */
async function gatherSome(sources: Sources, period: DigestPeriod, ids: readonly string[]): Promise<DigestReport> {
  const { mistral, clock } = sources
  const now = clock.now()
  const { value: known } = await mistral.workspaces()
  const chosen = known.filter(({ id }) => ids.includes(id))
  if (chosen.length === 0) throw new NotFound('workspace', '')
  const months = monthsOf(period, now)
  const asked = await askEachWorkspace(sources, chosen, (workspace) => readMonths(mistral, months, workspace))
  const byWorkspace = asked.map(({ read }) => read)
  const answers = asked.flatMap((each) => each.answers)
  return reportDigest({
    period,
    scope: 'workspaces',
    months: byWorkspace.flatMap((read) => read.months),
    limit: undefined,
    exchange: await findExchange(sources, listMonths(period.of.from, period.of.to)),
    byWorkspace,
    missing: [],
    ...sourcesOf(answers, period, now),
    compared: compare(period, answers),
    now,
  })
}

/** What people brought is told of the days of the digest; how far the present month is known is a question of its own. */
function sourcesOf(answers: readonly Fetched<UsageMonth>[], period: DigestPeriod, now: Date) {
  const { from, to } = period.of
  const read = (months: readonly Month[]) => answers.filter(({ value }) => months.includes(value.month))
  const { origin, origins } = sourceOf(read(listMonths(from, to)))
  const present = originsOf(read([monthOf(dayOf(now))]))
  // What the forecast rests on beside the period is kept for long, and does not age.
  return { ...sourceOf(read(monthsOf(period, now))), origin, origins, presentOrigin: present.at(0)?.origin }
}

const compare = (period: DigestPeriod, answers: readonly Fetched<UsageMonth>[]) =>
  knownComparison(
    comparisonOf(period),
    answers.map(({ value, origin }) => ({ month: value.month, origin })),
  ) ?? 'none'

/** Those of the period, of the one before, and the present one. */
const monthsOf = ({ of, against }: DigestPeriod, now: Date): Month[] => [
  ...new Set([...listMonths(against.from, of.to), monthOf(dayOf(now))]),
]

/** One after the other: it is the Workspaces that are asked side by side. */
async function readMonths(
  mistral: Sources['mistral'],
  months: readonly Month[],
  workspace: Workspace,
): Promise<{ readonly read: WorkspaceMonths; readonly answers: readonly Fetched<UsageMonth>[] }> {
  const answers = await mapAtMost(1, months, (month) => mistral.usage({ month, workspaceId: workspace.id }))
  return { read: { workspace, months: answers.map(({ value }) => value) }, answers }
}
