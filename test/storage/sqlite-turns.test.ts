import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLoopTurns } from '../../src/storage/sqlite/loop-turns.ts'
import { describeOnSqlite } from '../support/databases.ts'

function setUp() {
  const time = { ms: 0 }
  const turns = createLoopTurns(() => time.ms)
  const order: string[] = []
  /** What the event loop would do as soon as it may. */
  const loopGoesRound = () => setImmediate().then(() => order.push('loop'))
  return { time, turns, order, loopGoesRound }
}

test('a query goes ahead at once while the loop was held for a moment only', async () => {
  const { time, turns, order, loopGoesRound } = setUp()
  void loopGoesRound()
  for (let query = 1; query <= 3; query += 1) {
    await turns.takeTurn()
    time.ms += 1
    order.push(`query ${query}`)
  }
  expect(order).toEqual(['query 1', 'query 2', 'query 3'])
})

test('once the loop was held for long, it goes round before the next query', async () => {
  const { time, turns, order, loopGoesRound } = setUp()
  void loopGoesRound()
  for (let query = 1; query <= 3; query += 1) {
    await turns.takeTurn()
    time.ms += 4
    order.push(`query ${query}`)
  }
  expect(order).toEqual(['query 1', 'loop', 'query 2', 'query 3'])
})

describeOnSqlite('a long row of transactions', (open) => {
  test('lets the loop go round in between', async () => {
    const db = await open()
    let rounds = 0
    let isDone = false
    const loop = (async () => {
      while (!isDone) {
        await setImmediate()
        rounds += 1
      }
    })()
    const begin = performance.now()
    while (performance.now() - begin < 60) await db.now()
    isDone = true
    await loop
    expect(rounds).toBeGreaterThanOrEqual(3)
  })
})
