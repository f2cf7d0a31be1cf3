import type { Core } from '../../../chatops/context.ts'
import { headMetadataType } from '../../../chatops/notify/trail-head.ts'
import type { AuditHead } from '../../../storage/audit/entry.ts'

/** Where the trail stood when a message was drawn, as Slack remembers it. */
export interface PostedHead extends AuditHead {
  /** When the message was posted, by Slack's clock, in milliseconds; drawing it anew does not change that. */
  readonly postedAt: number
}

/** None also where the bot may not read back what it posted. */
export async function findPostedHeads(core: Core): Promise<readonly PostedHead[]> {
  const channel = core.config.places.approvals
  if (!channel) return []
  const found = (await core.channels.findMetadata(channel, headMetadataType)) ?? []
  return found.flatMap(({ ts, metadata: { event_payload } }) => {
    const { sequence, hash } = event_payload
    const isHead = typeof sequence === 'number' && typeof hash === 'string'
    return isHead ? [{ sequence, hash, postedAt: Number(ts) * 1000 }] : []
  })
}
