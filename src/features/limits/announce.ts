import { findApprovalsTrouble } from '../../chatops/approvals-channel.ts'
import { context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findDeciders } from '../../chatops/deciders.ts'
import { channelView, type View, viewFor } from '../../chatops/view.ts'
import { defaultSlash } from '../../chatops/visit.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { type Job, scheduleJob } from '../../scheduler/jobs.ts'
import type { Message } from '../../slack/message.ts'
import { readHead } from '../../storage/audit/read.ts'
import { describeCard } from './card-data.ts'
import { findThread } from './card-rows.ts'
import { cardThreadProof, requesterNotice, sayDeciders } from './card-view.ts'
import { type EndingData, endingNotice } from './ending-view.ts'
import { jobKinds } from './follow-up.ts'
import { findReader } from './readers.ts'
import { findFollowers, findRaise, type Tables } from './store.ts'
import type { CardData, Raise } from './types.ts'
import { sayChange } from './wording.ts'

/** How a request ended: the proof into the card's thread, a word to whoever asked or joined. */
export async function tellOutcome(core: Core, job: Pick<Job, 'subject'>): Promise<undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (!raise) return undefined
  const data = await describeCard(core, raise)
  if (raise.change === 'revert') {
    await announceRevert(core, raise)
    return undefined
  }
  const thread = await findThread(core, raise)
  const head = await readHead(core.db, core.organization)
  const proof = proveDecision(data, head?.hash, channelView(core, defaultSlash))
  const prove = thread && proof ? [() => core.channels.post(thread.channel, proof, { threadTs: thread.ts })] : []
  const followers = await findFollowers(core.db.query<Tables>(), raise)
  const people = [raise.requester, ...followers].flatMap((party) => party?.slackId ?? [])
  const tell = [...new Set(people)].map((slackId) => async () => {
    const { view, seesFigures } = await findReader(core, slackId)
    await tellPerson(core, slackId, requesterNotice(data, view, seesFigures))
  })
  await tellEach(core, [...prove, ...tell])
  return undefined
}

/** What the card's thread keeps of a decision: where the trail stood, and after a change the proof of it. */
function proveDecision(data: CardData, head: string | undefined, view: View): Message | undefined {
  if (data.raise.state === 'applied') return cardThreadProof(data, head, view)
  if (data.raise.state !== 'denied' || !head) return undefined
  const text = view.messages.limits.proof.head(head)
  return { text, blocks: [context(text)] }
}

async function announceRevert(core: Core, revert: Raise): Promise<void> {
  const ended = await findRaise(core.db.query<Tables>(), core.organization, revert.endsRaiseId ?? '')
  if (!ended) return
  const data = await describeCard(core, revert)
  // Nobody stands behind a way back, and it has no card: what went wrong with it is said here, or nowhere.
  if (revert.state === 'refused' || revert.state === 'unclear')
    return announce(core, (view) => requesterNotice(data, view), await findThread(core, ended))
  if (revert.state !== 'applied') return
  const { facts } = data
  const standing = facts ?? { limit: revert.target, use: undefined, currency: revert.currency }
  await announceEnding(core, { raise: ended, kind: 'ended', standing, from: revert.before, returnsTo: revert.target })
}

/** Endings are told where the raise was decided, or to the deciders one by one, and to whoever asked for it. */
export async function announceEnding(core: Core, data: EndingData): Promise<void> {
  const { raise, kind } = data
  await announce(core, (view) => endingNotice(data, view), await findThread(core, raise))
  // The card no longer says that the limit will return.
  await core.db.transaction<Tables, void>((tx) =>
    scheduleJob(tx, core.organization, { kind: jobKinds.cards, subject: raise.id }),
  )
  core.wakeScheduler()
  const slackId = raise.requester?.slackId
  if (!slackId || (kind !== 'ended' && kind !== 'left')) return
  const { view, seesFigures } = await findReader(core, slackId)
  if (seesFigures) await tellPerson(core, slackId, endingNotice(data, view))
}

/** In the approvals channel, in the thread given; without a channel, to each decider. */
export async function announce(
  core: Core,
  render: (view: View) => Message,
  thread?: { channel: string; ts: string },
): Promise<void> {
  const channel = (await findApprovalsTrouble(core.config, core.channels.facts))
    ? undefined
    : core.config.places.approvals
  const view = { ...channelView(core, defaultSlash), isShared: false }
  if (channel) {
    const isThere = thread?.channel === channel
    try {
      await core.channels.post(channel, render(view), isThere ? { threadTs: thread.ts } : {})
      return
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      core.log.warn({ error }, 'the approvals channel could not be told: the deciders are, one by one')
    }
  }
  const deciders = await findDeciders(core)
  const tell = deciders.map(
    ({ profile }) =>
      () =>
        tellPerson(core, profile.id, render(viewFor(core, profile, defaultSlash))),
  )
  await tellEach(core, tell)
}

export async function tellPerson(core: Core, slackId: string, message: Message): Promise<void> {
  await core.channels.post(await core.files.openDirectMessage(slackId), message)
}

/** Half of its time is over and nobody decided. */
export async function remindOfRequest(core: Core, job: Pick<Job, 'subject'>): Promise<undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (raise?.state !== 'open') return undefined
  const data = await describeCard(core, raise)
  const render = (view: View) => {
    const { card } = view.messages.limits
    const text = view.messages.limitFlow.reminder(card.question(sayChange(raise, view)), sayDeciders(data, view))
    return { text: text.replaceAll('*', ''), blocks: [section(text)] }
  }
  await announce(core, render, await findThread(core, raise))
  return undefined
}

/**
 * What Slack refuses one of them does not keep the others from being told. Where nobody at all was reached, and it was
 * not refused for good, the job is tried again.
 */
async function tellEach(core: Core, ways: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: UpstreamError[] = []
  for (const tell of ways) {
    try {
      await tell()
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      core.log.warn({ error }, 'somebody could not be told')
      failures.push(error)
    }
  }
  const passing = failures.find(({ reason, outcomeUnknown }) => reason !== 'refused' && !outcomeUnknown)
  if (passing && failures.length === ways.length) throw passing
}
