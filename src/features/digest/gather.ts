import type { ReadContext } from '../../chatops/context.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { monthsForForecast } from '../../domain/forecast/month-forecast.ts'
import { addDays, dayOf, listMonths } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import { type DigestReport, reportDigest, weekBefore } from './report.ts'

type Sources = Pick<ReadContext, 'mistral' | 'clock'>

/** The seven whole UTC days before today, against the seven before them. */
export async function gatherDigest({ mistral, clock }: Sources): Promise<DigestReport> {
  const now = clock.now()
  const today = dayOf(now)
  const { week, before } = weekBefore(today)
  const months = [...new Set([...listMonths(before.from, week.to), ...monthsForForecast(today)])].sort()
  const usage = Promise.all(months.map((month) => mistral.usage({ month })))
  const [answers, limit, workspaces] = await Promise.all([
    usage,
    orMissing(mistral.spendLimit()),
    orMissing(mistral.workspaces()),
  ])
  const weekMonths = listMonths(before.from, week.to)
  const byWorkspace = await mapAtMost(workspacesAtOnce, workspaces?.value ?? [], async ({ id, name }) => ({
    name,
    months: await orMissing(readMonths(mistral, weekMonths, id)),
  }))
  const times = answers.map(({ fetchedAt }) => fetchedAt.getTime())
  return reportDigest({
    week,
    before,
    months: answers.map(({ value }) => value),
    limit: limit?.value,
    byWorkspace: byWorkspace.flatMap(({ name, months: of }) => (of ? [{ name, months: of }] : [])),
    fetchedAt: new Date(Math.min(...times)),
    now,
    until: addDays(today, -1),
  })
}

/** One after the other: it is the Workspaces that are asked side by side. */
const readMonths = (mistral: Sources['mistral'], months: readonly Month[], workspaceId: string) =>
  mapAtMost(1, months, async (month) => (await mistral.usage({ month, workspaceId })).value)

async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}
