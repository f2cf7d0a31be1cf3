import { Pool, TypeOverrides } from 'pg'
import { DatabaseUnavailable } from '../errors.ts'
import { explainConnectionError } from './explain.ts'

const bigintOid = 20
const numericOid = 1700

/** A pool that has connected once, so that a wrong setting is told at the start and not at the first command. */
export async function openPostgresPool(databaseUrl: string): Promise<Pool> {
  const place = readPlace(databaseUrl)
  const types = new TypeOverrides()
  types.setTypeParser(bigintOid, readWholeNumber)
  // No column is `numeric`: it is what PostgreSQL makes of the sum or average of a bigint.
  types.setTypeParser(numericOid, (text) => (text.includes('.') ? Number(text) : readWholeNumber(text)))
  let pool: Pool | undefined
  try {
    pool = new Pool({
      connectionString: databaseUrl,
      application_name: 'mistral-chatops',
      types,
      max: 10,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
      // For a peer that vanished without a word. Above every statement's own limit, also that of a migration.
      query_timeout: 90_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    // Unheard, the loss of an idle connection would end the process. The pool replaces it when it is needed.
    pool.on('error', () => {})
    // The pool hears its idle clients only: one that is in use says it on itself, and its query fails as well.
    pool.on('connect', (client) => client.on('error', () => {}))
    await pool.query('select 1')
    return pool
  } catch (error) {
    await pool?.end()
    throw new DatabaseUnavailable('DATABASE_URL', explainConnectionError(error, place), { cause: error })
  }
}

/** SQLite refuses what a number cannot hold exactly, and so do we here: wrong by one is worse than an error. */
function readWholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a whole number from the database is too large to be exact')
  return value
}

/** What may be said of the address: never its user's password, and no error that quotes the text as a whole. */
export function readPlace(databaseUrl: string): { server: string; database: string; user: string } {
  const url = URL.parse(databaseUrl)
  // An unescaped "/", "?" or "#" in the password ends the address early, and the rest of the password follows.
  if (!url || `${url.pathname}${url.search}${url.hash}`.includes('@') || /%(?![\da-f]{2})/i.test(databaseUrl)) {
    throw new DatabaseUnavailable(
      'DATABASE_URL',
      'this is not an address. It reads postgres://user:password@host:5432/database; write special characters in the ' +
        'password as percent codes (@ is %40, / is %2F, # is %23, % is %25).',
    )
  }
  return {
    server: url.host || url.searchParams.get('host') || 'localhost',
    database: url.pathname.slice(1),
    user: url.username,
  }
}
