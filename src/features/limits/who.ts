import { identifyPerson } from '../../chatops/answer.ts'
import { isDecider } from '../../chatops/authorize.ts'
import type { Core, ReadContext } from '../../chatops/context.ts'
import type { Asker } from '../../chatops/identity.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { LimitValue } from '../../domain/limit-value.ts'
import { type ApprovalPolicy, maySelfApprove } from '../../domain/raise.ts'
import type { Follower } from './store.ts'
import type { Party, Raise } from './types.ts'

/** More members with the role than this are not looked up one by one in Slack. */
const mostDeciders = 30

export const policyOf = ({ config }: Pick<ReadContext, 'config'>): ApprovalPolicy => ({
  approvalBands: config.policy.approvalBands,
  selfApprovalUpTo: config.policy.selfApprovalUpTo,
  maxLimit: config.policy.maxLimit,
})

/** Throws why this person may not decide on this request. Their role was asked for just now. */
export function refuseDecision(
  core: Core,
  raise: Raise,
  followers: readonly Follower[],
  asker: Asker,
  use: LimitValue | undefined,
): void {
  if (asker.profile.standing !== 'full') throw new NotAllowed(asker.profile.standing)
  if (!isDecider(asker.role)) throw new NotAllowed('needsDecider')
  if (asker.heldUntil) throw new NotAllowed('held', { until: asker.heldUntil.toISOString() })
  const hasAsked =
    isSamePerson(raise.requester, asker) || followers.some((one) => one.hasAsked && isSamePerson(one, asker))
  if (hasAsked && !maySelfApprove(policyOf(core), raise.target, use)) throw new NotAllowed('ownRequest')
}

/** The same person by either id: a second Slack account with the same Mistral member is no second person. */
export function isSamePerson(party: Pick<Party, 'slackId' | 'mistralId'> | null, asker: Asker): boolean {
  if (!party) return false
  if (party.slackId === asker.profile.id) return true
  return party.mistralId !== null && party.mistralId === asker.member?.id
}

/**
 * Who can decide, for the card and its direct messages: mapped people, members of mapped groups, and Mistral's own
 * admins and billing managers who are in this Slack workspace. Each of them is resolved as at a decision.
 */
export async function findDeciders(core: Core): Promise<readonly Asker[]> {
  const { roleMap, emailMatch } = core.config.people
  const mappedGroups = [...roleMap.groups].filter(([, role]) => isDecider(role)).map(([id]) => id)
  const groups = await core.people.groups(mappedGroups)
  const mapped = [...roleMap.users].filter(([, role]) => isDecider(role)).map(([id]) => id)
  const inGroups = groups.filter(({ isDisabled }) => !isDisabled).flatMap(({ memberIds }) => memberIds)
  const byEmail = emailMatch ? await findByEmail(core) : []
  const ids = [...new Set([...mapped, ...inGroups, ...byEmail])].slice(0, mostDeciders)
  const askers = await Promise.all(ids.map(async (id) => identifyPerson(core, await core.people.profile(id))))
  return askers.filter(({ profile, role }) => profile.standing === 'full' && isDecider(role))
}

async function findByEmail(core: Core): Promise<string[]> {
  const { value } = await core.mistral.members({ fresh: true })
  const emails = value.members.flatMap(({ email, roles }) => (email && roles.some(isDecider) ? [email] : []))
  const found = await Promise.all(emails.slice(0, mostDeciders).map((email) => core.people.findByEmail(email)))
  return found.filter((id) => id !== undefined)
}
