import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { RaiseEvent, RaiseState } from '../../../domain/limit/raise.ts'
import { type Job, scheduleJob } from '../../../scheduler/jobs.ts'
import { appendAudit } from '../../../storage/audit/append.ts'
import { announce } from '../card/announce.ts'
import { forgetSeen } from '../drift/store.ts'
import { followUp, jobKinds, trail } from '../store/follow-up.ts'
import { endTemporary, findTemporaries } from '../store/intended-limit.ts'
import { findRaises, lapseApprovals, moveRaise, type Tables, type Tx } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { findKnownEnd, restoredAction } from './lost-head.ts'
import type { PostedHead } from './posted-heads.ts'

/** How each state is closed by somebody who does not know what happened since. */
const closing: Partial<Record<RaiseState, RaiseEvent>> = {
  open: 'expire',
  approved: 'expire',
  byHand: 'withdraw',
  applying: 'contradict',
  unknown: 'contradict',
}

/** Closes everything once for each restored copy, and remembers in the trail up to where Slack was looked at. */
export async function closeAll(core: Core, lost: PostedHead, heads: readonly PostedHead[]): Promise<void> {
  const { db, organization, clock } = core
  const { sequence, hash, postedAt } = lost
  const postedUntil = Math.max(clock.now().getTime(), ...heads.map((head) => head.postedAt))
  await db.transaction<Tables, void>(async (tx) => {
    // Its row is a queue as well: of instances that start at the same time, the second sees what the first has done.
    await scheduleJob(tx, organization, { kind: jobKinds.restored, subject: `${sequence}:${hash}` })
    if (postedAt <= (await findKnownEnd(tx, organization))) return
    await closeEach(tx, core)
    await appendAudit(tx, {
      organization,
      action: restoredAction,
      actorId: null,
      outcome: 'unknown',
      after: { sequence, hash, postedUntil },
    })
  })
  core.wakeScheduler()
}

async function closeEach(tx: Tx, core: Core): Promise<void> {
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
}

/** A job of its own: a Slack that does not take it at this moment must not leave it unsaid. */
export async function tellRestored(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const [sequence = '', hash = ''] = subject.split(':')
  await announce(core, `limits.restored:${hash}`, (view) => {
    const text = limitsWords(view).restored(Number(sequence))
    return { text, blocks: [section(text)] }
  })
  return undefined
}
