import type { Core } from '../../../chatops/context.ts'
import { findAlertSettings } from '../../../chatops/notify/alert-settings.ts'
import { findKnownDeciders, type KnownDeciders } from '../../../chatops/people/deciders.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { findOwners } from '../../../chatops/people/workspace-owners.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { writeLimit } from '../../../domain/limit/limit-value.ts'
import { gatherFacts } from '../facts.ts'
import type { Tables } from '../store/store.ts'
import type { LimitFacts } from '../store/types.ts'
import type { AlertData } from './alert-view.ts'
import { type Burst, saveDriver } from './bursts.ts'
import { isOfPastMonth, judge, readPace } from './signals.ts'
import { findPolls, findTold } from './watched.ts'
import { isAsking } from './watching.ts'

/** The deciders are whom to wake: nobody where there is time, or nothing left to do. */
export interface FoundAlert extends KnownDeciders {
  readonly alert: AlertData
  /** Who owns the Workspace that drives it, and decides nothing. */
  readonly owners: readonly Asker[]
}

/**
 * What is to be said at this moment. undefined: another limit stands by now, so what was to be said is about one that is
 * gone; the next look finds what is true of the new one. Mistral is asked anew: another instance may have looked, and what
 * this one remembers may be about the limit before.
 */
export async function readAlert(core: Core, limit: string, burst?: Burst): Promise<FoundAlert | undefined> {
  const { organization, config } = core
  const db = core.db.query<Tables>()
  const seen = await gatherWithDriver(core, burst)
  const isGone = seen.limit !== undefined && writeLimit(seen.limit) !== limit
  if (isGone && !burst?.isOver) return undefined
  const settings = await findAlertSettings(db, organization)
  const pace = isAsking(core) ? readPace(await findPolls(db, organization), seen) : undefined
  const told = await findTold(db, organization)
  const judgement = judge(seen, pace, told, config.timeZone, settings)
  if (!burst && isOfPastMonth(told, judgement)) return undefined
  const { facts, signals } = judgement
  const wakes = !burst?.isOver && (signals.isUrgent || signals.isSuspended)
  const { deciders, missing } = wakes ? await findWhomToWake(core) : nobody
  const deciderIds = deciders.map(({ profile }) => profile.id)
  const driving = facts.driver?.workspaceId
  const owners = wakes && driving ? await orMissing(findOwners(core, [driving])) : undefined
  return {
    alert: { facts, pace, signals, burst, deciders: deciderIds },
    deciders,
    missing,
    owners: owners?.filter(({ profile }) => !deciderIds.includes(profile.id)) ?? [],
  }
}

const nobody: KnownDeciders = { deciders: [], missing: undefined }

/** The channel hears of it also while nobody can say whom to wake. */
async function findWhomToWake(core: Core): Promise<KnownDeciders> {
  try {
    return await findKnownDeciders(core)
  } catch (error) {
    if (error instanceof UpstreamError) return { ...nobody, missing: error }
    throw error
  }
}

/** Who drives it changes slowly, and takes a question for each Workspace. */
const driverMs = 3_600_000

async function gatherWithDriver(core: Core, burst: Burst | undefined): Promise<LimitFacts> {
  const known = burst?.driver
  const now = core.clock.now()
  if (known && (burst.isOver || now.getTime() - known.at.getTime() < driverMs))
    return { ...(await gatherFacts(core, { fresh: true })), driver: known.is }
  const facts = await gatherFacts(core, { withDriver: true, fresh: true })
  if (burst) await saveDriver(core.db.query<Tables>(), core.organization, burst, facts.driver, now)
  return facts
}
