import { test } from 'vitest'
import { describeOnSqlite } from '../support/databases.ts'
import { startFleet } from './support/fleet.ts'
import { liveThrough } from './support/history.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from './support/soak.ts'

describeOnSqlite('through months of change', (open, place) => {
  test('no limit is set at or below the use', soakTimeout, async () => {
    const until = Date.now() + soakMs
    const random = createRandom(takeSeed('histories'))
    const fleet = await startFleet(open, place)
    let turns = 0
    for (; Date.now() < until; turns += 20) await liveThrough(fleet, random, 20)
    process.stdout.write(`${turns} turns, ${fleet.writes().length} writes\n`)
  })
})
