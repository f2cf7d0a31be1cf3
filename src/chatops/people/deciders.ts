import type { Member } from '../../domain/person/person.ts'
import type { Core } from '../context.ts'
import { isDecider } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'
import type { Asker } from './identity.ts'
import { readMappedGroups } from './mapped-groups.ts'

/** More members with the role than this are not looked up one by one in Slack. */
const mostDeciders = 30

/**
 * Who can decide, for the card and its direct messages: mapped people, members of mapped groups, and Mistral's own
 * admins and billing managers who are in this Slack workspace. Each of them is resolved as at a decision.
 */
export async function findDeciders(core: Core): Promise<readonly Asker[]> {
  const { roleMap, emailMatch } = core.config.people
  const groups = await readMappedGroups(core)
  const mapped = [...roleMap.users].filter(([, role]) => isDecider(role)).map(([id]) => id)
  const inGroups = groups
    .filter(({ id, isDisabled }) => !isDisabled && isDecider(roleMap.groups.get(id)))
    .flatMap(({ memberIds }) => memberIds)
  // Without an Admin API there is nobody to match with, and ROLE_MAP is all that there is.
  const members =
    emailMatch && core.config.mistral.key !== undefined
      ? (await core.mistral.members({ fresh: true })).value.members
      : undefined
  const byEmail = members ? await findByEmail(core, members) : []
  const ids = [...new Set([...mapped, ...inGroups, ...byEmail])].slice(0, mostDeciders)
  const shared = { groups, ...(members ? { members } : {}) }
  const askers = await Promise.all(ids.map(async (id) => identifyPerson(core, await core.people.profile(id), shared)))
  return askers.filter(({ profile, role }) => profile.standing === 'full' && isDecider(role))
}

async function findByEmail(core: Core, members: readonly Member[]): Promise<string[]> {
  const emails = members.flatMap(({ email, roles }) => (email && roles.some(isDecider) ? [email] : []))
  const found = await Promise.all(emails.slice(0, mostDeciders).map((email) => core.people.findByEmail(email)))
  return found.filter((id) => id !== undefined)
}
