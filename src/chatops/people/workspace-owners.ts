import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import type { Core } from '../context.ts'
import { assignmentIn, listAssignments } from '../report/assignments.ts'
import { mayRead } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'
import type { Asker } from './identity.ts'

/** Of one Workspace: what everybody administers has no administrator worth a direct message. */
const mostAdministrators = 5

/**
 * Who answers for these Workspaces, is in this Slack workspace, and may see figures: whoever was assigned as the owner,
 * and who administers them at Mistral.
 */
export async function findOwners(core: Core, workspaceIds: readonly string[]): Promise<readonly Asker[]> {
  const ids = new Set([...(await findAssigned(core, workspaceIds)), ...(await findAdministrators(core, workspaceIds))])
  const identifyOne = async (id: string) => identifyPerson(core, await core.people.profile(id))
  const askers = await mapAtMost(workspacesAtOnce, [...ids], identifyOne)
  return askers.filter((asker) => mayRead(asker, core.config.people.readAccess))
}

async function findAssigned(core: Core, workspaceIds: readonly string[]): Promise<string[]> {
  const { db, organization, clock } = core
  const month = monthOf(dayOf(clock.now()))
  const assignments = await listAssignments(db, organization)
  return workspaceIds.flatMap((id) => assignmentIn(assignments, id, month)?.owner?.slackId ?? [])
}

/** Mistral knows them by their e-mail addresses alone. */
async function findAdministrators(core: Core, workspaceIds: readonly string[]): Promise<string[]> {
  if (!core.config.people.emailMatch) return []
  const { members } = (await core.mistral.members()).value
  const emails = new Set(
    workspaceIds.flatMap((id) => {
      const own = members.flatMap(({ email, administers }) => (email && administers.includes(id) ? [email] : []))
      return own.length > mostAdministrators ? [] : own
    }),
  )
  const found = await mapAtMost(workspacesAtOnce, [...emails], (email) => core.people.findByEmail(email))
  return found.flatMap((id) => id ?? [])
}
