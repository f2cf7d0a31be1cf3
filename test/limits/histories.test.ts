import { test } from 'vitest'
import { describeOnSqlite } from '../support/databases.ts'
import { startFleet } from './support/fleet.ts'
import { liveThrough } from './support/history.ts'
import { createRandom } from './support/soak.ts'

describeOnSqlite('through weeks of change', (open, place) => {
  test.each([1, 2])('no limit is set at or below the use (history %s)', async (seed) => {
    await liveThrough(await startFleet(open, place), createRandom(seed), 14)
  })
})
