import type { Core } from '../../../chatops/context.ts'
import { findApprovalsTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { isHopeless } from '../../../chatops/notify/is-hopeless.ts'
import { postOnce } from '../../../chatops/notify/post-once.ts'
import { headMetadata } from '../../../chatops/notify/trail-head.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, type View, viewFor } from '../../../chatops/view.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import type { Job } from '../../../scheduler/jobs.ts'
import type { Message } from '../../../slack/message.ts'
import { findRaise, type Tables } from '../store/store.ts'
import type { CardData } from '../store/types.ts'
import { describeCard } from './card-data.ts'
import { type CardRow, findCards, planCards } from './card-rows.ts'
import { renderCard } from './card-view.ts'
import { drawRaise } from './chart.ts'
import { findDecidersCopy } from './reached.ts'
import { findReader } from './readers.ts'

/** Brings every copy of the card to what the request is now: posts what is missing, updates what is there. */
export async function keepCards(core: Core, job: Pick<Job, 'subject'>): Promise<undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (!raise || raise.change === 'revert') return undefined
  await planCards(core, raise)
  const data = await describeCard(core, raise)
  const failures: unknown[] = []
  const refusals: unknown[] = []
  for (const card of await findCards(core, raise)) {
    try {
      await (card.ts === null ? postCard(core, card, data) : updateCard(core, card, data))
    } catch (error) {
      // One channel that cannot be written to must not keep the others from being told.
      core.log.warn({ error, audience: card.audience }, 'a card could not be shown')
      if (isHopeless(error)) refusals.push(error)
      else failures.push(error)
    }
  }
  // A request that nobody sees is decided by nobody: it is tried again also where Slack refused it for good.
  if (raise.state === 'open' && refusals.length > 0 && !(await findDecidersCopy(core, raise.id))) throw refusals[0]
  if (failures.length > 0) throw failures[0]
  return undefined
}

async function postCard(core: Core, card: CardRow, data: CardData): Promise<void> {
  const to = card.channel ?? card.slackId
  if (!to) return
  if (card.audience === 'channel' && !(await mayPostInChannel(core))) return
  const view = await viewOf(core, card)
  const posted = await postOnce(core, {
    ...{ key: `limits.card:${card.id}`, to, ifUncertain: 'again' },
    render: () => drawCard(core, card, data, view),
  })
  if (!posted) return
  await core.db
    .query<Tables>()
    .updateTable('raise_cards')
    .set({ channel: posted.channel, ts: posted.ts })
    .where('id', '=', card.id)
    .where('ts', 'is', null)
    .execute()
  // Found after a crash it shows what the request was then.
  if (posted.wasFound) await core.channels.update(posted, await drawCard(core, card, data, view))
  if (card.audience === 'channel') await showChart(core, card, posted, data, view)
}

async function updateCard(core: Core, { channel, ts, ...card }: CardRow, data: CardData): Promise<void> {
  if (channel === null || ts === null) return
  const view = await viewOf(core, card)
  await core.channels.update({ channel, ts }, await drawCard(core, card, data, view))
  // It may be missing since the card was posted; once all is decided nobody needs it.
  if (card.audience === 'channel' && data.raise.state === 'open')
    await showChart(core, card, { channel, ts }, data, view)
}

/** The card stands without it; where Slack was away for a moment it comes at the next try. */
async function showChart(...[core, ...what]: Parameters<typeof sendChart>): Promise<void> {
  try {
    await sendChart(core, ...what)
  } catch (error) {
    core.log.warn({ error }, 'the chart of a request could not be shown')
    if (error instanceof UpstreamError && !isHopeless(error)) throw error
  }
}

async function drawCard(
  core: Core,
  card: Pick<CardRow, 'audience' | 'slackId'>,
  data: CardData,
  view: View,
): Promise<Message> {
  const message = renderCard(data, card.audience, view, await seesFigures(core, card))
  // Where there is no channel, only what those who decide got says later where the trail stood.
  const bearsHead = card.audience === 'channel' || card.audience === 'decider'
  return bearsHead ? { ...message, ...(await headMetadata(core)) } : message
}

/** In the thread, so that the buttons stay on the screen. */
async function sendChart(
  core: Core,
  card: Pick<CardRow, 'id'>,
  posted: { channel: string; ts: string },
  data: CardData,
  view: View,
): Promise<void> {
  const chart = drawRaise(data, view)
  if (!chart) return
  await postOnce(core, {
    ...{ key: `limits.chart:${card.id}`, to: posted.channel, threadTs: posted.ts },
    async render() {
      return { text: chart.title, blocks: [await core.pictures.forChannel(chart, 'requests', view)] }
    },
  })
}

async function mayPostInChannel(core: Core): Promise<boolean> {
  const trouble = await findApprovalsTrouble(core.config, core.channels.facts)
  if (trouble) core.log.error({ trouble }, 'APPROVALS_CHANNEL cannot be used: requests go into direct messages alone')
  return trouble === undefined
}

/** A card in a channel is read by whoever is in it; one in a direct message by one person. */
async function viewOf(core: Core, { audience, slackId }: Pick<CardRow, 'audience' | 'slackId'>): Promise<View> {
  if (audience === 'channel' || !slackId) return { ...channelView(core, defaultSlash), isShared: false }
  return viewFor(core, await core.people.profile(slackId), defaultSlash)
}

/** Who asks for a raise may not be allowed to see figures; who decides is. */
async function seesFigures(core: Core, { audience, slackId }: Pick<CardRow, 'audience' | 'slackId'>): Promise<boolean> {
  // Somebody may have invited another company since the card was posted.
  if (audience === 'channel') return (await findApprovalsTrouble(core.config, core.channels.facts)) !== 'external'
  if (audience === 'decider' || !slackId) return true
  return (await findReader(core, slackId)).seesFigures
}
