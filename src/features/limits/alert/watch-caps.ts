import type { Core } from '../../../chatops/context.ts'
import { mapAtMost, workspacesAtOnce } from '../../../domain/at-most.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import type { Workspace } from '../../../domain/limit/limit.ts'
import { isComparable } from '../../../domain/money/money.ts'
import { dayOf, firstDayOf, monthOf } from '../../../domain/time/time.ts'
import { computeSpend, type Spend } from '../../../domain/usage/spend.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { findCapRows, saveCapRow } from './cap-rows.ts'
import { type CapLook, type CapTold, chooseTurns, judgeCap } from './caps.ts'
import { findSettings, isMuted } from './settings.ts'
import { isAsking } from './watching.ts'

/** Looks at the Workspaces whose turn it is, and again in its time. */
export async function keepCapWatch(core: Core): Promise<number | undefined> {
  if (!isAsking(core)) return undefined
  const { pollIntervalMs } = core.config.mistral
  try {
    const capped = await findCapped(core)
    const rows = await findCapRows(core.db.query<Tables>(), core.organization)
    const ids = capped.map(({ id }) => id)
    const turns = new Set(chooseTurns(ids, rows, core.clock.now(), pollIntervalMs))
    await mapAtMost(
      workspacesAtOnce,
      capped.filter(({ id }) => turns.has(id)),
      (workspace) => look(core, workspace, rows.get(workspace.id)),
    )
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ reason: error.reason }, 'use could not be compared with the caps of Workspaces')
  }
  return pollIntervalMs
}

type Capped = Workspace & { readonly cap: NonNullable<Workspace['cap']> }

const findCapped = async ({ mistral }: Core): Promise<Capped[]> =>
  (await mistral.workspaces()).value.flatMap((workspace) =>
    workspace.cap === null ? [] : [{ ...workspace, cap: workspace.cap }],
  )

/** What one Workspace used this month, as its usage tells it: Mistral states no counter for it. */
export async function readWorkspaceSpend({ mistral, clock }: Core, workspaceId: string): Promise<Spend> {
  const today = dayOf(clock.now())
  const month = monthOf(today)
  const { value } = await mistral.usage({ month, workspaceId }, { fresh: true })
  return computeSpend([value], { from: firstDayOf(month), to: today, isRunning: true })
}

async function look(core: Core, workspace: Capped, row: (CapLook & CapTold) | undefined): Promise<void> {
  const { organization, clock } = core
  const spend = await readWorkspaceSpend(core, workspace.id)
  if (!isComparable(spend.currency, workspace.capCurrency)) return
  const now = clock.now()
  const month = monthOf(dayOf(now))
  const settings = await findSettings(core.db.query<Tables>(), organization)
  const use = { month, use: spend.total, cap: workspace.cap }
  const { hasNews, share, next } = judgeCap(use, row, settings.levels, isMuted(settings, now))
  await core.db.transaction<Tables, void>(async (tx) => {
    await saveCapRow(tx, organization, workspace.id, { ...next, share, lookedAt: now })
    if (hasNews) await scheduleJob(tx, organization, { kind: jobKinds.capAlert, subject: workspace.id })
  })
}
