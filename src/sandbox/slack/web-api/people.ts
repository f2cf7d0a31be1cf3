import { z } from 'zod'
import { shapePerson } from '../shapes/person.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxUserGroup } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { defineMethod, flag, page, paginate } from './method.ts'

/** Users and user groups. */
export const peopleMethods = {
  'users.info': defineMethod({
    scopes: ['users:read'],
    args: { user: z.string(), include_locale: flag.default(false) },
    run: ({ user, include_locale }, workspace) => ({
      user: shapePerson(workspace, workspace.directory.findPerson(user), include_locale),
    }),
  }),
  'users.list': defineMethod({
    scopes: ['users:read'],
    args: { include_locale: flag.default(false), ...page },
    run: ({ include_locale, ...range }, workspace) => {
      const { items, ...rest } = paginate(workspace.directory.people(), range)
      return { members: items.map((person) => shapePerson(workspace, person, include_locale)), ...rest }
    },
  }),
  'users.lookupByEmail': defineMethod({
    scopes: ['users:read.email'],
    args: { email: z.string() },
    run: ({ email }, workspace) => {
      const person = workspace.directory
        .people()
        .filter(({ kind }) => kind !== 'stranger' && kind !== 'deactivated')
        .find((candidate) => candidate.email !== '' && candidate.email.toLowerCase() === email.toLowerCase())
      if (!person) throw new SlackRefusal('users_not_found')
      return { user: shapePerson(workspace, person) }
    },
  }),
  'usergroups.list': defineMethod({
    scopes: ['usergroups:read'],
    args: { include_users: flag.default(false), include_disabled: flag.default(false) },
    run: ({ include_users, include_disabled }, workspace) => ({
      usergroups: workspace.directory
        .userGroups()
        .filter(({ isDisabled }) => include_disabled || !isDisabled)
        .map((group) => shapeGroup(workspace, group, include_users)),
    }),
  }),
  'usergroups.users.list': defineMethod({
    scopes: ['usergroups:read'],
    args: { usergroup: z.string(), include_disabled: flag.default(false) },
    run: ({ usergroup, include_disabled }, workspace) => {
      const group = workspace.directory.userGroups().find(({ id }) => id === usergroup)
      if (!group || (group.isDisabled && !include_disabled)) throw new SlackRefusal('no_such_subteam')
      return { users: group.members }
    },
  }),
}

const shapeGroup = ({ identity }: Workspace, group: SandboxUserGroup, withUsers: boolean) => ({
  id: group.id,
  team_id: identity.teamId,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  is_external: false,
  date_delete: group.isDisabled ? 1 : 0,
  user_count: group.members.length,
  ...(withUsers ? { users: group.members } : {}),
})
