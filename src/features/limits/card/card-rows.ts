import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import { findApprovalsTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { findDeciders } from '../../../chatops/people/deciders.ts'
import { maySelfApprove } from '../../../domain/limit/raise.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { isSamePerson, policyOf } from '../decision/who.ts'
import { lockRaise, type Tables } from '../store/store.ts'
import type { Raise } from '../store/types.ts'
import type { Audience } from './card-view.ts'

/** One copy of a request's card: for whom, and where it stands once it was posted. */
export interface CardRow {
  readonly id: string
  readonly audience: Audience
  readonly channel: string | null
  readonly ts: string | null
  readonly personId: string | null
  readonly slackId: string | null
}

/**
 * Who gets a copy: decided at the first look, but for whoever makes the request larger later and asks from then on.
 * Without a channel, the direct messages alone.
 */
export async function planCards(core: Core, raise: Raise): Promise<void> {
  const known = await findCards(core, raise)
  const needsRequester = raise.requester !== null && known.every(({ audience }) => audience !== 'requester')
  if (known.length > 0 && !needsRequester) return
  const deciders = await findDeciders(core)
  const channel = core.config.places.approvals
  const maySelf = maySelfApprove(policyOf(core), raise.target, undefined)
  await core.db.transaction<Tables, void>(async (tx) => {
    await lockRaise(tx, core.organization, raise.id)
    const rows = await tx
      .selectFrom('raise_cards')
      .select(['audience', 'person_id'])
      .where('raise_id', '=', raise.id)
      .execute()
    const plan = (audience: Audience, target: string | null, personId: string | null) =>
      tx
        .insertInto('raise_cards')
        .values({
          id: randomUUID(),
          organization: core.organization,
          raise_id: raise.id,
          audience,
          channel: target,
          ts: null,
          person_id: personId,
        })
        .execute()
    if (rows.length === 0) {
      if (channel) await plan('channel', channel, null)
      for (const decider of deciders) {
        if (isSamePerson(raise.requester, decider) && !maySelf) continue
        const { id: slackId, name } = decider.profile
        await plan('decider', null, await personIdFor(tx, core.organization, { slackId, name }))
      }
    }
    const { personId } = raise.requester ?? {}
    const hasCopy = rows.some(({ audience, person_id }) => audience === 'requester' && person_id === personId)
    if (personId && !hasCopy) await plan('requester', null, personId)
  })
}

export async function findCards(core: Core, raise: Raise): Promise<CardRow[]> {
  const rows = await core.db
    .query<Tables>()
    .selectFrom('raise_cards')
    .leftJoin('people', 'people.person_id', 'raise_cards.person_id')
    .selectAll('raise_cards')
    .select('people.slack_id')
    .where('raise_cards.raise_id', '=', raise.id)
    .execute()
  const cards = rows.map((row) => ({
    id: row.id,
    audience: nowFor(row, raise),
    channel: row.channel,
    ts: row.ts,
    personId: row.person_id,
    slackId: row.slack_id,
  }))
  const order: Audience[] = ['channel', 'decider', 'requester', 'follower']
  return cards.toSorted((a, b) => order.indexOf(a.audience) - order.indexOf(b.audience))
}

/** Whoever made a request larger became the one who asks. */
const nowFor = (row: { audience: string; person_id: string | null }, { requester }: Raise): Audience =>
  row.audience === 'requester' && row.person_id !== requester?.personId ? 'follower' : (row.audience as Audience)

/** Where the proof goes: the thread of the card in the channel, or the first decider's. */
export async function findThread(core: Core, raise: Raise): Promise<{ channel: string; ts: string } | undefined> {
  const isClosed = (await findApprovalsTrouble(core.config, core.channels.facts)) !== undefined
  const cards = await findCards(core, raise)
  const card = cards.find(({ audience, ts }) => ts !== null && !(audience === 'channel' && isClosed))
  return card?.channel && card.ts ? { channel: card.channel, ts: card.ts } : undefined
}
