import { describe, expect, test } from 'vitest'
import { createGate, failureOf, type Reply, type Seen, startMistral } from './support/upstream.ts'

const adminRole = '0d48f530-095c-43fe-8aea-6673bcacabe6'
const billingRole = 'c955f4e1-9477-43f0-8349-6fbc629fccc9'
const customRole = '11111111-2222-4333-8444-555555555555'

const person = (name: string, raw_roles: unknown, more: Record<string, unknown> = {}) => ({
  uuid: `id-${name}`,
  name,
  email: `${name}@example.com`,
  raw_roles,
  workspaces: [{ uuid: 'w1', name: 'Support', is_default: true, raw_roles: ['A'] }],
  ...more,
})
const users = (members: unknown[], invites: unknown[] = []) => ({ members, invites, total: members.length })
const rolesAnswer = {
  organization_roles: [
    { name: 'organization_admin', uuid: adminRole.toUpperCase(), is_custom_role: false },
    { name: 'billing_manager', uuid: billingRole, is_custom_role: false },
    { name: 'organization_admin', uuid: customRole, is_custom_role: true },
  ],
  workspace_roles: [
    { name: 'organization_admin', uuid: 'workspace-role', is_custom_role: false },
    { name: 'workspace_admin', uuid: 'Leads', is_custom_role: false },
    { name: 'workspace_admin', uuid: 'custom', is_custom_role: true },
  ],
}
const answering =
  (json: unknown, roles: Reply = { json: rolesAnswer }) =>
  ({ path }: Seen): Reply =>
    path === '/roles' ? roles : { json }

describe('the roles of a member', () => {
  test('are read from letters without asking for their names', async () => {
    const { mistral, seen } = await startMistral(
      answering(users([person('claire', ['A']), person('marc', ['B', 'M'])])),
    )
    const { value } = await mistral.members()
    expect(value.members).toEqual([
      {
        id: 'id-claire',
        name: 'claire',
        email: 'claire@example.com',
        roles: ['admin'],
        rawRoles: ['A'],
        workspaceIds: ['w1'],
        administers: ['w1'],
        seats: null,
      },
      expect.objectContaining({ roles: ['billing', 'member'], rawRoles: ['B', 'M'] }),
    ])
    expect(seen.map(({ path }) => path)).toEqual(['/users'])
  })

  test('are read from UUIDs by the names that Mistral gives them', async () => {
    const { mistral } = await startMistral(
      answering(users([person('claire', [adminRole]), person('marc', [billingRole])])),
    )
    const { value } = await mistral.members()
    expect(value.members.map(({ roles }) => roles)).toEqual([['admin'], ['billing']])
  })

  test.each<[string, unknown]>([
    ['a role that somebody made, whatever its name', [customRole]],
    ['a role of a Workspace', ['workspace-role']],
    ['a letter that is new', ['Z']],
    ['a small letter', ['a']],
    ['no list', 'A'],
    ['null', null],
    ['entries of another type', [1, null, { A: 'A' }]],
  ])('are none for %s', async (_, rawRoles) => {
    const { mistral } = await startMistral(answering(users([person('claire', rawRoles)])))
    expect((await mistral.members()).value.members[0]?.roles).toEqual([])
  })

  test.each([400, 403, 404])('that are UUIDs stay unknown when roles are off (%i)', async (status) => {
    const { mistral } = await startMistral(answering(users([person('claire', [adminRole])]), { status }))
    expect((await mistral.members()).value.members[0]).toMatchObject({ roles: [], rawRoles: [adminRole] })
  })

  test.each([500, 401, 429])('are not taken for unknown when their names fail to arrive (%i)', async (status) => {
    const { mistral } = await startMistral(answering(users([person('claire', [adminRole])]), { status }))
    expect(await failureOf(mistral.members())).toMatchObject({ name: 'UpstreamError', call: 'GET /roles', status })
  })

  test('are named anew for a fresh read', async () => {
    const { mistral, seen } = await startMistral(answering(users([person('claire', [adminRole])])))
    await mistral.members({ fresh: true })
    await mistral.members({ fresh: true })
    expect(seen.map(({ path }) => path)).toEqual(['/users', '/roles', '/users', '/roles'])
  })
})

test('Workspaces are administered by letter and by UUID, and by no role that somebody made', async () => {
  const workspaces = ['A', 'M', 'leads', 'custom'].map((raw) => ({ uuid: `w-${raw}`, raw_roles: [raw] }))
  const { mistral } = await startMistral(answering(users([person('claire', [adminRole], { workspaces })])))
  const [claire] = (await mistral.members()).value.members
  expect(claire?.administers).toEqual(['w-A', 'w-leads'])
  expect(claire?.workspaceIds).toEqual(['w-A', 'w-M', 'w-leads', 'w-custom'])
})

test('seats are read as Mistral calls them, and not said is not none', async () => {
  const { mistral } = await startMistral(
    answering(
      users([
        person('claire', ['A'], { subscription_types: ['CHAT', 'NEW', 7] }),
        person('marc', ['A'], { subscription_types: [] }),
        person('sarah', ['A'], { subscription_types: null }),
      ]),
    ),
  )
  const { value } = await mistral.members()
  expect(value.members.map(({ seats }) => seats)).toEqual([['CHAT', 'NEW'], [], null])
})

test('invitations are counted while they are open, and are nobody', async () => {
  const invites = [
    { uuid: 'i1', email: 'new@example.com', raw_roles: ['A'], expired: false },
    { uuid: 'i2', email: 'late@example.com', raw_roles: ['A'], expired: true },
  ]
  const { mistral } = await startMistral(answering(users([person('claire', ['A'])], invites)))
  const { value } = await mistral.members()
  expect(value.members.map(({ id }) => id)).toEqual(['id-claire'])
  expect(value.pendingInvites).toBe(1)
})

test('an e-mail is asked for as it is', async () => {
  const { mistral, seen } = await startMistral(answering(users([person('claire', ['A'])])))
  await mistral.members({ email: 'claire+bot@example.com' })
  expect(seen[0]?.query.email).toBe('claire+bot@example.com')
})

describe('all pages are read', () => {
  const everyone = Array.from({ length: 7 }, (_, index) => person(`p${index}`, ['M']))
  const invites = [{ uuid: 'i1', expired: false }]
  const page = (seen: Seen, size: number) => everyone.slice((Number(seen.query.page) - 1) * size).slice(0, size)
  const names = async (script: (seen: Seen) => Reply) => {
    const { mistral, seen } = await startMistral(script)
    const { value } = await mistral.members()
    return { found: value.members.length, invites: value.pendingInvites, calls: seen.length }
  }

  test('although the server allows fewer items than were asked for', async () => {
    const script = (seen: Seen) => ({ json: { members: page(seen, 3), invites, total: 7 } })
    expect(await names(script)).toEqual({ found: 7, invites: 1, calls: 3 })
  })

  test('where the total counts invitations too', async () => {
    const script = (seen: Seen) => ({ json: { members: page(seen, 3), invites, total: 8 } })
    expect(await names(script)).toEqual({ found: 7, invites: 1, calls: 4 })
  })

  test('where no total is said', async () => {
    const script = (seen: Seen) => ({ json: { members: page(seen, 3), invites: null, total: null } })
    expect(await names(script)).toEqual({ found: 7, invites: 0, calls: 4 })
  })

  test('at most four under way at a time, of five thousand people', async () => {
    const crowd = Array.from({ length: 5_000 }, (_, index) => person(`p${index}`, ['M']))
    const four = createGate()
    let underWay = 0
    let most = 0
    const { mistral, seen } = await startMistral(async ({ query }) => {
      underWay += 1
      most = Math.max(most, underWay)
      // The second to the fifth page wait for each other: one after the other, none of them would be answered.
      if (query.page === '5') four.open()
      if (query.page !== '1') await four.opened
      underWay -= 1
      const start = (Number(query.page) - 1) * 100
      return { json: { members: crowd.slice(start, start + 100), invites: [], total: 5_000 } }
    })
    const { value } = await mistral.members()
    expect(value.members.map(({ id }) => id)).toEqual(crowd.map(({ uuid }) => uuid))
    expect(seen).toHaveLength(50)
    expect(most).toBe(4)
  })

  test('once, where the server ignores the page number', async () => {
    const script = () => ({ json: { members: everyone, invites, total: null } })
    expect(await names(script)).toEqual({ found: 7, invites: 1, calls: 2 })
  })
})
