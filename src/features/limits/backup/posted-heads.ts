import type { Core } from '../../../chatops/context.ts'
import { findApprovalsTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { headMetadataType } from '../../../chatops/notify/trail-head.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import type { AuditHead } from '../../../storage/audit/entry.ts'
import type { Tables } from '../store/store.ts'

/** Where the trail stood when a message was drawn, as Slack remembers it. */
export interface PostedHead extends AuditHead {
  /** When the message was posted, by Slack's clock, in milliseconds; drawing it anew does not change that. */
  readonly postedAt: number
}

/**
 * In the approvals channel; where there is none that can be used, or the bot may not read back there, in the direct
 * messages that the copy itself knows of: one that has no card of before has no request either that could go on. undefined:
 * there were places, and Slack lets the bot read back in none of them. Throws while Slack does not answer.
 */
export async function findPostedHeads(core: Core): Promise<readonly PostedHead[] | undefined> {
  const channel = core.config.places.approvals
  const inChannel = channel ? await lookInto(core, channel) : undefined
  if (inChannel && !(await findApprovalsTrouble(core.config, core.channels.facts))) return inChannel
  const looks = [...(channel ? [inChannel] : [])]
  for (const place of await findDirectMessages(core)) looks.push(await lookInto(core, place))
  const read = looks.filter((heads) => heads !== undefined)
  return read.length > 0 || looks.length === 0 ? read.flat() : undefined
}

async function lookInto(core: Core, place: string): Promise<readonly PostedHead[] | undefined> {
  try {
    const found = await core.channels.findMetadata(place, headMetadataType)
    return found?.flatMap(({ ts, metadata: { event_payload } }) => {
      const { sequence, hash } = event_payload
      const isHead = typeof sequence === 'number' && typeof hash === 'string'
      return isHead ? [{ sequence, hash, postedAt: Number(ts) * 1000 }] : []
    })
  } catch (error) {
    // A channel that the bot is not in, or that is gone: it says the same at the next look.
    if (error instanceof UpstreamError && error.reason === 'refused' && error.code !== 'ratelimited') return undefined
    throw error
  }
}

/** Each copy of a request says the same, and each of these places can take many pages. */
const mostDirectMessages = 5

/** Of those who got the latest requests to decide. */
async function findDirectMessages({ db, organization }: Core): Promise<string[]> {
  const rows = await db
    .query<Tables>()
    .selectFrom('raise_cards')
    .innerJoin('raises', 'raises.id', 'raise_cards.raise_id')
    .select((select) => ['raise_cards.channel', select.fn.max('raises.created_at').as('latest')])
    .where('raise_cards.organization', '=', organization)
    .where('raise_cards.audience', '=', 'decider')
    .where('raise_cards.ts', 'is not', null)
    .groupBy('raise_cards.channel')
    .orderBy('latest', 'desc')
    .limit(mostDirectMessages)
    .execute()
  return rows.flatMap(({ channel }) => channel ?? [])
}
