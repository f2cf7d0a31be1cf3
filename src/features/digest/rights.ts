import type { Core } from '../../chatops/context.ts'
import { isDecider, mayRead } from '../../chatops/people/authorize.ts'
import { identifyPerson } from '../../chatops/people/identify-person.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Subscription, WantedDigest } from './store/subscriptions.ts'

type Owned = Pick<Subscription, 'maker'>
type Scoped = Pick<WantedDigest, 'workspaces'>

/** Figures of the whole Organization are posted by those who decide; of Workspaces, by whoever may read them. */
const mayPost = (asker: Asker, { workspaces }: Scoped, core: Core): boolean =>
  workspaces.length === 0 ? isDecider(asker.role) : mayRead(asker, core.config.people.readAccess)

export function refuseUnlessMayPost(asker: Asker, scope: Scoped, core: Core): void {
  if (!mayPost(asker, scope, core)) throw new NotAllowed('digestForOrganization')
}

export const mayManage = ({ role, profile }: Asker, { maker }: Owned): boolean =>
  isDecider(role) || maker?.slackId === profile.id

export function refuseUnlessMayManage(asker: Asker, subscription: Owned): void {
  if (!mayManage(asker, subscription)) throw new NotAllowed('notYourDigest')
}

/** Asked anew before each digest: its maker is here, and may still post such figures. */
export async function isStillEntitled(core: Core, subscription: Subscription): Promise<boolean> {
  const slackId = subscription.maker?.slackId
  if (slackId === undefined) return false
  const profile = await core.people.profile(slackId)
  if (profile.standing !== 'full') return false
  return mayPost(await identifyPerson(core, profile), subscription, core)
}
