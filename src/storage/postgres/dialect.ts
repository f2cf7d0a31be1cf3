import {
  type CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
} from 'kysely'
import { storable } from '../storable.ts'
import type { TransactionScope } from '../transaction-scope.ts'

/** Kysely's dialect, with the check for queries that would escape the transaction around them. */
export class GuardedPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #scope: TransactionScope

  constructor(config: PostgresDialectConfig, scope: TransactionScope) {
    super(config)
    this.#config = config
    this.#scope = scope
  }

  override createDriver(): PostgresDriver {
    return new GuardedPostgresDriver(this.#config, this.#scope)
  }
}

class GuardedPostgresDriver extends PostgresDriver {
  readonly #scope: TransactionScope
  /** Kysely hands out the same connections again. */
  readonly #prepared = new WeakSet<DatabaseConnection>()

  constructor(config: PostgresDialectConfig, scope: TransactionScope) {
    super(config)
    this.#scope = scope
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.refuseNested()
    const connection = await super.acquireConnection()
    if (!this.#prepared.has(connection)) this.#prepared.add(takeAnyText(connection))
    return connection
  }
}

/** PostgreSQL refuses a NUL, and with it all that is written beside: a name that holds one would stop more than itself. */
function takeAnyText(connection: DatabaseConnection): DatabaseConnection {
  const execute = connection.executeQuery.bind(connection)
  connection.executeQuery = <Row>(query: CompiledQuery) =>
    execute<Row>({
      ...query,
      parameters: query.parameters.map((value) => (typeof value === 'string' ? storable(value) : value)),
    })
  return connection
}
