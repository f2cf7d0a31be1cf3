import type { Kysely, Transaction } from 'kysely'

/** What a report gets of it: it can look, and the compiler keeps it from writing. */
export interface DatabaseReads {
  query<Tables>(): Pick<Kysely<Tables>, 'selectFrom'>
}

/** The narrow port to SQLite and PostgreSQL. A feature names the tables that it uses: `db.query<SpendTables>()`. */
export interface Database {
  readonly engine: 'sqlite' | 'postgres'
  query<Tables>(): Kysely<Tables>
  /**
   * One short transaction, run again as a whole when the engine asks for it (40001, 40P01, SQLITE_BUSY). Use only the
   * `tx` that it is given inside, and never wait for the network in it. PostgreSQL runs it as READ COMMITTED: claim
   * with `update … where … returning` instead of reading first and writing afterwards.
   */
  transaction<Tables, Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result>
  /** The database's own time: leases and expiries use it, so that a skewed clock steals nothing. */
  now(): Promise<Date>
  /** Throws where nothing could be kept: a read-only or full disk, a standby, a file that was deleted under us. */
  checkWritable(): Promise<void>
  close(): Promise<void>
}

/** One step of the schema; it works alike on both engines. Names are dated words: "2026-11-20-audit". */
export interface Migration {
  readonly name: string
  up(db: Kysely<unknown>, engine: Database['engine']): Promise<void>
}
