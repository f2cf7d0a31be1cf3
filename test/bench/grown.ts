import { coreMigrations } from '../../src/chatops/migrations.ts'
import type { PostTables } from '../../src/chatops/notify/schema.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { features } from '../../src/features/index.ts'
import { genesisHash, hashEntry, hashText } from '../../src/storage/audit/entry.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'

type Tables = AuditTables & PostTables

const organization = 'main'
const pageSize = 500
const began = Date.UTC(2023, 0, 1)

/** Years of a bot that is used a lot: of ten rows, six are entries of the trail, two their texts, and two messages. */
export async function fillGrown(db: Database, rows: number): Promise<void> {
  await migrate(db, [...coreMigrations, ...registerFeatures(features).migrations])
  const entries = Math.floor(rows * 0.6)
  let previousHash = genesisHash
  for (let start = 1; start <= entries; start += pageSize) {
    const page = Array.from({ length: Math.min(pageSize, entries - start + 1) }, (_, index) => {
      const made = makeEntry(start + index, previousHash)
      previousHash = made.entry.hash
      return made
    })
    await db.transaction<Tables, void>(async (tx) => {
      await tx
        .insertInto('audit_entries')
        .values(page.map(({ entry }) => entry))
        .execute()
      const texts = page.flatMap(({ text }) => text ?? [])
      if (texts.length > 0) await tx.insertInto('audit_texts').values(texts).execute()
    })
  }
  await db.transaction<Tables, void>(async (tx) => {
    await tx
      .insertInto('audit_head')
      .values({ organization, sequence: entries, hash: previousHash, pruned_through: null })
      .execute()
    const posts = Math.floor(rows * 0.2)
    for (let start = 0; start < posts; start += pageSize)
      await tx
        .insertInto('posts')
        .values(Array.from({ length: Math.min(pageSize, posts - start) }, (_, index) => makePost(start + index)))
        .execute()
  })
}

function makeEntry(sequence: number, previousHash: string) {
  const text = sequence % 3 === 0 ? `Batch ${sequence} looped; customers need the API until the month ends.` : null
  const salt = String(sequence).padStart(32, '0')
  const facts = {
    ...{ organization, sequence, at: began + sequence * 60_000, action: 'limit.reviewed', outcome: 'done' },
    ...{ subject: `0f3c1a52-7d0e-4d0a-9a5e-${String(sequence % 2000).padStart(12, '0')}`, seals: null },
    ...{ before: '{"limit":"45000"}', after: '{"limit":"50000","version":1}' },
  }
  const textHash = text === null ? null : hashText(text, salt)
  const hash = hashEntry({ ...facts, actorId: null, actorHash: null, textHash, previousHash })
  return {
    entry: { ...facts, actor_id: null, actor_hash: null, text_hash: textHash, previous_hash: previousHash, hash },
    text: text === null ? undefined : { organization, sequence, text, salt },
  }
}

const makePost = (number: number): PostTables['posts'] => ({
  ...{ organization, key: `limits.tell:${number}`, recipient: `U${number % 200}`, id: `id-${number}` },
  ...{ channel: `D${number % 200}`, ts: `${number}.1`, begun_at: null, refusal: null, is_uncertain: 0 },
  ...{ noted_at: began + number, shown: 'f'.repeat(64) },
})

export type BareRow = readonly (string | null)[]

/** As wide as the widest of them. */
export const bareTable = { columns: 14 } as const

/** The same rows as text, for a program that does nothing but insert them. */
export async function readBare(db: Database): Promise<BareRow[]> {
  const rows: BareRow[] = []
  for (const name of ['audit_entries', 'audit_texts', 'posts'] as const)
    for (const row of await db.query<Tables>().selectFrom(name).selectAll().execute()) {
      const values = Object.values(row).map((value) => (value === null ? null : String(value)))
      const padded = Array.from({ length: bareTable.columns }, (_, index) => values[index] ?? null)
      // Its key, in one table for all of them.
      rows.push([`${name} ${rows.length}`, String(rows.length), ...padded.slice(2)])
    }
  return rows
}
