import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import { isHeard } from '../../../src/chatops/notify/is-heard.ts'
import { findOwners } from '../../../src/chatops/people/workspace-owners.ts'
import type { Member } from '../../../src/domain/person/person.ts'
import { chargebackMigrations } from '../../../src/features/chargeback/schema.ts'
import type { Members } from '../../../src/mistral/index.ts'
import type { SlackProfile } from '../../../src/slack/people.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'

const now = new Date('2026-11-18T09:12:00Z')

describeOnEachDatabase('the owners of Workspaces', (open) => {
  test('are the few who administer each of them, however many they are together', async () => {
    const db = await open([...coreMigrations, ...chargebackMigrations])
    const administrator = (name: string, administers: readonly string[]) =>
      partsOf<Member>({ email: `${name}@northwind.example`, administers: [...administers] })
    const small = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6']
    const members = [
      ...small.map((id) => administrator(`lead-${id}`, [id])),
      administrator('lead-w1-and-w2', ['w1', 'w2']),
      ...Array.from({ length: 6 }, (_, index) => administrator(`one-of-all-${index}`, ['w7'])),
    ]
    const core = partsOf<Core>({
      ...{ db, organization: 'main', clock: { now: () => now } },
      config: {
        people: { emailMatch: true, readAccess: 'workspace', roleMap: { users: new Map(), groups: new Map() } },
        places: {},
      },
      mistral: { members: async () => ({ value: partsOf<Members>({ members }), fetchedAt: now }) },
      people: {
        findByEmail: async (email: string) => email.split('@')[0],
        profile: async (id: string) => partsOf<SlackProfile>({ id, name: id, standing: 'full' }),
      },
    })
    const names = async (ids: readonly string[]) => (await findOwners(core, ids)).map(({ profile }) => profile.id)
    expect(await names([...small, 'w7'])).toEqual([
      ...['lead-w1', 'lead-w1-and-w2', 'lead-w2', 'lead-w3', 'lead-w4', 'lead-w5', 'lead-w6'],
    ])
    expect(await isHeard(core, [...small, 'w7'])).toBe(true)
    expect(await names(['w7'])).toEqual([])
    expect(await isHeard(core, ['w7'])).toBe(false)
  })
})
