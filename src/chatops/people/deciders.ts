import type { Core } from '../context.ts'
import { isDecider } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'
import type { Asker } from './identity.ts'

/** More members with the role than this are not looked up one by one in Slack. */
const mostDeciders = 30

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
