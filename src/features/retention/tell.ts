import { context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findApprovalsTrouble } from '../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { headMetadata } from '../../chatops/notify/trail-head.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { code } from '../../chatops/text.ts'
import { channelView, type View } from '../../chatops/view.ts'
import { formatDay } from '../../domain/time/dates.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Job } from '../../scheduler/jobs.ts'
import type { Message } from '../../slack/message.ts'
import type { Checkpoint } from '../../storage/audit/checkpoint.ts'
import { findCheckpoints } from '../../storage/audit/prune.ts'
import { findAuditEntry } from '../../storage/audit/read.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { retentionWords } from './words.ts'

export const tellJob = 'retention.tell'

/** Where decisions are proved, the trail's new beginning is noted down too: whoever cuts it off elsewhere is found out. */
export async function tellRemoval(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const { db, organization, config, channels } = core
  const channel = config.places.approvals
  const checkpoints = await findCheckpoints(db.query<AuditTables>(), organization)
  const checkpoint = checkpoints.find(({ sequence }) => String(sequence) === subject)
  const hash = checkpoint && (await findAuditEntry(db, organization, checkpoint.sequence))?.hash
  if (!channel || !checkpoint || hash === undefined) return undefined
  if (await findApprovalsTrouble(config, channels.facts)) return undefined
  await postOnce(core, {
    ...{ key: `${tellJob}:${subject}`, to: channel },
    async render() {
      const view = { ...channelView(core, defaultSlash), isShared: false }
      return { ...renderRemoval(checkpoint, hash, view), ...(await headMetadata(core)) }
    },
  })
  return undefined
}

export function renderRemoval(checkpoint: Checkpoint, hash: string, view: View): Message {
  const words = retentionWords(view)
  const { removed, before, at, months, kept, sequence } = checkpoint
  const day = formatDay(dayOf(new Date(before)), view.locale, new Date(at).toISOString().slice(0, 4))
  const text = words.removed(removed, day)
  const details = [words.setting(months), ...(kept.size > 0 ? [words.kept(kept.size)] : [])].join(' ')
  return {
    text,
    blocks: [section(`*${text}*\n${details}`), context(words.checkpoint(sequence, code(hash)))],
  }
}
