/** The database cannot be used as it is configured. The message is a sentence for the operator, without any secret. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  readonly setting: 'DATABASE_URL' | 'DATA_DIR'
  constructor(setting: 'DATABASE_URL' | 'DATA_DIR', problem: string, options?: ErrorOptions) {
    super(`${setting}: ${problem}`, options)
    this.setting = setting
  }
}

/** The database was used by a newer version of this program, which this one could only damage. */
export class NewerSchema extends Error {
  override name = 'NewerSchema'
  readonly unknownMigrations: readonly string[]
  constructor(unknownMigrations: readonly string[]) {
    super(
      `The database has a newer schema than this version knows (${unknownMigrations.join(', ')}). ` +
        'Start the newer version again, or restore the copy that was made before it.',
    )
    this.unknownMigrations = unknownMigrations
  }
}

export class MigrationFailed extends Error {
  override name = 'MigrationFailed'
  readonly migration: string
  constructor(migration: string, cause: unknown) {
    super(`The migration ${migration} failed; the database is as it was before.`, { cause })
    this.migration = migration
  }
}
