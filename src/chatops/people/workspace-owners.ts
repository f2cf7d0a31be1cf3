import type { Core } from '../context.ts'
import { mayRead } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'
import type { Asker } from './identity.ts'

/** A Workspace that everybody administers has no owner worth a direct message. */
const mostOwners = 5

/** Who administers a Workspace at Mistral, is in this Slack workspace, and may see figures. */
export async function findOwners(core: Core, workspaceId: string): Promise<readonly Asker[]> {
  const { emailMatch, readAccess } = core.config.people
  if (!emailMatch) return []
  const { members } = (await core.mistral.members()).value
  const emails = members.flatMap(({ email, administers }) =>
    email && administers.includes(workspaceId) ? [email] : [],
  )
  if (emails.length > mostOwners) return []
  const found = await Promise.all(emails.map((email) => core.people.findByEmail(email)))
  const ids = [...new Set(found.filter((id) => id !== undefined))]
  const askers = await Promise.all(ids.map(async (id) => identifyPerson(core, await core.people.profile(id))))
  return askers.filter((asker) => mayRead(asker, readAccess))
}
