import type { SandboxMember, SandboxRole } from '../generator/people.ts'
import { nameUuid } from '../generator/random.ts'
import { archivedWorkspace, workspaceSeeds } from '../generator/workspaces.ts'
import { cutPage, Refusal, type Route, type World } from './route.ts'

const organizationRoles = [
  { role: 'admin', letter: 'A', name: 'organization_admin', description: 'Can manage everything' },
  { role: 'billing', letter: 'B', name: 'billing_manager', description: 'Can manage billing and limits' },
  { role: 'member', letter: 'M', name: 'member', description: 'Can use the Workspaces they belong to' },
] as const

const workspaceRoles = [
  { letter: 'A', name: 'workspace_admin', description: 'Can manage workspace members and settings' },
  { letter: 'M', name: 'workspace_contributor', description: 'Can use the workspace' },
] as const

const roleUuid = (name: string): string => nameUuid(`role ${name}`)

function writeRole(role: SandboxRole, { faults }: World): string {
  const known = organizationRoles.find((other) => other.role === role) ?? organizationRoles[2]
  return faults.rawRoles === 'letters' ? known.letter : roleUuid(known.name)
}

export const rolesRoute: Route = {
  GET: ({ faults }) => {
    if (faults.rbacOff) throw new Refusal(403, { detail: 'RBAC is not enabled for this organization' })
    const write = ({ name, description }: { name: string; description: string }) => ({
      name,
      uuid: roleUuid(name),
      description,
      is_custom_role: false,
    })
    return { workspace_roles: workspaceRoles.map(write), organization_roles: organizationRoles.map(write) }
  },
}

export const usersRoute: Route = {
  GET: (world, { query }) => {
    const { members, invite } = world.organization
    const email = query.get('email')?.toLowerCase()
    const everyone = [...members, invite].filter((other) => email === undefined || other.email.toLowerCase() === email)
    const { items, total, page, pageSize } = cutPage(everyone, query)
    return {
      members: items.filter(isMember).map((member) => writeMember(member, world)),
      invites: items
        .filter((item) => !isMember(item))
        .map((item) => ({
          uuid: item.id,
          email: item.email,
          raw_roles: [writeRole(item.role, world)],
          raw_role: writeRole(item.role, world),
          expired: false,
          created_at: new Date(world.organization.startedAt.getTime() - 3 * 86_400_000).toISOString(),
          workspace_uuids: [],
        })),
      total,
      page,
      page_size: pageSize,
    }
  },
}

const isMember = (item: SandboxMember | World['organization']['invite']): item is SandboxMember => 'joinedAt' in item

function writeMember(member: SandboxMember, world: World): object {
  const role = writeRole(member.role, world)
  return {
    uuid: member.id,
    oid_id: null,
    name: member.name,
    email: member.email,
    is_sso_outsider: false,
    workspaces: world.organization.workspaces
      .filter(({ key }) => member.workspaces.includes(key))
      .map(({ id, name, key }) => {
        const known = workspaceRoles[member.administers.includes(key) ? 0 : 1]
        const raw = world.faults.rawRoles === 'letters' ? known.letter : roleUuid(known.name)
        return { uuid: id, name, is_default: key === 'sandbox', raw_roles: [raw], raw_role: raw }
      }),
    subscriptions: [],
    raw_roles: [role],
    raw_role: role,
    subscription_types: member.workspaces.includes('code') ? ['CHAT', 'MISTRAL_CODE'] : ['CHAT'],
    created_at: member.joinedAt.toISOString(),
  }
}

export const workspacesRoute: Route = {
  GET: (world, { query }) => {
    const search = query.get('search')?.toLowerCase() ?? ''
    const archived = query.get('is_archived') === 'true' ? [writeArchived()] : []
    const all = [...world.organization.workspaces.map((workspace) => writeWorkspace(workspace, world)), ...archived]
    const found = all.filter(({ name }) => name.toLowerCase().includes(search))
    const { items, total, page, pageSize } = cutPage(found, query)
    return { total, items, object: 'list', page, page_size: pageSize }
  },
}

function writeWorkspace({ key, id, name, cap }: World['organization']['workspaces'][number], world: World) {
  const seed = workspaceSeeds.find((other) => other.key === key)
  return {
    uuid: id,
    name,
    description: seed?.description ?? null,
    icon: seed?.icon ?? null,
    members_count: world.organization.members.filter((member) => member.workspaces.includes(key)).length,
    spend_limit:
      cap === null ? null : { value: cap, currency: world.faults.nullCurrency ? null : 'EUR', no_monthly_limit: false },
    is_default: seed?.isDefault ?? false,
  }
}

const writeArchived = () => ({
  uuid: archivedWorkspace.id,
  name: archivedWorkspace.name,
  description: archivedWorkspace.description,
  icon: archivedWorkspace.icon,
  members_count: 0,
  spend_limit: null,
  is_default: false,
})
