import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startMistral } from './support.ts'

const usersAnswer = z.object({
  members: z.array(
    z.object({
      uuid: z.string(),
      name: z.string().nullable(),
      email: z.string(),
      raw_roles: z.array(z.string()),
      workspaces: z.array(z.object({ uuid: z.string() })),
    }),
  ),
  invites: z.array(z.object({ email: z.string() })),
  total: z.number(),
  page: z.number(),
  page_size: z.number(),
})
const workspacesAnswer = z.object({
  items: z.array(
    z.object({
      uuid: z.string(),
      name: z.string(),
      members_count: z.number(),
      spend_limit: z.object({ value: z.number(), currency: z.string().nullable() }).nullable(),
    }),
  ),
  total: z.number(),
})

describe('GET /users', () => {
  test('has forty people and one pending invitation, a page at a time', async () => {
    const { get } = await startMistral()
    const first = usersAnswer.parse((await get('/users')).body)
    const second = usersAnswer.parse((await get('/users?page=2')).body)
    const third = usersAnswer.parse((await get('/users?page=3')).body)
    expect(first).toMatchObject({ total: 41, page: 1, page_size: 25, invites: [] })
    expect(first.members).toHaveLength(25)
    expect(second.members).toHaveLength(15)
    expect(second.invites).toHaveLength(1)
    expect(third.members).toEqual([])
    expect(new Set([...first.members, ...second.members].map(({ uuid }) => uuid)).size).toBe(40)
  })

  test('has two admins, some who see to the bills, and names in many scripts', async () => {
    const { get } = await startMistral()
    const { members } = usersAnswer.parse((await get('/users?page_size=100')).body)
    const ofRole = (role: string) =>
      members.filter(({ raw_roles }) => raw_roles.includes(role)).map(({ email }) => email)
    expect(ofRole('A')).toEqual(['claire@northwind.example', 'marc@northwind.example'])
    expect(ofRole('B')).toHaveLength(2)
    const names = members.map(({ name }) => name ?? '').join()
    expect(names).toMatch(/\p{Script=Han}.*\p{Script=Arabic}.*\p{Script=Cyrillic}.*\p{Script=Devanagari}/su)
    expect(members.some(({ name }) => name === null)).toBe(true)
  })

  test('finds one e-mail address, whatever its case', async () => {
    const { get } = await startMistral()
    const found = usersAnswer.parse((await get('/users?email=SARAH@northwind.example')).body)
    expect(found.members.map(({ name }) => name)).toEqual(['Sarah Lindqvist'])
    expect(found.total).toBe(1)
  })

  test('puts the people given first, and makes nobody else an admin', async () => {
    const people = [
      { name: 'Claire Petit', email: 'claire@acme.example', role: 'admin' },
      { name: 'Ben', email: 'ben@acme.example', role: 'member' },
    ] as const
    const { get } = await startMistral({ people })
    const { members } = usersAnswer.parse((await get('/users?page_size=100')).body)
    expect(members.slice(0, 2).map(({ email }) => email)).toEqual(people.map(({ email }) => email))
    expect(members.filter(({ raw_roles }) => raw_roles.includes('A'))).toHaveLength(1)
    expect(members.filter(({ name }) => name?.startsWith('Claire'))).toHaveLength(1)
  })

  test('follows what happens behind the back', async () => {
    const { get, mistral } = await startMistral()
    mistral.setRole('sarah@northwind.example', 'billing')
    mistral.removeMember('marc@northwind.example')
    mistral.addMember({ name: 'Nouveau', email: 'nouveau@northwind.example', role: 'member' })
    const { members } = usersAnswer.parse((await get('/users?page_size=100')).body)
    const roleOf = (mailbox: string) => members.find(({ email }) => email.startsWith(`${mailbox}@`))?.raw_roles
    expect([roleOf('sarah'), roleOf('marc'), roleOf('nouveau')]).toEqual([['B'], undefined, ['M']])
    expect(() => mistral.setRole('nobody@northwind.example', 'admin')).toThrow('no such member')
  })

  test('takes two accounts with one address for two people, and knows who comes back', async () => {
    const { get, mistral } = await startMistral()
    const path = '/users?email=sarah@northwind.example'
    const ids = async () => usersAnswer.parse((await get(path)).body).members.map(({ uuid }) => uuid)
    const [sarah] = await ids()
    mistral.addMember({ name: 'Sarah again', email: 'sarah@northwind.example', role: 'admin' })
    expect(new Set(await ids()).size).toBe(2)
    mistral.removeMember('sarah@northwind.example')
    mistral.removeMember('sarah@northwind.example')
    mistral.addMember({ name: 'Sarah Lindqvist', email: 'sarah@northwind.example', role: 'member' })
    expect(await ids()).toEqual([sarah])
  })

  test.each(['page=0', 'page_size=0', 'page_size=101', 'page=one'])('refuses %s', async (query) => {
    const { get } = await startMistral()
    expect((await get(`/users?${query}`)).status).toBe(422)
  })
})

describe('GET /workspaces', () => {
  test('has six with caps on some, found by name', async () => {
    const { get, mistral } = await startMistral()
    const all = workspacesAnswer.parse((await get('/workspaces')).body)
    expect(all.items.map(({ name }) => name)).toEqual([
      'Support-bot',
      'Code assistants',
      'Data platform',
      'Marketing',
      'R&D',
      'Sandbox',
    ])
    expect(all.items.filter(({ spend_limit }) => spend_limit)).toHaveLength(4)
    mistral.setCap('R&D', 2_000)
    const found = workspacesAnswer.parse((await get('/workspaces?search=r%26d')).body)
    expect(found.items).toMatchObject([{ name: 'R&D', spend_limit: { value: 2_000, currency: 'EUR' } }])
    mistral.setCap('R&D', null)
    expect(workspacesAnswer.parse((await get('/workspaces?search=r%26d')).body).items[0]?.spend_limit).toBeNull()
  })

  test('lists archived ones only when asked, and pages', async () => {
    const { get } = await startMistral()
    expect(workspacesAnswer.parse((await get('/workspaces?is_archived=true')).body).total).toBe(7)
    const page = workspacesAnswer.parse((await get('/workspaces?page_size=4&page=2')).body)
    expect(page).toMatchObject({ total: 6, items: [{ name: 'R&D' }, { name: 'Sandbox' }] })
  })

  test('counts the members that users name, and takes a new name', async () => {
    const { get, mistral } = await startMistral()
    const users = usersAnswer.parse((await get('/users?page_size=100')).body)
    for (const { uuid, members_count } of workspacesAnswer.parse((await get('/workspaces')).body).items) {
      const members = users.members.filter(({ workspaces }) => workspaces.some((other) => other.uuid === uuid))
      expect(members).toHaveLength(members_count)
    }
    mistral.renameWorkspace('Marketing', '<!channel> & Söhne')
    expect(workspacesAnswer.parse((await get('/workspaces')).body).items[3]?.name).toBe('<!channel> & Söhne')
  })
})

describe('roles', () => {
  test('as UUIDs are those that GET /roles names', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.rawRoles = 'uuids'
    const roles = z
      .object({ organization_roles: z.array(z.object({ name: z.string(), uuid: z.string() })) })
      .parse((await get('/roles')).body)
    const { members } = usersAnswer.parse((await get('/users?email=claire@northwind.example')).body)
    expect(roles.organization_roles.find(({ uuid }) => uuid === members[0]?.raw_roles[0])?.name).toBe(
      'organization_admin',
    )
  })

  test('are refused where RBAC is off', async () => {
    const { get, mistral } = await startMistral()
    mistral.faults.rbacOff = true
    expect((await get('/roles')).status).toBe(403)
    expect((await get('/users')).status).toBe(200)
  })
})

test('GET /api-keys masks every key; two expire soon and one belongs to somebody who left', async () => {
  const { get, mistral } = await startMistral()
  const { keys } = z
    .object({
      keys: z.array(
        z.object({ key: z.null(), name: z.string(), expiration_date: z.string().nullable(), created_by: z.string() }),
      ),
    })
    .parse((await get('/api-keys')).body)
  const soon = keys.filter(({ expiration_date: day }) => day && day > '2026-11-18' && day <= '2026-12-02')
  expect(soon).toHaveLength(2)
  const emails = new Set(mistral.organization.members.map(({ email }) => email))
  expect(keys.filter(({ created_by }) => !emails.has(created_by))).toHaveLength(1)
  const page = (await get('/api-keys?limit=2&offset=1&name=support')).body
  expect(page).toMatchObject({ keys: [{ name: 'support-bot staging' }] })
})
