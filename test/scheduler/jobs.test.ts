import { expect, test } from 'vitest'
import {
  cancelJob,
  claimJob,
  failJob,
  findFailingJobs,
  finishJob,
  type Job,
  mostFailures,
  postponeJob,
  renewJob,
  reviveJobs,
  scheduleJob,
  untilNextJob,
} from '../../src/scheduler/jobs.ts'
import { type JobTables, jobMigrations } from '../../src/scheduler/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import { describeOnEachDatabase, type Open, type Place } from '../support/databases.ts'
import { createMovableTime } from '../support/movable-time.ts'

const org = 'org'
const kinds = ['card', 'apply']
const minute = 60_000

async function setUp(open: Open, place: Place) {
  const time = await createMovableTime(place)
  const db = await open(jobMigrations, time.clock)
  return {
    db,
    time,
    another: () => open(jobMigrations, time.clock),
    ask: (
      subject: string,
      { kind = 'card', inMs, isRepeated = false }: { kind?: string; inMs?: number; isRepeated?: boolean } = {},
    ) =>
      db.transaction<JobTables, void>((tx) =>
        scheduleJob(tx, org, {
          kind,
          subject,
          isRepeated,
          ...(inMs === undefined ? {} : { dueAt: new Date(time.clock.now().getTime() + inMs) }),
        }),
      ),
    claim: async (by: Database = db) => claimJob(by, org, kinds),
    async mustClaim(): Promise<Job> {
      const job = await claimJob(db, org, kinds)
      if (!job) throw new Error('nothing is due')
      return job
    },
    left: async () =>
      Number(
        (
          await db
            .query<JobTables>()
            .selectFrom('jobs')
            .select(({ fn }) => fn.countAll().as('count'))
            .executeTakeFirstOrThrow()
        ).count,
      ),
  }
}

describeOnEachDatabase('jobs', (open, place) => {
  test('of many instances that look at the same moment each job goes to one', async () => {
    const { db, ask, another } = await setUp(open, place)
    for (let number = 0; number < 12; number++) await ask(`r${number}`)
    const instances = [db, await another(), await another()]
    const looks = Array.from({ length: 60 }, (_, number) => claimJob(instances[number % 3] ?? db, org, kinds))
    const taken: Job[] = []
    for (const job of await Promise.all(looks)) if (job) taken.push(job)
    // Who collides on the last look comes back: nothing is left lying.
    for (let job = await claimJob(db, org, kinds); job; job = await claimJob(db, org, kinds)) taken.push(job)
    expect(taken).toHaveLength(12)
    expect(new Set(taken.map(({ subject }) => subject)).size).toBe(12)
  })

  test('what is due first is taken first, and what is not due is left', async () => {
    const { ask, claim } = await setUp(open, place)
    await ask('later', { inMs: 5 * minute })
    await ask('first', { inMs: -2 * minute })
    await ask('second', { inMs: -minute })
    expect([(await claim())?.subject, (await claim())?.subject, await claim()]).toEqual(['first', 'second', undefined])
  })

  test('another instance takes over once the lease of one that died is over, and counts the attempt', async () => {
    const { time, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    const first = await mustClaim()
    await time.advance(10_000)
    expect(await claim()).toBeUndefined()
    await time.advance(10_000)
    const second = await mustClaim()
    expect([first.attempt, second.attempt]).toEqual([1, 2])
    expect(second.claim).not.toBe(first.claim)
  })

  test('work that goes on keeps its lease, and who lost it is told', async () => {
    const { db, time, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    const job = await mustClaim()
    for (let turn = 0; turn < 4; turn++) {
      await time.advance(10_000)
      expect(await renewJob(db, org, job)).toBe(true)
      expect(await claim()).toBeUndefined()
    }
    await time.advance(20_000)
    await mustClaim()
    expect(await renewJob(db, org, job)).toBe(false)
  })

  test('each try at what was asked for once has the same name, and what is asked for again has another', async () => {
    const { db, ask, mustClaim } = await setUp(open, place)
    await ask('r')
    const first = await mustClaim()
    await postponeJob(db, org, first, 0)
    const second = await mustClaim()
    expect(second.run).toBe(first.run)
    await finishJob(db, org, second)
    await ask('r')
    expect((await mustClaim()).run).not.toBe(first.run)
  })

  test('what fails for ever is kept with its last error, is tried no more, and lives again after a start or when it is asked for', async () => {
    const { db, ask, mustClaim, claim, left } = await setUp(open, place)
    await ask('r')
    for (let turn = 1; turn <= mostFailures; turn++) {
      await failJob(db, org, await mustClaim(), { delayMs: 0, error: `no ${turn}` })
      expect(await findFailingJobs(db, org)).toHaveLength(turn < 3 ? 0 : 1)
    }
    expect(await claim()).toBeUndefined()
    expect(await untilNextJob(db, org, kinds)).toBeUndefined()
    expect(await left()).toBe(1)
    expect(await findFailingJobs(db, org)).toEqual([
      { kind: 'card', failures: mostFailures, lastError: `no ${mostFailures}`, isGivenUp: true },
    ])
    await reviveJobs(db, org, kinds)
    await failJob(db, org, await mustClaim(), { delayMs: 0, error: 'still' })
    await ask('r')
    expect(await findFailingJobs(db, org)).toEqual([])
    expect((await mustClaim()).attempt).toBe(1)
  })

  test('what fails and is asked for once more is tried at once and keeps its failures; something new begins anew', async () => {
    const { db, ask, mustClaim } = await setUp(open, place)
    await ask('r', { isRepeated: true })
    for (let turn = 1; turn <= 3; turn++) {
      await failJob(db, org, await mustClaim(), { delayMs: 5 * minute, error: `no ${turn}` })
      await ask('r', { isRepeated: true })
    }
    expect(await findFailingJobs(db, org)).toMatchObject([{ failures: 3, lastError: 'no 3' }])
    await failJob(db, org, await mustClaim(), { delayMs: 5 * minute, error: 'no 4' })
    await ask('r')
    expect(await mustClaim()).toMatchObject({ failures: 0, attempt: 1 })
  })

  test('what was given up lives again when it is asked for once more', async () => {
    const { db, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    for (let turn = 1; turn <= mostFailures; turn++)
      await failJob(db, org, await mustClaim(), { delayMs: 0, error: 'no' })
    expect(await claim()).toBeUndefined()
    await ask('r', { isRepeated: true })
    expect((await mustClaim()).failures).toBe(0)
  })

  test('a failure counts, though it was asked for again meanwhile, and it is tried again at once', async () => {
    const { db, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    for (let failures = 0; failures < 3; failures++) {
      const job = await mustClaim()
      expect(job.failures).toBe(failures)
      await ask('r', { isRepeated: true })
      await failJob(db, org, job, { delayMs: 5 * minute, error: 'no' })
    }
    const last = await mustClaim()
    await ask('r', { isRepeated: true })
    await finishJob(db, org, last)
    const anew = await mustClaim()
    expect(anew.failures).toBe(0)
    await failJob(db, org, anew, { delayMs: 5 * minute, error: 'no' })
    expect(await claim()).toBeUndefined()
  })

  test('it is known since when something is asked for and not done, however often it is asked for', async () => {
    const { db, time, ask, mustClaim } = await setUp(open, place)
    const askedAt = async () => Number((await mustClaim()).askedAt)
    const begun = (await db.now()).getTime()
    await ask('r')
    await time.advance(60 * minute)
    await ask('r')
    const job = await mustClaim()
    expect(job.askedAt).toEqual(expect.any(Number))
    expect(Number(job.askedAt) - begun).toBeLessThan(minute)
    await failJob(db, org, job, { delayMs: 0, error: 'no' })
    await ask('r')
    const again = await mustClaim()
    expect(again.askedAt).toBe(job.askedAt)
    await ask('r')
    // What it was asked for until now is done.
    await finishJob(db, org, again)
    expect((await askedAt()) - begun).toBeGreaterThanOrEqual(60 * minute)
  })

  test('who comes back after its lease was lost neither ends nor delays the work of the next', async () => {
    const { db, time, ask, mustClaim, claim, left } = await setUp(open, place)
    await ask('r')
    const late = await mustClaim()
    await time.advance(4 * minute)
    const present = await mustClaim()
    await ask('r')
    await finishJob(db, org, late)
    await postponeJob(db, org, late, 60 * minute)
    // Still one instance at a time, and still asked for.
    expect(await claim()).toBeUndefined()
    await finishJob(db, org, present)
    expect((await claim())?.attempt).toBe(1)
    expect(await left()).toBe(1)
  })

  test('a job asked for again while it runs runs again exactly once, as soon as the run is over', async () => {
    const { db, ask, mustClaim, claim, left } = await setUp(open, place)
    await ask('r')
    const running = await mustClaim()
    await ask('r')
    await ask('r')
    expect(await claim()).toBeUndefined()
    await finishJob(db, org, running)
    const again = await mustClaim()
    expect(again.attempt).toBe(1)
    await finishJob(db, org, again)
    expect(await claim()).toBeUndefined()
    expect(await left()).toBe(0)
  })

  test('a run that wants to be called later gives way to whoever asked for it sooner', async () => {
    const { db, ask, mustClaim } = await setUp(open, place)
    await ask('r')
    const running = await mustClaim()
    await ask('r')
    await postponeJob(db, org, running, 15 * minute)
    expect((await mustClaim()).attempt).toBe(1)
  })

  test('a job moved to another time while it runs is due then', async () => {
    const { db, time, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    const running = await mustClaim()
    await ask('r', { inMs: 10 * minute })
    await finishJob(db, org, running)
    expect(await claim()).toBeUndefined()
    await time.advance(10 * minute + 1000)
    expect((await mustClaim()).attempt).toBe(1)
  })

  test('a postponed job comes back at its time, and remembers its attempts', async () => {
    const { db, time, ask, mustClaim, claim } = await setUp(open, place)
    await ask('r')
    await postponeJob(db, org, await mustClaim(), minute)
    expect(await claim()).toBeUndefined()
    await time.advance(minute + 1000)
    expect((await mustClaim()).attempt).toBe(2)
  })

  test('a job that was called off is gone, also for who runs it', async () => {
    const { db, ask, mustClaim, left } = await setUp(open, place)
    await ask('r')
    const running = await mustClaim()
    await db.transaction<JobTables, void>((tx) => cancelJob(tx, org, { kind: 'card', subject: 'r' }))
    await postponeJob(db, org, running, minute)
    expect(await left()).toBe(0)
  })

  test('what is asked for in a transaction that fails was never asked for', async () => {
    const { db, left } = await setUp(open, place)
    const failing = db.transaction<JobTables, void>(async (tx) => {
      await scheduleJob(tx, org, { kind: 'card', subject: 'r' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await left()).toBe(0)
  })

  test('only the kinds asked about are waited for', async () => {
    const { db, ask, mustClaim } = await setUp(open, place)
    expect(await untilNextJob(db, org, kinds)).toBeUndefined()
    await ask('r', { kind: 'of another version' })
    expect(await untilNextJob(db, org, kinds)).toBeUndefined()
    await ask('r', { inMs: minute })
    expect(await untilNextJob(db, org, kinds)).toBeGreaterThan(minute / 2)
    await ask('now')
    expect(await untilNextJob(db, org, kinds)).toBeLessThanOrEqual(0)
    await mustClaim()
    expect(await untilNextJob(db, org, kinds)).toBeGreaterThan(10_000)
  })
})
