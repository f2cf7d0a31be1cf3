import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Clock } from '../../domain/time/clock.ts'
import { retryTransient } from '../retry.ts'
import { storable } from '../storable.ts'
import type { TransactionScope } from '../transaction-scope.ts'
import { createLoopTurns } from './loop-turns.ts'
import { createStatements, type Statements } from './statements.ts'

/** Kysely on node:sqlite. Kysely's own dialect wants better-sqlite3, and begins transactions that fail when they write. */
export function createSqliteDialect(file: DatabaseSync, scope: TransactionScope, clock: Clock): Dialect {
  return {
    createAdapter: () => new NodeSqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(file, scope, clock),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  }
}

class NodeSqliteAdapter extends SqliteAdapter {
  // There is one connection, and the driver queues for it: Kysely's queue would stand before the check for nesting.
  override get supportsMultipleConnections(): boolean {
    return true
  }
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class NodeSqliteDriver implements Driver {
  readonly #file: DatabaseSync
  readonly #scope: TransactionScope
  readonly #connection: DatabaseConnection
  readonly #turns = createLoopTurns()
  #lastInQueue: Promise<void> = Promise.resolve()
  #leaveQueue = (): void => {}

  constructor(file: DatabaseSync, scope: TransactionScope, clock: Clock) {
    this.#file = file
    this.#scope = scope
    this.#connection = new NodeSqliteConnection(file, clock)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.refuseNested()
    const ahead = this.#lastInQueue
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#lastInQueue = promise
    await ahead
    await this.#turns.takeTurn()
    this.#leaveQueue = resolve
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#leaveQueue()
  }

  // A deferred `begin` takes the write lock at the first write, and then fails at once if another process was faster.
  async beginTransaction(): Promise<void> {
    this.#file.exec('begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#file.exec('commit')
  }

  async rollbackTransaction(): Promise<void> {
    // After a full disk SQLite has rolled back by itself, and a second time would hide the first error.
    if (this.#file.isTransaction) this.#file.exec('rollback')
  }

  async destroy(): Promise<void> {
    this.#file.close()
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #file: DatabaseSync
  readonly #statements: Statements
  readonly #clock: Clock

  constructor(file: DatabaseSync, clock: Clock) {
    this.#file = file
    this.#statements = createStatements(file)
    this.#clock = clock
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const execute = async () => this.#execute<Row>(query)
    return this.#file.isTransaction ? execute() : retryTransient(this.#clock, execute)
  }

  #execute<Row>(query: CompiledQuery): QueryResult<Row> {
    const { statement, hasRows } = this.#statements.prepare(query.sql)
    const parameters = query.parameters.map(checkParameter)
    if (hasRows) return { rows: statement.all(...parameters) as Row[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for a generator, and neither engine streams here.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Read in pages: an open cursor would hold the only connection.')
  }
}

/** node:sqlite takes a Date or an object for named parameters and stores NULL; PostgreSQL knows no number for `true`. */
function checkParameter(value: unknown): SQLInputValue {
  if (typeof value === 'string') return storable(value)
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(
    `A ${typeof value} does not go into the database alike on both engines: use text, numbers or null.`,
  )
}
