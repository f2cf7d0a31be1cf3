import type { Kysely, Transaction } from 'kysely'
import type { Reader } from '../words/catalogue.ts'

/** Somebody by every id that we have for them; neither list is empty, since PostgreSQL has no empty lists. */
export interface Someone {
  readonly personIds: readonly string[]
  readonly slackIds: readonly string[]
}

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
export const definePersonalData = <Tables>(definition: Definition<Tables>): PersonalData => definition as PersonalData

/** Any table of rows that belong to an Organization. */
type Rows = Readonly<Record<string, { organization: string; [column: string]: string | null }>>

interface PersonalRows extends Pick<Definition<unknown>, 'table' | 'sheet'> {
  /** Names the person, by their Slack id or by their random one. */
  readonly column: string
  readonly by: keyof Someone
  /** What a line says about one row is read from here. */
  readonly shows: string
  say(values: readonly string[], reader: Reader): string
  /** What is about nobody else goes as a whole; of the others only the name. */
  readonly erases: 'row' | 'name'
}

/** A table whose rows each name one person. */
export const definePersonalRows = ({ table, sheet, column, by, shows, say, erases }: PersonalRows): PersonalData =>
  definePersonalData<Rows>({
    table,
    sheet,
    async show(db, organization, someone, reader) {
      const rows = await db
        .selectFrom(table)
        .select(shows)
        .where('organization', '=', organization)
        .where(column, 'in', someone[by])
        .execute()
      return rows.length > 0
        ? [
            say(
              rows.map((row) => String(row[shows])),
              reader,
            ),
          ]
        : []
    },
    async erase(tx, organization, someone) {
      if (erases === 'row')
        await tx.deleteFrom(table).where('organization', '=', organization).where(column, 'in', someone[by]).execute()
      else
        await tx
          .updateTable(table)
          .set({ [column]: null })
          .where('organization', '=', organization)
          .where(column, 'in', someone[by])
          .execute()
    },
  })
