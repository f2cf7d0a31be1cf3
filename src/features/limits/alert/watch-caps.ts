import type { Core } from '../../../chatops/context.ts'
import { findAlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import { isHeard } from '../../../chatops/notify/is-heard.ts'
import { askEachIfReachable } from '../../../chatops/report/each-workspace.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { pauseAfterFailure } from '../../../domain/limit/back-off.ts'
import { measureCap } from '../../../domain/limit/cap-use.ts'
import type { Workspace } from '../../../domain/limit/limit.ts'
import { chooseTurns } from '../../../domain/limit/turns.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { computeSpend, type Spend } from '../../../domain/usage/spend.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { type CapRow, findCapRows, saveCapRow } from './cap-rows.ts'
import { judgeCap } from './caps.ts'
import { findLastLook } from './find-last-look.ts'
import { isAsking } from './watching.ts'

/** Looks at the Workspaces whose turn it is, and again in its time. */
export async function keepCapWatch(core: Core): Promise<number | undefined> {
  if (!isAsking(core)) return undefined
  const { pollIntervalMs } = core.config.mistral
  try {
    // In this order, and asked anew: a cap that is older than what another instance remembers would be told again.
    const rows = await findCapRows(core.db.query<Tables>(), core.organization)
    const capped = (await core.mistral.workspaces({ fresh: true })).value.filter(({ cap }) => cap && !cap.isZero)
    const ids = capped.map(({ id }) => id)
    const turns = new Set(chooseTurns(ids, rows, core.clock.now(), pollIntervalMs))
    const chosen = capped.filter(({ id }) => turns.has(id))
    const asked = await askEachIfReachable({}, chosen, async (workspace) => {
      await pollCap(core, workspace, rows.get(workspace.id))
      return true
    })
    const unread = asked.filter(({ answer }) => answer === undefined)
    for (const { workspace } of unread) await saveLook(core, workspace, rows.get(workspace.id))
    const silent = unread.length
    if (silent > 0) core.log.warn({ silent }, 'the use of some Workspaces could not be compared with their caps')
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ reason: error.reason }, 'use could not be compared with the caps of Workspaces')
    return pauseAfterFailure(pollIntervalMs, core.clock.now().getTime() - (await findLastLook(core)).getTime())
  }
  return pollIntervalMs
}

/** What one Workspace used this month, as its usage tells it: Mistral states no counter for it. */
export async function readWorkspaceSpend(
  { mistral, clock }: Pick<Core, 'mistral' | 'clock'>,
  workspaceId: string,
): Promise<Spend> {
  const today = dayOf(clock.now())
  const month = monthOf(today)
  const { value } = await mistral.usage({ month, workspaceId }, { fresh: true })
  return computeSpend([value], { from: firstDayOf(month), to: today, isRunning: true })
}

async function pollCap(core: Core, workspace: Workspace, row: CapRow | undefined): Promise<void> {
  const { organization, clock } = core
  const use = measureCap(workspace, await readWorkspaceSpend(core, workspace.id))
  if (!use) return saveLook(core, workspace, row)
  const now = clock.now()
  const settings = await findAlertSettings(core.db.query<Tables>(), organization)
  const judgeIf = (isQuiet: boolean) => judgeCap(monthOf(dayOf(now)), use, row, settings.levels, isQuiet)
  const judged = judgeIf(isMuted(settings, now))
  // What nobody hears counts as unsaid, as if it were muted.
  const { hasNews, next } = judged.hasNews && !(await isHeard(core, [workspace.id])) ? judgeIf(true) : judged
  await core.db.transaction<Tables, void>(async (tx) => {
    const isFirst = await saveCapRow(tx, organization, workspace.id, row, { ...next, share: use.share, lookedAt: now })
    if (isFirst && hasNews) await scheduleJob(tx, organization, { kind: jobKinds.capAlert, subject: workspace.id })
  })
}

/** A look that found nothing took its turn too: else one that nobody can measure would take that of all the others. */
async function saveLook({ db, organization, clock }: Core, { id, cap }: Workspace, row?: CapRow): Promise<void> {
  const now = clock.now()
  const untold = { month: monthOf(dayOf(now)), cap: cap?.toString() ?? '', level: 0, share: 0 }
  await db.transaction<Tables, boolean>((tx) =>
    saveCapRow(tx, organization, id, row, { ...(row ?? untold), lookedAt: now }),
  )
}
