import type { Core } from '../../chatops/context.ts'
import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { knownThrough } from '../../domain/history/cells.ts'
import { type HistoryPlan, type HistoryRead, planReads } from '../../domain/history/plan.ts'
import { addDays, dayOf, startOfDay } from '../../domain/time/time.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import { listClosings, listKept } from '../../storage/history/overview.ts'
import type { HistoryTables } from '../../storage/history/schema.ts'
import { type Kept, keepRefusal, keepSnapshot } from '../../storage/history/write.ts'
import { scheduleDifference } from './difference.ts'
import { tellProgress } from './progress.ts'

export const keepJob = 'history.keep'

/** Between two slices a bot that is asked to end can end, and other jobs get their turn. */
const readsInSlice = 24
/** Mistral has counted the day before by then. */
const afterMidnightMs = 20 * 60_000
const retryMs = 5 * 60_000

export const isKeeping = ({ config }: Pick<Core, 'config'>): boolean =>
  config.mistral.key !== undefined && config.mistral.historyMonths > 0

export async function startKeeping(core: Core): Promise<void> {
  if (!isKeeping(core)) return
  await core.db.transaction<JobTables, void>((tx) =>
    scheduleJob(tx, core.organization, { kind: keepJob, subject: 'all' }),
  )
}

/** One slice of what is missing; when nothing is, the next look comes with the next day. All that it knows is in the database. */
export async function keepHistory(core: Core): Promise<number | undefined> {
  if (!isKeeping(core)) return undefined
  try {
    const plan = await planNext(core)
    if (plan.reads.length === 0) {
      await tellProgress(core, undefined, plan)
      return untilTomorrow(core)
    }
    await keepSlice(core, plan.reads.slice(0, readsInSlice))
    const next = await planNext(core)
    await tellProgress(core, plan, next)
    // What was asked for in vain (another instance was quicker, a clock went back) is not asked for in a hurry.
    return next.reads.length < plan.reads.length ? 0 : retryMs
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ reason: error.reason, call: error.call }, 'the history could not be completed; trying again')
    return error.retryAfterMs ?? retryMs
  }
}

/** A few at a time. The first failure ends it once those under way are done: then nothing is left that could go on by itself. */
async function keepSlice(core: Core, reads: readonly HistoryRead[]): Promise<void> {
  const failures: unknown[] = []
  await mapAtMost(workspacesAtOnce, reads, async (read) => {
    if (failures.length > 0) return
    await keepOne(core, read).catch((error: unknown) => failures.push(error))
  })
  if (failures.length > 0) throw failures[0]
}

async function planNext({ db, organization, mistral, clock, config }: Core): Promise<HistoryPlan> {
  const [{ value: workspaces }, kept, closings] = await Promise.all([
    mistral.workspaces({ withArchived: true }),
    listKept(db, organization),
    listClosings(db, organization),
  ])
  return planReads({
    kept,
    closed: new Set(closings.map(({ month }) => month)),
    workspaces,
    now: clock.now(),
    mostMonths: config.mistral.historyMonths,
  })
}

async function keepOne(core: Core, read: HistoryRead): Promise<void> {
  const { mistral, db, organization } = core
  const { scope, name, month, through } = read
  const query = scope === organizationScope ? { month } : { month, workspaceId: scope }
  const asked = await db.now()
  const refuse = () =>
    db.transaction<HistoryTables, void>((tx) =>
      keepRefusal(tx, { organization, scope, month }, { through, takenAt: asked }),
    )
  try {
    const { value, fetchedAt, origin } = await mistral.usage(query, { fresh: true })
    // Mistral has no such month, and what people imported of it is no word of Mistral's: it answers from where it is.
    if (origin) return await refuse()
    const snapshot = { scope, name, through, takenAt: fetchedAt, usage: knownThrough(value, through) }
    const kept = await db.transaction<HistoryTables & JobTables, Kept>(async (tx) => {
      const became = await keepSnapshot(tx, organization, snapshot)
      if (became === 'differs') await scheduleDifference(tx, organization, month, asked)
      return became
    })
    if (kept === 'corrected' || kept === 'differs')
      core.log.info({ scope, month, kept }, 'Mistral counts a kept month differently by now')
  } catch (error) {
    if (!isAnswerOfNone(error, read)) throw error
    await refuse()
  }
}

/** Mistral's past has a beginning, and what lies before it is an error there; so is the usage of a Workspace that is archived. */
const isAnswerOfNone = (error: unknown, { scope }: HistoryRead): boolean =>
  error instanceof UpstreamError &&
  (error.reason === 'refused' || error.reason === 'notOffered' || (scope !== organizationScope && error.status === 404))

function untilTomorrow({ clock }: Core): number {
  const now = clock.now()
  return startOfDay(addDays(dayOf(now), 1)).getTime() + afterMidnightMs - now.getTime()
}
