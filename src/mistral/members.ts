import { UpstreamError } from '../domain/errors.ts'
import type { Member } from '../domain/person/person.ts'
import {
  isRoleLetter,
  isWorkspaceAdmin,
  noRoleNames,
  type RoleNames,
  readRoles,
  readUsers,
  resolveRoles,
} from './answers/people.ts'
import type { Caller } from './caller.ts'
import { readAllPages } from './pages.ts'

export interface Members {
  readonly members: readonly Member[]
  readonly pendingInvites: number
}

/** All members, or those whom Mistral finds by that e-mail; `nameRoles` is asked only where letters do not suffice. */
export async function fetchMembers(
  caller: Caller,
  query: { readonly email?: string },
  nameRoles: () => Promise<RoleNames>,
  signal?: AbortSignal,
): Promise<Members> {
  const listed = await readAllPages(
    (page) => caller.get('/users', { page, page_size: 100, email: query.email }, readUsers, signal),
    (item) => item.kind === 'member',
  )
  const members = listed.filter((item) => item.kind === 'member')
  const needsNames = members.some((member) => !member.rawRoles.every(isRoleLetter))
  const names: RoleNames = needsNames ? await nameRoles() : noRoleNames
  return {
    members: members.map(({ kind: _, workspaces, ...member }) => ({
      ...member,
      roles: resolveRoles(member.rawRoles, names),
      workspaceIds: workspaces.map(({ id }) => id),
      administers: workspaces.filter(({ rawRoles }) => isWorkspaceAdmin(rawRoles, names)).map(({ id }) => id),
    })),
    pendingInvites: listed.filter((item) => item.kind === 'invite' && !item.isExpired).length,
  }
}

/** With RBAC off there is nothing to name: role UUIDs then stay unknown and allow nothing. */
export async function fetchRoleNames(caller: Caller, signal?: AbortSignal): Promise<RoleNames> {
  try {
    return await caller.get('/roles', undefined, readRoles, signal)
  } catch (error) {
    const isOff = error instanceof UpstreamError && (error.reason === 'notEnterprise' || error.reason === 'refused')
    if (isOff) return noRoleNames
    throw error
  }
}
