import type { Kysely, Transaction } from 'kysely'
import type { Language } from '../../domain/language.ts'

/** Somebody by every id that we have for them; neither list is empty, since PostgreSQL has no empty lists. */
export interface Someone {
  readonly personIds: readonly string[]
  readonly slackIds: readonly string[]
}

type Reader = { readonly language: Language }
type Reads<Tables> = Pick<Kysely<Tables>, 'selectFrom'>

/** One line of the data sheet, for the person it is about. */
export interface DataSheet {
  readonly what: string
  readonly why: string
  readonly howLong: string
  readonly whoSees: string
}

interface Definition<Tables> {
  /** The table that says whether the feature was ever used here. */
  readonly table: string
  readonly sheet: (reader: Reader) => DataSheet
  /** What is there about this person, a line each, as they would want to read it. */
  show(db: Reads<Tables>, organization: string, someone: Someone, reader: Reader): Promise<string[]>
  erase(tx: Transaction<Tables>, organization: string, someone: Someone): Promise<void>
  /** How much is under way that needs to know who they are: until it ends they cannot be erased. */
  countHolds?(db: Reads<Tables>, organization: string, someone: Someone): Promise<number>
}

/** One place where something about people lies: `whoami data` shows it, `person:forget` erases it. */
export type PersonalData = Definition<unknown>

/** The author names the tables; everybody else passes any database. */
export const definePersonalData = <Tables>(definition: Definition<Tables>): PersonalData =>
  definition as unknown as PersonalData
