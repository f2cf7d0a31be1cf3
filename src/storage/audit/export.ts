import { z } from 'zod'
import type { Database } from '../database.ts'
import type { AuditRecord } from './entry.ts'
import { readChain } from './read.ts'

/** The trail as lines of JSON, each of which is one entry with what is needed to verify it elsewhere. */
export async function* exportAudit(db: Database, organization: string): AsyncGenerator<string> {
  for await (const record of readChain(db, organization, Number.MAX_SAFE_INTEGER)) yield JSON.stringify(record)
}

const recordSchema: z.ZodType<AuditRecord, unknown> = z.object({
  organization: z.string(),
  sequence: z.number(),
  at: z.number(),
  action: z.string(),
  actorId: z.string().nullable(),
  // Exports of older versions have none.
  actorHash: z.string().nullable().default(null),
  subject: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  outcome: z.string(),
  textHash: z.string().nullable(),
  seals: z.string().nullable().default(null),
  previousHash: z.string(),
  hash: z.string(),
  text: z.string().nullable(),
  salt: z.string().nullable(),
})

/** The entries of an export; undefined stands for a line that is none. */
export async function* parseExport(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<AuditRecord | undefined> {
  for await (const line of lines) if (line.trim() !== '') yield parseLine(line)
}

function parseLine(line: string): AuditRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
