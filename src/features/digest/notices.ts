import { actions, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { JobHandler } from '../../chatops/contract.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { tellEach } from '../../chatops/notify/tell-each.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { type View, viewFor } from '../../chatops/view.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { listButton, sayDigest } from './list-view.ts'
import type { Notice } from './store/changes.ts'
import { findSubscription, type Subscription } from './store/subscriptions.ts'
import { digestWords } from './words.ts'

/** Tells whose digest it is that it was paused, or has passed to the admins. */
export const tellOwners: JobHandler = async (core, { kind, subject, run }) => {
  const [notice, id] = subject.split(':') as [Notice, string]
  const subscription = await findSubscription(core.db, core.organization, id)
  if (!subscription) return undefined
  // The run as well: a digest can be paused more than once.
  const key = `${kind}:${subject}:${run}`
  const owners = await findResponsible(core, subscription)
  const ways = owners.map((profile) => () => {
    const view = viewFor(core, profile, defaultSlash)
    const text = sayNotice(notice, subscription, view)
    const render = () => ({ text, blocks: [section(text), actions(listButton(view))] })
    return postOnce(core, { key, to: profile.id, render })
  })
  await tellEach(core, ways)
  return undefined
}

function sayNotice(notice: Notice, subscription: Subscription, view: View): string {
  const { notices } = digestWords(view)
  const digest = sayDigest(subscription, view)
  if (notice === 'passed') return notices.passed(digest)
  const { pausedWhy } = subscription
  return notices.paused(digest, pausedWhy && pausedWhy !== 'person' ? notices.trouble[pausedWhy] : '')
}

/** Who made it, as long as they are here; else the admins. */
async function findResponsible(core: Core, { maker }: Subscription): Promise<readonly SlackProfile[]> {
  const made = maker?.slackId === undefined ? undefined : await core.people.profile(maker.slackId)
  if (made?.standing === 'full') return [made]
  return (await findDeciders(core)).filter(({ role }) => role === 'admin').map(({ profile }) => profile)
}
