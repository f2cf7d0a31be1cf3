import { describe, expect, test } from 'vitest'
import {
  type CommandAllowance,
  createCommandAllowance,
  type SharedAllowance,
} from '../../../src/chatops/routing/command-allowance.ts'
import { allowanceMigrations, createSharedAllowance } from '../../../src/chatops/routing/shared-allowance.ts'
import { createLog } from '../../../src/log.ts'
import { createSandboxClock } from '../../../src/sandbox/clock.ts'
import { createDemoClock } from '../../../src/sandbox/index.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { createMovableTime } from '../../support/movable-time.ts'

const allowance = { atOnce: 20, oneEachMs: 3_000 }

function setUp(shared?: SharedAllowance) {
  const now = new Date('2026-11-18T09:00:00Z')
  const moved = { ms: 0 }
  const clock = { ...createDemoClock(), now: () => new Date(now.getTime() + moved.ms) }
  const lines: string[] = []
  const log = createLog('debug', [], (line) => lines.push(line))
  return { commands: createCommandAllowance({ clock, log, shared, allowance }), moved, lines }
}

/** How many of so many commands in the same moment may run. */
async function countAllowed(commands: CommandAllowance, userId: string, count: number): Promise<number> {
  const waits = await Promise.all(Array.from({ length: count }, () => commands.take(userId)))
  return waits.filter((waitMs) => waitMs === 0).length
}

describe('one instance', () => {
  test('lets twenty commands run at once, and then one each three seconds', async () => {
    const { commands, moved } = setUp()
    expect(await countAllowed(commands, 'U0SARAH', 25)).toBe(20)
    expect(await commands.take('U0SARAH')).toBe(3_000)
    moved.ms += 2_000
    expect(await commands.take('U0SARAH')).toBe(1_000)
    moved.ms += 1_000
    expect(await countAllowed(commands, 'U0SARAH', 2)).toBe(1)
    moved.ms += 60_000
    expect(await countAllowed(commands, 'U0SARAH', 25)).toBe(20)
  })

  test('counts each person for themselves', async () => {
    const { commands } = setUp()
    await countAllowed(commands, 'U0SARAH', 25)
    expect(await countAllowed(commands, 'U0MARC', 25)).toBe(20)
  })

  test('forgets whose bucket is full again, and nobody else', async () => {
    const { commands, moved } = setUp()
    await countAllowed(commands, 'U0EARLY', 25)
    moved.ms += 59_000
    for (let index = 0; index < 1_100; index += 1) await countAllowed(commands, `U${index}`, 25)
    expect(await countAllowed(commands, 'U0', 1)).toBe(0)
    expect(await countAllowed(commands, 'U1099', 1)).toBe(0)
    expect(await countAllowed(commands, 'U0EARLY', 25)).toBe(19)
  })
})

test('a command does not wait for the database, unless many of the same person came before the others could know', async () => {
  const asked: PromiseWithResolvers<number>[] = []
  const shared: SharedAllowance = {
    add: () => {
      const answer = Promise.withResolvers<number>()
      asked.push(answer)
      return answer.promise
    },
  }
  const { commands } = setUp(shared)
  expect(await countAllowed(commands, 'U0SARAH', 4)).toBe(4)
  const fifth = commands.take('U0SARAH')
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  await settle()
  expect(await Promise.race([fifth, settle().then(() => 'waits')])).toBe('waits')
  // Elsewhere all the others were taken.
  asked[0]?.resolve(60_000)
  expect(await fifth).toBe(3_000)
  expect(asked).toHaveLength(1)
})

test('a database that hangs holds up nobody for long: the instance then counts for itself, and can end', async () => {
  const clock = createSandboxClock(new Date('2026-11-18T09:00:00Z'))
  const shared: SharedAllowance = { add: () => new Promise(() => {}) }
  const slow = { atOnce: 20, oneEachMs: 60_000 }
  const commands = createCommandAllowance({ clock, log: createLog('silent', []), shared, allowance: slow })
  expect(await countAllowed(commands, 'U0SARAH', 4)).toBe(4)
  const others = countAllowed(commands, 'U0SARAH', 25)
  clock.advance(1_000)
  expect(await others).toBe(16)
  const settled = commands.settle()
  clock.advance(1_000)
  await settled
})

test('without the database each instance counts for itself, and says so in the log', async () => {
  const { commands, lines } = setUp({ add: () => Promise.reject(new Error('connection lost')) })
  expect(await countAllowed(commands, 'U0SARAH', 30)).toBe(20)
  expect(lines.join('')).toContain('the other instances were not told')
})

describeOnEachDatabase('three instances', (open, place) => {
  // So slow that nothing comes back while the test runs, however busy the machine is.
  const slow = { atOnce: 20, oneEachMs: 60_000 }
  const openThree = async () => {
    const time = await createMovableTime(place)
    const instances = await Promise.all(
      [1, 2, 3].map(async () => {
        // However busy the machine is, the database is waited for.
        const clock = { ...time.clock, sleep: () => new Promise<void>(() => {}) }
        const db = await open(allowanceMigrations, time.clock)
        const shared = createSharedAllowance({ db, organization: 'main', clock, allowance: slow })
        return createCommandAllowance({ clock, log: createLog('silent', []), shared, allowance: slow })
      }),
    )
    return { instances, ...time }
  }

  test('allow one person together what one of them would, and a few more where all are asked in one moment', async () => {
    const { instances, advance } = await openThree()
    const count = async () => {
      const counts = await Promise.all(instances.map((commands) => countAllowed(commands, 'U0SARAH', 25)))
      return counts.reduce((sum, each) => sum + each, 0)
    }
    const atOnce = await count()
    expect(atOnce).toBeGreaterThanOrEqual(20)
    // Each of the two others has at most four that nobody heard of yet.
    expect(atOnce).toBeLessThanOrEqual(28)
    await Promise.all(instances.map((commands) => commands.settle()))
    expect(await count()).toBe(0)
    await advance(20 * 60_000)
    expect(await count()).toBeGreaterThanOrEqual(20)
  })

  test('allow exactly as much where commands come one after another', async () => {
    const { instances } = await openThree()
    let allowed = 0
    for (let index = 0; index < 30; index += 1) {
      const commands = instances[index % 3]
      if ((await commands?.take('U0SARAH')) === 0) allowed += 1
      await commands?.settle()
    }
    expect(allowed).toBeGreaterThanOrEqual(20)
    // Whoever has not heard of the last ones allows one more.
    expect(allowed).toBeLessThanOrEqual(22)
  })

  test('forget in the database whose bucket is full again', async () => {
    const { instances, advance } = await openThree()
    const db = await open(allowanceMigrations)
    const rows = () => db.query<{ command_allowances: { slack_user_id: string } }>().selectFrom('command_allowances')
    await instances[0]?.take('U0SARAH')
    await instances[0]?.settle()
    await advance(60 * 60_000)
    await instances[0]?.take('U0MARC')
    await instances[0]?.settle()
    expect(await rows().select('slack_user_id').execute()).toEqual([{ slack_user_id: 'U0MARC' }])
  })
})
