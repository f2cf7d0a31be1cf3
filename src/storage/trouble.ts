/**
 * What keeps a database from doing its work, as far as people have to know it. `full`: nothing was written, and somebody
 * has to make room. `away`: locked, restarting or unreachable; a commit under way may have arrived. `broken`: it needs
 * its operator.
 */
export type DatabaseTrouble = 'full' | 'away' | 'broken'

/** SQLite's primary result codes: the low byte of what node:sqlite calls `errcode`. */
const sqliteCodes: Readonly<Record<number, DatabaseTrouble>> = {
  5: 'away',
  6: 'away',
  8: 'broken',
  10: 'broken',
  11: 'broken',
  13: 'full',
  14: 'broken',
  26: 'broken',
}

/** PostgreSQL's codes, by their beginnings, and those of the socket beneath. */
const otherCodes: readonly (readonly [string, DatabaseTrouble])[] = [
  ['53100', 'full'],
  ['53', 'away'],
  ['57', 'away'],
  ['55P03', 'away'],
  ['55000', 'away'],
  ['08', 'away'],
  ['40', 'away'],
  ['25006', 'broken'],
  ['58', 'broken'],
  ['XX', 'broken'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].map(
    (code) => [code, 'away'] as const,
  ),
]

/** node-postgres has no codes for these. */
const lost =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|query read timeout/i

/** undefined: the error is not the database's. For errors of other services, which have classes of their own, ask them first. */
export function findDatabaseTrouble(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined
  return troubleOf(error) ?? findDatabaseTrouble(error.cause)
}

function troubleOf(error: Error): DatabaseTrouble | undefined {
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteCodes[error.errcode & 0xff]
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error
    const known = otherCodes.find(([beginning]) => code.startsWith(beginning))
    if (known) return known[1]
  }
  return lost.test(error.message) ? 'away' : undefined
}
