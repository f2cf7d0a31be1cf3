import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createScheduler, type JobHandler } from '../../src/scheduler/index.ts'
import { leaseMs, scheduleJob } from '../../src/scheduler/jobs.ts'
import { findLastSign } from '../../src/scheduler/last-sign.ts'
import { scheduleMigrations } from '../../src/scheduler/occurrences.ts'
import { type JobTables, jobMigrations } from '../../src/scheduler/schema.ts'
import { describeOnEachDatabase, type Open, type Place } from '../support/databases.ts'
import { createMovableTime } from '../support/movable-time.ts'

const org = 'org'

async function setUp(open: Open, place: Place, handlers: Record<string, JobHandler>) {
  const time = await createMovableTime(place)
  const logged: object[] = []
  const ignore = () => {}
  const log = { debug: ignore, info: ignore, warn: ignore, error: (facts: object) => logged.push(facts) }
  const db = await open([...jobMigrations, ...scheduleMigrations], time.clock)
  const instance = async () => {
    const own = await open([...jobMigrations, ...scheduleMigrations], time.clock)
    return createScheduler({ db: own, organization: org, clock: time.clock, log, handlers })
  }
  const scheduler = createScheduler({ db, organization: org, clock: time.clock, log, handlers })
  onTestFinished(async () => void (await scheduler.stop(10_000)))
  return {
    scheduler,
    instance,
    db,
    time,
    logged,
    ask: (kind: string, subject: string) =>
      db.transaction<JobTables, void>((tx) => scheduleJob(tx, org, { kind, subject })),
  }
}

describeOnEachDatabase('the scheduler', (open, place) => {
  test('leaves a sign of life every few seconds, also while it has nothing to do', async () => {
    const { scheduler, db, time } = await setUp(open, place, {})
    expect(await findLastSign(db)).toBeUndefined()
    scheduler.start()
    await expect.poll(() => findLastSign(db)).toBeDefined()
    const first = (await findLastSign(db)) ?? 0
    await time.advance(leaseMs / 2)
    await expect.poll(() => findLastSign(db)).toBeGreaterThan(first + leaseMs / 3)
  })

  test('three instances run each job once', async () => {
    const ran: string[] = []
    const bench = await setUp(open, place, {
      card: async ({ subject }) => {
        ran.push(subject)
        return undefined
      },
    })
    const subjects = Array.from({ length: 30 }, (_, number) => `r${number}`)
    for (const subject of subjects) await bench.ask('card', subject)
    const instances = [bench.scheduler, await bench.instance(), await bench.instance()]
    await Promise.all(instances.map((one) => one.settle()))
    expect(ran).toHaveLength(subjects.length)
    expect(new Set(ran)).toEqual(new Set(subjects))
  })

  test('a job that fails is tried again, later each time', async () => {
    let tries = 0
    const { scheduler, time, logged, ask } = await setUp(open, place, {
      card: async () => {
        tries += 1
        if (tries < 4) throw new Error('no')
        return undefined
      },
    })
    await ask('card', 'r')
    const waits = [5_000, 15_000, 60_000]
    for (const [index, wait] of waits.entries()) {
      await scheduler.settle()
      expect(tries).toBe(index + 1)
      await time.advance(wait - 2_000)
      await scheduler.settle()
      expect(tries).toBe(index + 1)
      await time.advance(2_500)
    }
    await scheduler.settle()
    expect(tries).toBe(4)
    expect(logged).toHaveLength(3)
    await time.advance(3_600_000)
    await scheduler.settle()
    expect(tries).toBe(4)
  })

  test('of a job that failed nothing is stored but what failed and where: its words may quote a person', async () => {
    const { db, scheduler, ask } = await setUp(open, place, {
      card: async () => JSON.parse('Claire Martin'),
      told: async () => {
        throw Object.assign(new TypeError('Claire Martin'), { code: 'channel_not_found' })
      },
    })
    for (const kind of ['card', 'told']) await ask(kind, 'r')
    await scheduler.settle()
    const jobs = await db.query<JobTables>().selectFrom('jobs').select('last_error').orderBy('kind').execute()
    const runs = await db.query<JobTables>().selectFrom('job_runs').select('last_error').orderBy('kind').execute()
    for (const errors of [jobs, runs])
      expect(errors.map(({ last_error }) => last_error)).toEqual([
        expect.stringMatching(/^SyntaxError: at test\/scheduler\/scheduler\.test\.ts:\d+:\d+$/),
        expect.stringMatching(/^TypeError: channel_not_found, at test\/scheduler\/scheduler\.test\.ts:\d+:\d+$/),
      ])
  })

  test('work that takes longer than a lease is not begun by another instance meanwhile', async () => {
    let ran = 0
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>()
    const { scheduler, instance, time, ask } = await setUp(open, place, {
      card: async () => {
        ran += 1
        begin()
        await mayEnd
        return undefined
      },
    })
    const other = await instance()
    await ask('card', 'r')
    const settled = scheduler.settle()
    await hasBegun
    for (let turn = 0; turn < 10; turn++) {
      await time.advance(6_000)
      // The renewal wakes with the clock, and is one statement.
      await setTimeout(20)
      const looked = other.settle()
      await Promise.race([looked, setTimeout(20)])
    }
    end()
    await settled
    expect(ran).toBe(1)
  })

  test('a job that asks for more time gets it', async () => {
    const at: number[] = []
    const { scheduler, time, ask } = await setUp(open, place, {
      card: async () => {
        at.push(time.clock.now().getTime())
        return at.length < 2 ? 60_000 : undefined
      },
    })
    await ask('card', 'r')
    await scheduler.settle()
    await time.advance(61_000)
    await scheduler.settle()
    expect(at).toHaveLength(2)
  })

  test('one that fails holds up no other', async () => {
    const ran: string[] = []
    const { scheduler, ask } = await setUp(open, place, {
      broken: () => Promise.reject(new Error('no')),
      card: async ({ subject }) => {
        ran.push(subject)
        return undefined
      },
    })
    await ask('broken', 'a')
    await ask('card', 'b')
    await scheduler.settle()
    expect(ran).toEqual(['b'])
  })

  test('a job of a kind that nobody here knows keeps nobody waiting', async () => {
    const { scheduler, ask } = await setUp(open, place, { card: async () => undefined })
    await ask('from a newer version', 'r')
    await scheduler.settle()
  })

  test('it runs what is scheduled while it waits, and stops when what it runs is done', async () => {
    const { promise: isRunning, resolve: begin } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    let isDone = false
    const { scheduler, ask } = await setUp(open, place, {
      card: async () => {
        begin()
        await mayEnd
        isDone = true
        return undefined
      },
    })
    scheduler.start()
    await ask('card', 'r')
    scheduler.wake()
    await isRunning
    const stopped = scheduler.stop(10_000)
    end()
    expect(await stopped).toBe(0)
    expect(isDone).toBe(true)
  })

  test('a job that takes longer than the deadline is cut off, and another instance takes it up', async () => {
    const { promise: isRunning, resolve: begin } = Promise.withResolvers<void>()
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    const ran: number[] = []
    const { scheduler, instance, ask, time } = await setUp(open, place, {
      card: async ({ attempt }) => {
        ran.push(attempt)
        begin()
        if (attempt === 1) await mayEnd
        return undefined
      },
    })
    const other = await instance()
    scheduler.start()
    await ask('card', 'r')
    scheduler.wake()
    await isRunning
    const stopped = scheduler.stop(20_000)
    await time.advance(20_000)
    expect(await stopped).toBe(1)
    // Nobody renews the lease any more.
    for (let turn = 0; turn < 5; turn++) {
      await time.advance(leaseMs / 2)
      await setTimeout(20)
      await other.settle()
    }
    expect(ran).toEqual([1, 2])
    end()
    expect(await scheduler.stop(10_000)).toBe(0)
  })

  test('after it stopped it begins nothing', async () => {
    let ran = 0
    const { scheduler, ask, time } = await setUp(open, place, {
      card: async () => {
        ran += 1
        return undefined
      },
    })
    scheduler.start()
    await scheduler.stop(10_000)
    await ask('card', 'r')
    await time.advance(60_000)
    expect(ran).toBe(0)
  })
})
