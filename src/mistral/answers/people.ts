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
  readonly workspaceIds: readonly string[]
}
export interface ListedInvite {
  readonly kind: 'invite'
  readonly id: string
  readonly isExpired: boolean
}

const texts = z.array(z.unknown()).transform((items) => items.filter((item) => typeof item === 'string'))
const workspaces = z.array(z.unknown()).transform((items) => readRows(z.object({ uuid: z.string() }), items).rows)

const member = z
  .object({
    uuid: z.string(),
    name: text,
    email: text,
    raw_roles: texts.catch([]),
    workspaces: workspaces.catch([]),
  })
  .transform(
    (read): ListedMember => ({
      kind: 'member',
      id: read.uuid,
      name: read.name,
      email: read.email,
      rawRoles: read.raw_roles,
      workspaceIds: read.workspaces.map((workspace) => workspace.uuid),
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

const rolesAnswer = z.object({ organization_roles: z.array(z.unknown()) })
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

export type RoleNames = ReadonlyMap<string, Role>

/** Role UUIDs and what they allow. A role that somebody made and named "billing_manager" allows nothing here. */
export function readRoles(answer: unknown): RoleNames {
  const { rows } = readRows(role, rolesAnswer.parse(answer).organization_roles)
  return new Map(
    rows.flatMap(({ name, uuid, is_custom_role }) => {
      const known = is_custom_role ? undefined : roleOfName.get(name)
      return known ? [[uuid.toLowerCase(), known] as const] : []
    }),
  )
}

export const isRoleLetter = (raw: string) => roleOfLetter.has(raw)

/** Fail closed: what neither letters nor names explain is no role. */
export function resolveRoles(rawRoles: readonly string[], names: RoleNames): Role[] {
  return [...new Set(rawRoles.flatMap((raw) => roleOfLetter.get(raw) ?? names.get(raw.toLowerCase()) ?? []))]
}
