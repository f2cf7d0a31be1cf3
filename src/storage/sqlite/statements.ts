import type { DatabaseSync, StatementSync } from 'node:sqlite'

interface Prepared {
  readonly statement: StatementSync
  readonly hasRows: boolean
}

export interface Statements {
  prepare(sql: string): Prepared
}

/** More than the bot has; lists of values make a statement for each length. */
const mostStatements = 300

/**
 * Reading a statement takes SQLite longer than most of them run, and the bot asks the same few hundred again and again.
 * After a change of the schema SQLite itself reads a kept one anew.
 */
export function createStatements(file: DatabaseSync): Statements {
  const kept = new Map<string, Prepared>()
  return {
    prepare(sql) {
      const known = kept.get(sql)
      const prepared = known ?? read(file, sql)
      // Put behind all others, so that the first is the one that was not used for longest.
      kept.delete(sql)
      kept.set(sql, prepared)
      const [oldest] = kept.keys()
      if (kept.size > mostStatements && oldest !== undefined) kept.delete(oldest)
      return prepared
    },
  }
}

function read(file: DatabaseSync, sql: string): Prepared {
  const statement = file.prepare(sql)
  return { statement, hasRows: statement.columns().length > 0 }
}
