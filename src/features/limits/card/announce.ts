import { context, section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import { findApprovalsTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { isHopeless } from '../../../chatops/notify/is-hopeless.ts'
import { postOnce } from '../../../chatops/notify/post-once.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { findKnownDeciders, missingToo } from '../../../chatops/people/deciders.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, type View, viewFor } from '../../../chatops/view.ts'
import { type Job, scheduleJob } from '../../../scheduler/jobs.ts'
import type { Message } from '../../../slack/message.ts'
import { readHead } from '../../../storage/audit/read.ts'
import { type EndingData, endingNotice } from '../ending/ending-view.ts'
import { jobKinds } from '../store/follow-up.ts'
import { findFollowers, findRaise, type Tables } from '../store/store.ts'
import type { CardData, Raise } from '../store/types.ts'
import { limitsWords } from '../words.ts'
import { describeCard } from './card-data.ts'
import { findThread } from './card-rows.ts'
import { cardThreadProof, requesterNotice, sayDeciders } from './card-view.ts'
import { findReader } from './readers.ts'
import { sayChange } from './wording.ts'

export type TellingJob = Pick<Job, 'kind' | 'subject' | 'run'>
/** One that tells what a look found: how long that took is measured. */
export type FindingJob = TellingJob & Pick<Job, 'askedAt'>

/** Everything that one run tells, at every try of it. */
export const keyOfJob = ({ kind, subject, run }: TellingJob): string => `${kind}:${subject}:${run}`

/** How a request ended: the proof into the card's thread, a word to whoever asked or joined. */
export async function tellOutcome(core: Core, job: TellingJob): Promise<undefined> {
  const key = keyOfJob(job)
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (!raise) return undefined
  const data = await describeCard(core, raise)
  if (raise.change === 'revert') {
    await announceRevert(core, raise, key)
    return undefined
  }
  const thread = await findThread(core, raise)
  const head = await readHead(core.db, core.organization)
  const proof = proveDecision(data, head?.hash, channelView(core, defaultSlash))
  const prove =
    thread && proof
      ? [() => postOnce(core, { key: `${key}:proof`, to: thread.channel, threadTs: thread.ts, render: () => proof })]
      : []
  const followers = await findFollowers(core.db.query<Tables>(), raise)
  const people = [raise.requester, ...followers].flatMap((party) => party?.slackId ?? [])
  const tell = [...new Set(people)].map((slackId) => async () => {
    const { view, seesFigures } = await findReader(core, slackId)
    await postOnce(core, { key, to: slackId, render: () => requesterNotice(data, view, seesFigures) })
  })
  await tellEach(core, [...prove, ...tell])
  return undefined
}

/** What the card's thread keeps of a decision: where the trail stood, and after a change the proof of it. */
function proveDecision(data: CardData, head: string | undefined, view: View): Message | undefined {
  if (data.raise.state === 'applied') return cardThreadProof(data, head, view)
  if (data.raise.state !== 'denied' || !head) return undefined
  const text = limitsWords(view).proof.head(head)
  return { text, blocks: [context(text)] }
}

async function announceRevert(core: Core, revert: Raise, key: string): Promise<void> {
  const ended = await findRaise(core.db.query<Tables>(), core.organization, revert.endsRaiseId ?? '')
  if (!ended) return
  const data = await describeCard(core, revert)
  // Nobody stands behind a way back, and it has no card: what went wrong with it is said here, or nowhere.
  if (revert.state === 'refused' || revert.state === 'unclear')
    return announce(core, key, (view) => requesterNotice(data, view), await findThread(core, ended))
  if (revert.state !== 'applied') return
  const { facts } = data
  const limitNow = facts ?? { limit: revert.target, use: undefined, currency: revert.currency }
  const ending = { raise: ended, kind: 'ended', limitNow, from: revert.before, returnsTo: revert.target } as const
  await announceEnding(core, key, ending)
}

/** Endings are told where the raise was decided, or to the deciders one by one, and to whoever asked for it. */
export async function announceEnding(core: Core, key: string, data: EndingData): Promise<void> {
  const { raise, kind } = data
  await announce(core, key, (view) => endingNotice(data, view), await findThread(core, raise))
  // The card no longer says that the limit will return.
  await core.db.transaction<Tables, void>((tx) =>
    scheduleJob(tx, core.organization, { kind: jobKinds.cards, subject: raise.id }),
  )
  core.wakeScheduler()
  const slackId = raise.requester?.slackId
  if (!slackId || (kind !== 'ended' && kind !== 'left')) return
  const { view, seesFigures } = await findReader(core, slackId)
  if (!seesFigures) return
  await tellEach(core, [
    () => postOnce(core, { key: `${key}:asker`, to: slackId, render: () => endingNotice(data, view) }),
  ])
}

/** In the approvals channel, in the thread given; without a channel, to each decider. */
export async function announce(
  core: Core,
  key: string,
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
      const place = isThere ? { to: channel, threadTs: thread.ts } : { to: channel }
      await postOnce(core, { key, ...place, render: () => render(view) })
      return
    } catch (error) {
      // What passes is tried again there, and what may have arrived is looked for.
      if (!isHopeless(error)) throw error
      core.log.warn({ error }, 'the approvals channel could not be told: the deciders are, one by one')
    }
  }
  const known = await findKnownDeciders(core)
  const tell = known.deciders.map(
    ({ profile }) =>
      () =>
        postOnce(core, { key, to: profile.id, render: () => render(viewFor(core, profile, defaultSlash)) }),
  )
  await tellEach(core, [...tell, ...missingToo(known)])
}

/** Half of its time is over and nobody decided. */
export async function remindOfRequest(core: Core, job: TellingJob): Promise<undefined> {
  const raise = await findRaise(core.db.query<Tables>(), core.organization, job.subject)
  if (raise?.state !== 'open') return undefined
  const data = await describeCard(core, raise)
  const render = (view: View) => {
    const { card } = limitsWords(view)
    const text = limitsWords(view).flow.reminder(card.question(sayChange(raise, view)), sayDeciders(data, view))
    return { text: text.replaceAll('*', ''), blocks: [section(text)] }
  }
  await announce(core, keyOfJob(job), render, await findThread(core, raise))
  return undefined
}
