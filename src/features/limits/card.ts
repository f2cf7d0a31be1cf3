import { randomUUID } from 'node:crypto'
import { channelView, identifyPerson, viewFor } from '../../chatops/answer.ts'
import { mayRead } from '../../chatops/authorize.ts'
import type { Core } from '../../chatops/context.ts'
import { findDeciders } from '../../chatops/deciders.ts'
import type { View } from '../../chatops/view.ts'
import { defaultSlash } from '../../chatops/visit.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { Job } from '../../scheduler/jobs.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { describeCard } from './card-data.ts'
import { renderCard } from './card-view.ts'
import { drawRaise } from './chart.ts'
import { findRaise, type Tables } from './store.ts'
import type { CardData, Raise } from './types.ts'
import { isSamePerson } from './who.ts'

type Audience = 'channel' | 'decider' | 'requester'

interface CardRow {
  readonly id: string
  readonly audience: Audience
  readonly channel: string | null
  readonly ts: string | null
  readonly slackId: string | null
}

/** Brings every copy of the card to what the request is now: posts what is missing, updates what is there. */
export async function keepCards(core: Core, job: Pick<Job, 'subject'>): Promise<undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (!raise || raise.change === 'revert') return undefined
  await planCards(core, raise)
  const data = await describeCard(core, raise)
  const failures: unknown[] = []
  for (const card of await findCards(core, raise)) {
    try {
      await (card.ts === null ? postCard(core, card, data) : updateCard(core, card, data))
    } catch (error) {
      // One channel that cannot be written to must not keep the others from being told.
      core.log.warn({ error, audience: card.audience }, 'a card could not be shown')
      if (!isHopeless(error)) failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return undefined
}

/** Slack will say the same next time: a person has to mend it, and `status` and the log tell. */
const isHopeless = (error: unknown): boolean =>
  error instanceof UpstreamError && error.reason === 'refused' && error.code !== 'ratelimited'

/** Decided once, at the first look: who gets a copy. Without a channel, the direct messages alone. */
async function planCards(core: Core, raise: Raise): Promise<void> {
  const known = await findCards(core, raise)
  if (known.length > 0) return
  const deciders = await findDeciders(core)
  const channel = core.config.places.approvals
  await core.db.transaction<Tables, void>(async (tx) => {
    const isPlanned = await tx
      .selectFrom('raise_cards')
      .select('id')
      .where('raise_id', '=', raise.id)
      .executeTakeFirst()
    if (isPlanned) return
    const plan = (audience: Audience, target: string | null, personId: string | null) =>
      tx
        .insertInto('raise_cards')
        .values({ id: randomUUID(), raise_id: raise.id, audience, channel: target, ts: null, person_id: personId })
        .execute()
    if (channel) await plan('channel', channel, null)
    for (const decider of deciders) {
      if (isSamePerson(raise.requester, decider)) continue
      const { id: slackId, name } = decider.profile
      await plan('decider', null, await personIdFor(tx, core.organization, { slackId, name }))
    }
    if (raise.requester) await plan('requester', null, raise.requester.personId)
  })
}

async function findCards(core: Core, raise: Raise): Promise<CardRow[]> {
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
    audience: row.audience as Audience,
    channel: row.channel,
    ts: row.ts,
    slackId: row.slack_id,
  }))
  const order: Audience[] = ['channel', 'decider', 'requester']
  return cards.toSorted((a, b) => order.indexOf(a.audience) - order.indexOf(b.audience))
}

async function postCard(core: Core, card: CardRow, data: CardData): Promise<void> {
  const channelId = card.channel ?? (card.slackId ? await core.files.openDirectMessage(card.slackId) : undefined)
  if (!channelId) return
  if (card.audience === 'channel' && (await core.channels.facts(channelId)).isExternal) {
    core.log.error({}, 'APPROVALS_CHANNEL is shared with another company: no card is posted there')
    return
  }
  const view = await viewOf(core, card)
  const posted = await core.channels.post(
    channelId,
    renderCard(data, card.audience, view, await seesFigures(core, card)),
  )
  await core.db
    .query<Tables>()
    .updateTable('raise_cards')
    .set({ channel: posted.channel, ts: posted.ts })
    .where('id', '=', card.id)
    .where('ts', 'is', null)
    .execute()
  if (card.audience !== 'channel') return
  await sendChart(core, posted, data, view).catch((error: unknown) => {
    core.log.warn({ error }, 'the chart of a request could not be shown')
  })
}

async function updateCard(core: Core, { channel, ts, ...card }: CardRow, data: CardData): Promise<void> {
  if (channel === null || ts === null) return
  const message = renderCard(data, card.audience, await viewOf(core, card), await seesFigures(core, card))
  await core.channels.update({ channel, ts }, message)
}

/** In the thread, so that the buttons stay on the screen. */
async function sendChart(
  core: Core,
  posted: { channel: string; ts: string },
  data: CardData,
  view: View,
): Promise<void> {
  const chart = drawRaise(data, view)
  if (!chart) return
  const picture = await core.pictures.forChannel(chart, '', view.messages)
  await core.channels.post(posted.channel, { text: chart.title, blocks: [picture] }, { threadTs: posted.ts })
}

/** A card in a channel is read by whoever is in it; one in a direct message by one person. */
async function viewOf(core: Core, { audience, slackId }: Pick<CardRow, 'audience' | 'slackId'>): Promise<View> {
  if (audience === 'channel' || !slackId) return { ...channelView(core, defaultSlash), isShared: false }
  return viewFor(core, await core.people.profile(slackId), defaultSlash)
}

/** Who asks for a raise may not be allowed to see figures; who decides is. */
async function seesFigures(core: Core, { audience, slackId }: Pick<CardRow, 'audience' | 'slackId'>): Promise<boolean> {
  if (audience !== 'requester' || !slackId) return true
  const asker = await identifyPerson(core, await core.people.profile(slackId))
  return mayRead(asker, core.config.people.readAccess)
}

/** Where the proof goes: the thread of the card in the channel, or the first decider's. */
export async function findThread(core: Core, raise: Raise): Promise<{ channel: string; ts: string } | undefined> {
  const card = (await findCards(core, raise)).find(({ ts }) => ts !== null)
  return card?.channel && card.ts ? { channel: card.channel, ts: card.ts } : undefined
}
