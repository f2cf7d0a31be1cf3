import type { Core } from '../../../chatops/context.ts'
import { findAlertsChannel, tellPeople } from '../../../chatops/notify/post-alert.ts'
import { postMeasured } from '../../../chatops/notify/post-measured.ts'
import { isPerson } from '../../../chatops/notify/post-once.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { type Copy, findCopies, findLostCopies, updateCopy } from '../../../chatops/notify/update-post.ts'
import { missingToo } from '../../../chatops/people/deciders.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, viewFor } from '../../../chatops/view.ts'
import { scheduleJob } from '../../../scheduler/jobs.ts'
import type { FindingJob, TellingJob } from '../card/announce.ts'
import { findReader } from '../card/readers.ts'
import { jobKinds } from '../store/follow-up.ts'
import type { Tables } from '../store/store.ts'
import { renderAlert } from './alert-view.ts'
import { type Burst, findBurst } from './bursts.ts'
import { type FoundAlert, readAlert } from './read-alert.ts'

/**
 * Brings the messages of a burst to what it is now. The channel has one; everybody who decides gets one for the pace and
 * one for the suspension, since those are two reasons to get up. So does whoever owns the Workspace behind it.
 */
export async function keepBurst(core: Core, job: FindingJob): Promise<undefined> {
  const burst = await findBurst(core.db.query<Tables>(), core.organization, job.subject)
  const found = burst && (await readAlert(core, burst.limit, burst))
  if (!found) return undefined
  // Nobody sleeps on because Slack does not say what the channel is, or Mistral who decides beside those that are known.
  const wakeFirst = burst.isOver ? [] : [() => wake(core, burst, found, stageOf(burst), job), ...missingToo(found)]
  await tellEach(core, [...wakeFirst, () => showAll(core, burst, found, job)])
  return undefined
}

/** Half an hour later nobody has said that they are on it. */
export async function tellBurstAgain(core: Core, { subject }: TellingJob): Promise<undefined> {
  const { db, organization } = core
  const burst = await findBurst(db.query<Tables>(), organization, subject)
  if (!burst || burst.isOver || burst.taken) return undefined
  const found = await readAlert(core, burst.limit, burst)
  try {
    if (found) await tellEach(core, [() => wake(core, burst, found, 'again'), ...missingToo(found)])
  } finally {
    // Whoever took it, or ended it, while these were posted has not seen them: they are looked at once more.
    await db.transaction<Tables, void>((tx) => scheduleJob(tx, organization, { kind: jobKinds.burst, subject }))
  }
  return undefined
}

const stages = ['urgent', 'suspended', 'again'] as const
const stageOf = ({ isSuspended }: Burst) => (isSuspended ? 'suspended' : 'urgent')

const burstKey = ({ id }: Burst): string => `limits.burst:${id}`
const keysOf = (burst: Burst): string[] => [burstKey(burst), ...stages.map((stage) => `${burstKey(burst)}:${stage}`)]

const wake = (
  core: Core,
  burst: Burst,
  { alert, deciders, owners }: FoundAlert,
  stage: (typeof stages)[number],
  // What is told again is late on purpose.
  { askedAt }: Partial<FindingJob> = {},
): Promise<void> =>
  tellPeople(
    core,
    { key: `${burstKey(burst)}:${stage}`, askedAt, ifUncertain: 'again', render: (view) => renderAlert(alert, view) },
    // Owners decide nothing, so nobody waits for them to say that they are on it.
    stage === 'again' ? deciders : [...deciders, ...owners],
  )

const postInChannel = (core: Core, burst: Burst, { alert }: FoundAlert, channel: string, { askedAt }: FindingJob) =>
  postMeasured(core, {
    key: burstKey(burst),
    askedAt,
    to: channel,
    render: () => renderAlert(alert, channelView(core, defaultSlash)),
  })

/** Also what arrived and nobody knew, and is no longer said anew: it must not go on asking once the burst is over. */
async function showAll(core: Core, burst: Burst, found: FoundAlert, job: FindingJob): Promise<void> {
  const channel = await findAlertsChannel(core)
  const redrawEach = (copies: readonly Copy[]) =>
    tellEach(
      core,
      copies
        .filter(({ recipient }) => isPerson(recipient) || recipient === channel)
        .map((copy) => () => redraw(core, copy, found)),
    )
  const keys = keysOf(burst)
  await tellEach(core, [
    ...(channel && !burst.isOver ? [() => postInChannel(core, burst, found, channel, job)] : []),
    async () => redrawEach(await findCopies(core, keys)),
    async () => redrawEach(await findLostCopies(core, keys)),
  ])
}

/** Whoever may no longer see figures keeps the message as it was. */
async function redraw(core: Core, copy: Copy, { alert, deciders }: FoundAlert): Promise<void> {
  const { recipient } = copy
  if (!isPerson(recipient)) return updateCopy(core, copy, renderAlert(alert, channelView(core, defaultSlash)))
  const decider = deciders.find(({ profile }) => profile.id === recipient)
  if (decider) return updateCopy(core, copy, renderAlert(alert, viewFor(core, decider.profile, defaultSlash, decider)))
  const { view, seesFigures } = await findReader(core, recipient)
  if (seesFigures) await updateCopy(core, copy, renderAlert(alert, view))
}
