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
 * `clock_timestamp` that runs as far from its own as that clock does. To be made before the database is opened.
 */
export async function createMovableTime(place: Place): Promise<MovableTime> {
  const clock = createDemoClock()
  await execute(place, (database) => `alter database ${database} set search_path = public, pg_catalog`)
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

const setDatabaseTime = (place: Place, { now }: Pick<SandboxClock, 'now'>): Promise<void> =>
  execute(
    place,
    () => `create or replace function public.clock_timestamp() returns timestamptz language sql volatile
      as $$ select pg_catalog.clock_timestamp() + interval '${now().getTime() - Date.now()} milliseconds' $$`,
  )

async function execute(place: Place, write: (database: string) => string): Promise<void> {
  const { databaseUrl } = place()
  if (databaseUrl === undefined) return
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(write(new URL(databaseUrl).pathname.slice(1)))
  } finally {
    await client.end()
  }
}
