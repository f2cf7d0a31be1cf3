import type { MessageMetadata } from '../../slack/message.ts'
import { readHead } from '../../storage/audit/read.ts'
import type { Core } from '../context.ts'

export const headMetadataType = 'mistral_audit_head'

/** Every card in the channel, and every copy of those who decide, carries where the trail stood when it was drawn: Slack remembers what a backup forgot. */
export async function headMetadata(core: Pick<Core, 'db' | 'organization'>): Promise<{ metadata?: MessageMetadata }> {
  const head = await readHead(core.db, core.organization)
  return head
    ? { metadata: { event_type: headMetadataType, event_payload: { sequence: head.sequence, hash: head.hash } } }
    : {}
}
