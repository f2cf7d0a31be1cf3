import type { Database } from '../database.ts'
import { type AuditVerdict, broken, verifyChain } from './chain.ts'
import { type AuditHead, type AuditRecord, genesisHash } from './entry.ts'
import { parseExport } from './export.ts'
import { joinChains } from './join.ts'
import { readChain } from './read.ts'
import type { AuditTables } from './schema.ts'
import { findPersonProblem } from './verify-people.ts'

type Lines = Iterable<string> | AsyncIterable<string>

/**
 * The chain in the database, and the people beside it. `knownHead`: the hash of an entry that was posted once, and must
 * still be in the chain. `older`: exports from before old entries were removed, which together with it are the whole chain.
 */
export async function verifyAudit(
  db: Database,
  organization: string,
  knownHead?: string,
  older: readonly Lines[] = [],
): Promise<AuditVerdict> {
  const { head, last, border } = await readEnd(db, organization)
  const stored: AsyncIterable<AuditRecord | undefined> = readChain(db, organization, last)
  const verdict = await verifyChain(joinChains(...older.map(parseExport), stored), knownHead)
  if (!verdict.whole) {
    // Old entries may have been removed while this read them.
    const isOutdated = (await readEnd(db, organization)).border !== border
    return isOutdated ? verifyAudit(db, organization, knownHead, older) : verdict
  }
  if (verdict.head.sequence < head.sequence) return broken(verdict.head.sequence + 1, 'missing')
  if (verdict.head.sequence > head.sequence) return broken(head.sequence + 1, 'headChanged')
  if (verdict.head.hash !== head.hash) return broken(head.sequence, 'headChanged')
  return (await findPersonProblem(db, organization)) ?? verdict
}

/** The same on the lines of an export, without any database. A cut end shows by `knownHead` alone. */
export const verifyExport = (lines: Lines, knownHead?: string): Promise<AuditVerdict> =>
  verifyExports([lines], knownHead)

/** Several exports of one trail, the oldest first: what one of them lacks another one may have. */
export async function verifyExports(exports: readonly Lines[], knownHead?: string): Promise<AuditVerdict> {
  return await verifyChain(joinChains(...exports.map(parseExport)), knownHead)
}

/** Read in one statement, which sees one state: what is appended meanwhile is not mistaken for a wrong end. */
async function readEnd(db: Database, organization: string): Promise<{ head: AuditHead; last: number; border: number }> {
  const { sequence, hash, last, border } = await db
    .query<AuditTables>()
    .selectFrom('audit_entries')
    .select((select) => [
      select.fn.max<number | null>('sequence').as('last'),
      select.selectFrom('audit_head').select('sequence').where('organization', '=', organization).as('sequence'),
      select.selectFrom('audit_head').select('hash').where('organization', '=', organization).as('hash'),
      select.selectFrom('audit_head').select('pruned_through').where('organization', '=', organization).as('border'),
    ])
    .where('organization', '=', organization)
    .executeTakeFirstOrThrow()
  return { head: { sequence: sequence ?? 0, hash: hash ?? genesisHash }, last: last ?? 0, border: border ?? 0 }
}
