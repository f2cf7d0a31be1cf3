import { z } from 'zod'
import type { Role } from '../../domain/person/person.ts'
import type { Page } from '../pages.ts'
import { count, flag, readRows, text } from './fields.ts'

export interface ListedMember {
  readonly kind: 'member'
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly rawRoles: readonly string[]
  readonly workspaces: readonly { readonly id: string; readonly rawRoles: readonly string[] }[]
  readonly seats: readonly string[] | null
}
export interface ListedInvite {
  readonly kind: 'invite'
  readonly id: string
  readonly isExpired: boolean
}

const texts = z.array(z.unknown()).transform((items) => items.filter((item) => typeof item === 'string'))
const workspace = z
  .object({ uuid: z.string(), raw_roles: texts.catch([]) })
  .transform(({ uuid, raw_roles }) => ({ id: uuid, rawRoles: raw_roles }))
const workspaces = z.array(z.unknown()).transform((items) => readRows(workspace, items).rows)

const member = z
  .object({
    uuid: z.string(),
    name: text,
    email: text,
    raw_roles: texts.catch([]),
    workspaces: workspaces.catch([]),
    subscription_types: texts.nullish().catch(null),
  })
  .transform(
    (read): ListedMember => ({
      kind: 'member',
      id: read.uuid,
      name: read.name,
      email: read.email,
      rawRoles: read.raw_roles,
      workspaces: read.workspaces,
      seats: read.subscription_types ?? null,
    }),
  )
const invite = z
  .object({ uuid: z.string(), expired: flag })
  .transform((read): ListedInvite => ({ kind: 'invite', id: read.uuid, isExpired: read.expired }))

const usersAnswer = z.object({
  members: z.array(z.unknown()),
  invites: z.array(z.unknown()).nullish(),
  total: count,
})

export function readUsers(answer: unknown): Page<ListedMember | ListedInvite> {
  const { members, invites, total } = usersAnswer.parse(answer)
  return { items: [...readRows(member, members).rows, ...readRows(invite, invites ?? []).rows], total }
}

const rolesAnswer = z.object({
  organization_roles: z.array(z.unknown()),
  workspace_roles: z.array(z.unknown()).nullish().catch(null),
})
const role = z.object({ name: z.string(), uuid: z.string(), is_custom_role: flag })
const roleOfName = new Map<string, Role>([
  ['organization_admin', 'admin'],
  ['billing_manager', 'billing'],
  ['member', 'member'],
])
const roleOfLetter = new Map<string, Role>([
  ['A', 'admin'],
  ['B', 'billing'],
  ['M', 'member'],
])

export interface RoleNames {
  /** Of the Organization, by UUID. */
  readonly roles: ReadonlyMap<string, Role>
  /** UUIDs of the role that administers a Workspace. */
  readonly workspaceAdmins: ReadonlySet<string>
}

export const noRoleNames: RoleNames = { roles: new Map(), workspaceAdmins: new Set() }

/** Role UUIDs and what they allow. A role that somebody made and named "billing_manager" allows nothing here. */
export function readRoles(answer: unknown): RoleNames {
  const { organization_roles, workspace_roles } = rolesAnswer.parse(answer)
  const listBuiltIn = (rows: readonly unknown[]) => readRows(role, rows).rows.filter((row) => !row.is_custom_role)
  return {
    roles: new Map(
      listBuiltIn(organization_roles).flatMap(({ name, uuid }) => {
        const known = roleOfName.get(name)
        return known ? [[uuid.toLowerCase(), known] as const] : []
      }),
    ),
    workspaceAdmins: new Set(
      listBuiltIn(workspace_roles ?? [])
        .filter(({ name }) => name === 'workspace_admin')
        .map(({ uuid }) => uuid.toLowerCase()),
    ),
  }
}

export const isRoleLetter = (raw: string) => roleOfLetter.has(raw)

/** Fail closed: what neither letters nor names explain is no role. */
export function resolveRoles(rawRoles: readonly string[], names: RoleNames): Role[] {
  return [...new Set(rawRoles.flatMap((raw) => roleOfLetter.get(raw) ?? names.roles.get(raw.toLowerCase()) ?? []))]
}

export const isWorkspaceAdmin = (rawRoles: readonly string[], names: RoleNames): boolean =>
  rawRoles.some((raw) => raw === 'A' || names.workspaceAdmins.has(raw.toLowerCase()))
