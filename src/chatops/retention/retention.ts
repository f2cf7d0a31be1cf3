import type { Transaction } from 'kysely'
import type { AuditFigures } from '../../storage/audit/entry.ts'
import type { NeededEntries } from '../../storage/audit/prune.ts'

/** What is old: older than a moment, and before a place of the trail. */
export interface Old {
  readonly before: number
  /** Entries up to here may go; what has a later one is not old. */
  readonly through: number
}

interface Definition<Tables> {
  /** Removes what has been over for so long and nothing rests on. Resolves to how many rows went, by what they are. */
  remove?(tx: Transaction<Tables>, organization: string, old: Old): Promise<AuditFigures>
  /** What is left rests on these entries of the trail, whatever their age; asked after everything was removed. */
  needs?(tx: Transaction<Tables>, organization: string): Promise<NeededEntries>
}

/** What becomes of a feature's rows once RETENTION_MONTHS are over. */
export type Retention = Definition<unknown>

/** The author names the tables; everybody else passes any transaction. */
export const defineRetention = <Tables>(definition: Definition<Tables>): Retention => definition as Retention
