import type { Core } from '../../../chatops/context.ts'
import { postOnce } from '../../../chatops/notify/post-once.ts'
import type { PostTables } from '../../../chatops/notify/schema.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, viewFor } from '../../../chatops/view.ts'
import type { Posted } from '../../../slack/channels.ts'
import type { Told } from '../card/announce.ts'
import { findReader } from '../card/readers.ts'
import type { Tables } from '../store/store.ts'
import { renderAlert } from './alert-view.ts'
import { type Burst, findBurst } from './bursts.ts'
import { type FoundAlert, readAlert } from './read-alert.ts'
import { findAlertsChannel } from './tell-alert.ts'

type Way = () => Promise<unknown>

/**
 * Brings the messages of a burst to what it is now. The channel has one; everybody who decides gets one for the pace and
 * one for the suspension, since those are two reasons to get up.
 */
export async function keepBurst(core: Core, job: Told): Promise<undefined> {
  const burst = await findBurst(core.db.query<Tables>(), core.organization, job.subject)
  const found = burst && (await readAlert(core, burst.limit, burst))
  if (!found) return undefined
  const channel = await findAlertsChannel(core)
  const copies = await findCopies(core, burst)
  const updates = copies
    .filter(({ recipient }) => isPerson(recipient) || recipient === channel)
    .map((copy) => () => updateCopy(core, copy, found))
  const posts = burst.isOver ? [] : [...tellDeciders(core, burst, found, stageOf(burst))]
  if (channel && !burst.isOver) posts.push(() => tellChannel(core, burst, found, channel))
  await tellEach(core, [...posts, ...updates])
  return undefined
}

/** Half an hour later nobody has said that they are on it. */
export async function tellBurstAgain(core: Core, job: Told): Promise<undefined> {
  const burst = await findBurst(core.db.query<Tables>(), core.organization, job.subject)
  if (!burst || burst.isOver || burst.taken) return undefined
  const found = await readAlert(core, burst.limit, burst)
  if (found) await tellEach(core, tellDeciders(core, burst, found, 'again'))
  return undefined
}

const keyOf = ({ id }: Burst): string => `limits.burst:${id}`
const stageOf = ({ isSuspended }: Burst) => (isSuspended ? 'suspended' : 'urgent')
const isPerson = (recipient: string): boolean => /^[UW]/.test(recipient)

function tellDeciders(
  core: Core,
  burst: Burst,
  { alert, deciders }: FoundAlert,
  stage: 'urgent' | 'suspended' | 'again',
): Way[] {
  return deciders.map((decider) => () => {
    const view = viewFor(core, decider.profile, defaultSlash, decider)
    const post = { key: `${keyOf(burst)}:${stage}`, to: decider.profile.id, ifUncertain: 'again' } as const
    return postOnce(core, { ...post, render: () => renderAlert(alert, view) })
  })
}

const tellChannel = (core: Core, burst: Burst, { alert }: FoundAlert, channel: string) =>
  postOnce(core, {
    key: keyOf(burst),
    to: channel,
    render: () => renderAlert(alert, channelView(core, defaultSlash)),
  })

interface Copy extends Posted {
  readonly recipient: string
}

async function findCopies({ db, organization }: Core, burst: Burst): Promise<Copy[]> {
  const stages = ['', ':urgent', ':suspended', ':again']
  const rows = await db
    .query<PostTables>()
    .selectFrom('posts')
    .select(['recipient', 'channel', 'ts'])
    .where('organization', '=', organization)
    .where(
      'key',
      'in',
      stages.map((stage) => `${keyOf(burst)}${stage}`),
    )
    .execute()
  return rows.flatMap(({ recipient, channel, ts }) => (channel && ts ? [{ recipient, channel, ts }] : []))
}

/** Whoever may no longer see figures keeps the message as it was. */
async function updateCopy(core: Core, { recipient, ...posted }: Copy, { alert, deciders }: FoundAlert): Promise<void> {
  if (!isPerson(recipient)) return core.channels.update(posted, renderAlert(alert, channelView(core, defaultSlash)))
  const decider = deciders.find(({ profile }) => profile.id === recipient)
  if (decider)
    return core.channels.update(posted, renderAlert(alert, viewFor(core, decider.profile, defaultSlash, decider)))
  const { view, seesFigures } = await findReader(core, recipient)
  if (seesFigures) await core.channels.update(posted, renderAlert(alert, view))
}
