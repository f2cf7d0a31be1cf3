import type { Transaction } from 'kysely'
import type { NeededEntries } from '../../storage/audit/prune.ts'

/** What is old: older than a moment, and before a place of the trail. */
export interface Old {
  readonly before: number
  /** Entries up to here may go; what has a later one is not old. */
  readonly through: number
}

/** What goes beside the trail, as its entries call it. */
export const removedKinds = [
  'requests',
  'warnings',
  'limit-changes',
  'unusual-days',
  'imports',
  'posts',
  'group-members',
] as const

export type RemovedKind = (typeof removedKinds)[number]

/** How many rows went, by what they are. */
export type Removed = Readonly<Partial<Record<RemovedKind, number>>>

interface Definition<Tables> {
  /** Removes what has been over for so long and nothing rests on. */
  remove?(tx: Transaction<Tables>, organization: string, old: Old): Promise<Removed>
  /** What is left rests on these entries of the trail, whatever their age; asked after everything was removed. */
  needs?(tx: Transaction<Tables>, organization: string): Promise<NeededEntries>
}

/** What becomes of a feature's rows once RETENTION_MONTHS are over. */
export type Retention = Definition<unknown>

/** The author names the tables; everybody else passes any transaction. */
export const defineRetention = <Tables>(definition: Definition<Tables>): Retention => definition as Retention
