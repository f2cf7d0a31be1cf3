import { UpstreamError } from '../../domain/errors.ts'
import type { Member } from '../../domain/person/person.ts'
import type { Core } from '../context.ts'
import { isDecider } from './authorize.ts'
import { identifyPerson, type SharedReads } from './identify-person.ts'
import type { Asker } from './identity.ts'
import { readMappedGroups } from './mapped-groups.ts'

/** More members with the role than this are not looked up one by one in Slack. */
const mostDeciders = 30

export interface KnownDeciders {
  readonly deciders: readonly Asker[]
  /** Why others may be missing; undefined: these are all. */
  readonly missing: UpstreamError | undefined
}

/**
 * Who can decide, for the card and its direct messages: mapped people, members of mapped groups, and Mistral's own
 * admins and billing managers who are in this Slack workspace. Each of them is resolved as at a decision.
 */
export async function findDeciders(core: Core): Promise<readonly Asker[]> {
  const { deciders, missing } = await findKnownDeciders(core)
  if (missing) throw missing
  return deciders
}

/**
 * The same for what cannot wait: while Mistral does not name its members, whoever ROLE_MAP names has their role all the
 * same, as at a decision. Nobody comes to decide by it.
 */
export async function findKnownDeciders(core: Core): Promise<KnownDeciders> {
  const { roleMap } = core.config.people
  const groups = await readMappedGroups(core)
  const mapped = [...roleMap.users].filter(([, role]) => isDecider(role)).map(([id]) => id)
  const inGroups = groups
    .filter(({ id, isDisabled }) => !isDisabled && isDecider(roleMap.groups.get(id)))
    .flatMap(({ memberIds }) => memberIds)
  const read = await readMembers(core)
  const byEmail = read.members ? await findByEmail(core, read.members) : []
  const ids = [...new Set([...mapped, ...inGroups, ...byEmail])].slice(0, mostDeciders)
  const shared = { groups, ...read }
  const askers = await Promise.all(ids.map(async (id) => identifyPerson(core, await core.people.profile(id), shared)))
  const deciders = askers.filter(({ profile, role }) => profile.standing === 'full' && isDecider(role))
  return { deciders, missing: read.membersProblem }
}

/** Without an Admin API there is nobody to match with, and ROLE_MAP is all that there is. */
async function readMembers(core: Core): Promise<Pick<SharedReads, 'members' | 'membersProblem'>> {
  if (!core.config.people.emailMatch || core.config.mistral.key === undefined) return {}
  try {
    return { members: (await core.mistral.members({ fresh: true })).value.members }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return { membersProblem: error }
  }
}

/** One more way for `tellEach`: those who are missing are told at a later try. */
export const missingToo = ({ missing }: Pick<KnownDeciders, 'missing'>): (() => Promise<never>)[] =>
  missing ? [() => Promise.reject(missing)] : []

async function findByEmail(core: Core, members: readonly Member[]): Promise<string[]> {
  const emails = members.flatMap(({ email, roles }) => (email && roles.some(isDecider) ? [email] : []))
  const found = await Promise.all(emails.slice(0, mostDeciders).map((email) => core.people.findByEmail(email)))
  return found.filter((id) => id !== undefined)
}
