import { type DatabaseConnection, PostgresDialect, type PostgresDialectConfig, PostgresDriver } from 'kysely'
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

  constructor(config: PostgresDialectConfig, scope: TransactionScope) {
    super(config)
    this.#scope = scope
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#scope.refuseNested()
    return super.acquireConnection()
  }
}
