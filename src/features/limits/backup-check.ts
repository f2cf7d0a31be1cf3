import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { headMetadataType } from '../../chatops/notify/trail-head.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { RaiseEvent, RaiseState } from '../../domain/limit/raise.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import { findAuditEntry, findRemovedEnd } from '../../storage/audit/read.ts'
import { announce } from './card/announce.ts'
import { forgetSeen } from './drift/store.ts'
import { followUp, trail } from './store/follow-up.ts'
import { endTemporary, findTemporaries } from './store/intended-limit.ts'
import { findRaises, lapseApprovals, moveRaise, type Tables, type Tx } from './store/store.ts'
import { limitsWords } from './words.ts'

/**
 * Before the first answer: a trail that is behind what was posted means a database that was restored from a copy. What
 * was decided and written since is not in it, so nothing that it holds open may go on by itself: requests are closed, and
 * what the bot wrote for a time is left to a person.
 */
export async function checkBackup(core: Core): Promise<void> {
  const posted = await findPostedHead(core)
  if (!posted || (await holds(core, posted))) return
  core.log.error({ posted: posted.sequence }, 'the audit trail is behind what was posted: the database was restored')
  await core.db.transaction<Tables, void>((tx) => closeAll(tx, core, posted.sequence))
  await announce(core, `limits.restored:${posted.hash}`, (view) => {
    const text = limitsWords(view).restored(posted.sequence)
    return { text, blocks: [section(text)] }
  })
}

async function findPostedHead(core: Core): Promise<{ sequence: number; hash: string } | undefined> {
  const channel = core.config.places.approvals
  if (!channel) return undefined
  try {
    const found = (await core.channels.findMetadata(channel, headMetadataType)) ?? []
    const heads = found.flatMap(({ event_payload: { sequence, hash } }) =>
      typeof sequence === 'number' && typeof hash === 'string' ? [{ sequence, hash }] : [],
    )
    return heads.toSorted((a, b) => b.sequence - a.sequence)[0]
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ error }, 'could not look for the last posted head of the audit trail')
    return undefined
  }
}

/** The very entry must be there: a trail that went on from an older copy may be longer, and is another. */
async function holds({ db, organization }: Core, posted: { sequence: number; hash: string }): Promise<boolean> {
  const entry = await findAuditEntry(db, organization, posted.sequence)
  if (entry) return entry.hash === posted.hash
  // Nothing was posted for so long that the entry is gone, behind a checkpoint.
  return posted.sequence <= (await findRemovedEnd(db, organization))
}

/** How each state is closed by somebody who does not know what happened since. */
const closing: Partial<Record<RaiseState, RaiseEvent>> = {
  open: 'expire',
  approved: 'expire',
  byHand: 'withdraw',
  applying: 'contradict',
  unknown: 'contradict',
}

async function closeAll(tx: Tx, core: Core, sequence: number): Promise<void> {
  const { organization } = core
  const states = Object.keys(closing) as RaiseState[]
  for (const raise of await findRaises(tx, organization, states)) {
    const event = closing[raise.state]
    const closed = event && (await moveRaise(tx, raise, event, { why: 'restored' }))
    if (!closed) continue
    await lapseApprovals(tx, closed)
    await trail(tx, core, closed, { action: 'limit.restored', actorId: null, outcome: 'unknown' })
    await followUp(tx, core, closed)
  }
  for (const { raiseId } of await findTemporaries(tx, organization)) await endTemporary(tx, raiseId, 'left')
  await forgetSeen(tx, organization)
  await appendAudit(tx, {
    organization,
    action: 'trail.restored',
    actorId: null,
    outcome: 'unknown',
    after: { sequence },
  })
}
