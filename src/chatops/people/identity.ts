import type { Config } from '../../config/index.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { isSameAddress } from '../../domain/person/address.ts'
import { highestRole, lowestRole, type Member, type Role } from '../../domain/person/person.ts'
import type { MistralReads } from '../../mistral/index.ts'
import type { SlackProfile, UserGroup } from '../../slack/people.ts'

/** Where a role comes from; `none` says why there is none. */
export type RoleSource =
  | { readonly kind: 'map' }
  | { readonly kind: 'group'; readonly groupIds: readonly string[] }
  | { readonly kind: 'email' }
  | {
      readonly kind: 'none'
      readonly why: 'matchingOff' | 'noApi' | 'noEmail' | 'noMember' | 'severalMembers' | 'noKnownRole'
    }

/** Somebody in Slack, and who they are at Mistral, as far as both said just now. */
export interface Asker {
  readonly profile: SlackProfile
  readonly role: Role | undefined
  readonly source: RoleSource
  /** The member with the same e-mail; for a mapped person it may be missing, and they keep their role. */
  readonly member: Member | undefined
  /** Why Mistral did not say which member they are; where somebody decides, that is no answer to go by. */
  readonly memberProblem?: UpstreamError
  /** They became another member a short while ago: until then they decide nothing. */
  readonly heldUntil?: Date
  /** Since when user groups let them have the role that they have; `isNew`: the bot saw them come to it. */
  readonly grouped?: { readonly since: Date; readonly heldUntil: Date; readonly isNew: boolean }
}

export interface IdentitySources {
  readonly mistral: MistralReads
  readonly settings: Config['people']
  /** The mapped groups, as they are now. */
  readonly groups: readonly UserGroup[]
  /** All members, where they were just read for several people; else each is searched for. */
  readonly members?: readonly Member[] | undefined
  /** Why they could not be read for several people: nobody is searched for one by one, and it counts as no answer. */
  readonly membersProblem?: UpstreamError | undefined
}

/**
 * The role of one person: ROLE_MAP by name, else the lowest of their mapped groups, else the one Mistral member with
 * their e-mail. Everything is asked anew, and whatever cannot be asked throws: no answer is no role.
 */
export async function identify(profile: SlackProfile, sources: IdentitySources): Promise<Asker> {
  const { settings, groups } = sources
  const mapped = settings.roleMap.users.get(profile.id)
  if (mapped) return { profile, role: mapped, source: { kind: 'map' }, ...(await findIfReachable(profile, sources)) }
  const held = groups.filter((group) => !group.isDisabled && group.memberIds.includes(profile.id))
  if (held.length > 0) {
    const role = lowestRole(held.flatMap((group) => settings.roleMap.groups.get(group.id) ?? []))
    const source: RoleSource = { kind: 'group', groupIds: held.map((group) => group.id) }
    return { profile, role, source, ...(await findIfReachable(profile, sources)) }
  }
  const none = (why: (RoleSource & { kind: 'none' })['why']): Asker => {
    return { profile, role: undefined, source: { kind: 'none', why }, member: undefined }
  }
  if (!settings.emailMatch) return none('matchingOff')
  if (!profile.email) return none('noEmail')
  const found = await findMembers(profile.email, sources).catch(nobodyWithoutApi)
  if (!found) return none('noApi')
  if (found.length > 1) return none('severalMembers')
  const [member] = found
  if (!member) return none('noMember')
  const role = highestRole(member.roles)
  const source: RoleSource = role ? { kind: 'email' } : { kind: 'none', why: 'noKnownRole' }
  return { profile, role, source, member }
}

/** Mistral's search may find more than was asked for: only the same address counts, whatever its case. */
async function findMembers(
  email: string,
  { mistral, members, membersProblem }: IdentitySources,
): Promise<readonly Member[]> {
  if (membersProblem) throw membersProblem
  const found = members ?? (await mistral.members({ email, fresh: true })).value.members
  return found.filter((member) => isSameAddress(member.email, email))
}

/** A mapped role does not hang on Mistral's answer; the Mistral id is wanted where it can be had. */
async function findIfReachable(
  profile: SlackProfile,
  sources: IdentitySources,
): Promise<Pick<Asker, 'member' | 'memberProblem'>> {
  if (!profile.email) return { member: undefined }
  try {
    const found = await findMembers(profile.email, sources).catch(nobodyWithoutApi)
    return { member: found?.length === 1 ? found[0] : undefined }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return { member: undefined, memberProblem: error }
  }
}

/** Without an Admin API there is nobody to ask, and ROLE_MAP is all that there is. */
function nobodyWithoutApi(error: unknown): undefined {
  if (error instanceof UpstreamError && error.reason === 'notConfigured') return undefined
  throw error
}
