import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import type { Asker } from '../../../src/chatops/people/identity.ts'
import { postOccurrence } from '../../../src/features/digest/occurrence.ts'
import { subscribe } from '../../../src/features/digest/store/changes.ts'
import { digestMigrations, type Tables } from '../../../src/features/digest/store/schema.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { partsOf } from '../../support/parts.ts'

const organization = 'main'
const claire = partsOf<Asker>({ profile: { id: 'U0CLAIRE', name: 'Claire Fontaine' } })
const when = { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' } as const
const now = new Date('2026-11-24T10:00:00Z')
const [latest, before] = [new Date('2026-11-23T08:00:00Z'), new Date('2026-11-16T08:00:00Z')]

describeOnEachDatabase('a digest that was given up and comes back with a restart', (open) => {
  test('is posted where its week is the latest, and an older one only where each is wanted', async () => {
    const db = await open([...coreMigrations, ...digestMigrations])
    const wanted = { channel: 'C0FINOPS', when, language: 'en', workspaces: [], leftOut: [] } as const
    const subject = await subscribe({ db, organization }, claire, wanted)
    // Whatever goes on to post reaches for Slack, which is not there.
    const core = partsOf<Core>({ db, organization, clock: { now: () => now } })
    const post = (dueAt: Date) => postOccurrence(core, { subject, dueAt, attempt: 1 })
    await expect(post(latest)).rejects.toThrow(TypeError)
    expect(await post(before)).toBeUndefined()
    await db.query<Tables>().updateTable('calendar').set({ catch_up: 'all' }).execute()
    await expect(post(before)).rejects.toThrow(TypeError)
  })
})
