import type { ReadContext } from '../../../chatops/context.ts'
import { isDecider } from '../../../chatops/people/authorize.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import type { LimitValue } from '../../../domain/limit/limit-value.ts'
import { type ApprovalPolicy, maySelfApprove } from '../../../domain/limit/raise.ts'
import type { Follower } from '../store/store.ts'
import type { Approval, Party, Raise } from '../store/types.ts'

export const policyOf = ({ config }: Pick<ReadContext, 'config'>): ApprovalPolicy => ({
  approvalBands: config.policy.approvalBands,
  selfApprovalUpTo: config.policy.selfApprovalUpTo,
  maxLimit: config.policy.maxLimit,
})

type Deciding = Pick<ReadContext, 'config' | 'clock'>

/** Throws why this person may not decide on this request. Their role was asked for just now. */
export function refuseDecision(
  core: Deciding,
  raise: Raise,
  followers: readonly Follower[],
  asker: Asker,
  use: LimitValue | undefined,
): void {
  if (asker.profile.standing !== 'full') throw new NotAllowed(asker.profile.standing)
  if (!isDecider(asker.role)) throw new NotAllowed('needsDecider')
  // Two Slack accounts can be one member: without Mistral's answer nobody can tell them apart.
  if (asker.memberProblem) throw asker.memberProblem
  if (asker.heldUntil) throw new NotAllowed('held', { until: asker.heldUntil.toISOString() })
  refuseNewcomer(core, raise, asker)
  const hasAsked =
    isSamePerson(raise.requester, asker) || followers.some((one) => one.hasAsked && isSamePerson(one, asker))
  if (hasAsked && !maySelfApprove(policyOf(core), raise.target, use)) throw new NotAllowed('ownRequest')
}

/** Throws why this person may not say that they set the limit by hand: any decider may, but not one who is on hold. */
export function refuseStatement(core: Deciding, raise: Raise, asker: Asker): void {
  if (!isDecider(asker.role)) throw new NotAllowed('needsDecider')
  if (asker.heldUntil) throw new NotAllowed('held', { until: asker.heldUntil.toISOString() })
  refuseNewcomer(core, raise, asker)
}

/** Slack's admins can put anybody into a group: nobody decides on a request that was there before they were. */
function refuseNewcomer({ clock }: Deciding, { createdAt }: Raise, { grouped }: Asker): void {
  if (grouped && grouped.since > createdAt && grouped.heldUntil > clock.now()) throw new NotAllowed('heldGroup')
}

/** The same person by either id: a second Slack account with the same Mistral member is no second person. */
export function isSamePerson(party: Pick<Party, 'slackId' | 'mistralId'> | null, asker: Asker): boolean {
  if (!party) return false
  if (party.slackId === asker.profile.id) return true
  return party.mistralId !== null && party.mistralId === asker.member?.id
}

export const hasApproved = (approvals: readonly Approval[], asker: Asker): boolean =>
  approvals.some((one) => isSamePerson(one, asker))
