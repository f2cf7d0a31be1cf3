import { Client } from 'pg'
import type { SandboxClock } from '../../src/sandbox/clock.ts'
import { createDemoClock } from '../../src/sandbox/index.ts'
import type { Place } from './databases.ts'

export interface MovableTime {
  readonly clock: SandboxClock
  /** Moves the program and its database together. */
  advance(ms: number): Promise<void>
}

/**
 * One time for a program and its database, on both engines: SQLite asks the program's clock, and PostgreSQL gets a
 * `now_ms` that runs as far from its own time as that clock does. The database must have been migrated.
 */
export async function createMovableTime(place: Place): Promise<MovableTime> {
  const clock = createDemoClock()
  await setDatabaseTime(place, clock)
  return {
    clock,
    async advance(ms) {
      const later = { now: () => new Date(clock.now().getTime() + ms) }
      // The database first: whoever wakes with the clock asks it at once.
      await setDatabaseTime(place, later)
      clock.advance(ms)
    },
  }
}

async function setDatabaseTime(place: Place, { now }: Pick<SandboxClock, 'now'>): Promise<void> {
  const { databaseUrl } = place()
  if (databaseUrl === undefined) return
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`create or replace function now_ms() returns bigint language sql volatile
      as 'select (extract(epoch from clock_timestamp()) * 1000)::bigint + ${now().getTime() - Date.now()}'`)
  } finally {
    await client.end()
  }
}
