import { createApiKeys } from '../generator/api-keys.ts'
import { formerMember } from '../generator/people.ts'
import { type Route, readInteger, refuseField } from './route.ts'

export const apiKeysRoute: Route = {
  GET: ({ organization, clock }, { query }) => {
    const limit = readInteger(query, 'limit', 100)
    const offset = readInteger(query, 'offset', 0)
    if (limit < 0) throw refuseField('query', 'limit', 'Input should be greater than or equal to 0')
    if (offset < 0) throw refuseField('query', 'offset', 'Input should be greater than or equal to 0')
    const name = query.get('name')?.toLowerCase() ?? ''
    const keys = createApiKeys(organization.startedAt)
      .filter(({ createdAt }) => createdAt <= clock.now())
      .filter((key) => key.name.toLowerCase().includes(name) || key.hidden.endsWith(name))
      .slice(offset, offset + limit)
    return {
      keys: keys.map((key) => {
        const owner = key.owner === undefined ? formerMember : organization.people[key.owner]
        const workspace = organization.workspaces.find((other) => other.key === key.workspace)
        return {
          key_id: key.id,
          key: null,
          name: key.name,
          hidden_key: key.hidden,
          created_at: key.createdAt.toISOString(),
          expiration_date: key.expiresOn,
          actions: { rotate: null, delete: { status: 'available' } },
          workspace_id: workspace?.id ?? null,
          workspace_name: workspace?.name ?? null,
          created_by: owner?.email ?? null,
          product: key.product,
          last_used: key.lastUsedOn,
          can_delete: true,
        }
      }),
    }
  },
}
