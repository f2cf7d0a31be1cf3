import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { AssignmentTables } from '../../src/chatops/report/assignments.ts'
import { packMonth } from '../../src/domain/history/pack.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { claimJob, leaseMs, scheduleJob } from '../../src/scheduler/jobs.ts'
import type { JobTables } from '../../src/scheduler/schema.ts'
import { appendAudit } from '../../src/storage/audit/append.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import type { Database } from '../../src/storage/database.ts'
import type { HistoryTables } from '../../src/storage/history/schema.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { leaveForGood } from '../../src/tools/leave/leave.ts'
import { verifyTrail } from '../../src/tools/verify.ts'
import { allMigrations, databaseSettings, startFleet } from '../limits/support/fleet.ts'
import { describeOnEachDatabase, describeOnSqlite, type Place } from '../support/databases.ts'
import { createOutside } from './outside.ts'

async function leave(place: Place, args: readonly string[], answer?: string, others = {}) {
  const { outside, printed, questions } = createOutside({ ...databaseSettings(place), ...others }, answer)
  return { code: await leaveForGood(args, outside), said: printed(), questions }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-leave-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'export')
}

/** A month of one Workspace, and the cost centre that bears it. */
async function fillHistory(db: Database): Promise<void> {
  const line = { category: 'completion', model: 'mistral-large', version: null, group: 'input', units: 25, billed: 25 }
  const amounts = { amount: Decimal.of('12.5'), price: Decimal.of('0.5') }
  const usage = { month: '2026-10', currency: 'EUR', unpriced: [], unreadable: {} } as const
  const { totals, days } = packMonth({ ...usage, lines: [{ ...line, ...amounts, day: '2026-10-02' }] })
  await db
    .query<HistoryTables>()
    .insertInto('history_months')
    .values({
      ...{
        organization: 'main',
        scope: 'ws-1',
        month: '2026-10',
        name: 'Support',
        through: '2026-10-31',
        state: 'kept',
      },
      ...{ revision: 1, first_at: 1, taken_at: 1, checked_at: 1, currency: 'EUR', has_usage: 1, total: '12.5' },
      ...{ is_closed: 0, totals, days },
    })
    .execute()
  await db
    .query<AssignmentTables>()
    .insertInto('workspace_assignments')
    .values({
      ...{ organization: 'main', workspace_id: 'ws-1', workspace_name: 'Support', from_month: '2026-09' },
      ...{ cost_center: 'cost-center-7', owner_id: null, set_at: 1 },
    })
    .execute()
}

describeOnEachDatabase('leave', (open, place) => {
  test('shows, settles, exports with checksums, and erases after a typed sentence', { timeout: 60_000 }, async () => {
    const fleet = await startFleet(open, place)
    const { steps, db, mistral } = fleet
    await steps.request({ amount: '50000', term: 'month', reason: 'For a time' })
    await steps.approve('U0CLAIRE')
    await steps.request({ amount: '60000', term: 'permanent', reason: 'Still “open”; =1+1' })
    for (const bot of fleet.bots.splice(0)) await bot.stop()
    await fleet.time.advance(leaseMs)
    await fillHistory(db)
    await sql`create table somebody_elses (id integer)`.execute(db.query())

    const shown = await leave(place, [])
    expect(shown.code).toBe(0)
    expect(shown.said).toMatch(
      /^Under way:\n {2}Request \S+: 50000 → 60000, open\n {2}Limit of 50000 until the end of 2026-11, then back to 45000\n/,
    )
    expect(shown.said).toContain('Delete the Admin API key in the Backoffice')
    const folder = newFolder()
    expect(await leave(place, ['--erase', folder])).toMatchObject({
      code: 2,
      said: expect.stringContaining('Still under way'),
    })

    expect((await leave(place, ['--settle', 'keep'])).said).toMatch(/^Nothing is under way any more/)
    expect(await fleet.state()).toBe('applied expired')
    expect((await fleet.temporaries()).map(({ state }) => state)).toEqual(['kept'])
    expect(mistral.organization.limit).toBe(50_000)
    const checked = createOutside(databaseSettings(place))
    expect(await verifyTrail([], checked.outside), checked.printed()).toBe(0)

    expect(await leave(place, ['--erase', folder])).toMatchObject({
      code: 2,
      said: expect.stringContaining('SHA256SUMS is missing'),
    })
    const exported = await leave(place, ['--to', folder])
    expect(exported.said).toMatch(/The exported trail is whole: \d+ entries, head [0-9a-f]{64}$/)
    expect(exported.code).toBe(0)
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect(read('requests.csv')).toContain('Sarah Lindqvist')
    expect(read('decisions.csv')).toContain('Claire Fontaine')
    // A formula in somebody's words stays a word.
    expect(read('requests.csv')).toContain("' =1+1")
    expect(read('budgets.csv')).toBe('\ufeffscope,amount,currency,set_at\r\n')
    expect(read('chargeback.csv')).toContain('cost-center-7')
    expect(read('history.csv')).toContain('2026-10,ws-1,2026-10-02,completion,mistral-large,input,12.5,EUR')
    expect(read('tables/raises.ndjson').trim().split('\n')).toHaveLength(2)
    const offline = createOutside()
    expect(await verifyTrail([join(folder, 'trail.ndjson')], { ...offline.outside, environment: {} })).toBe(0)
    const sums = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
    expect(sums.error ? 0 : sums.status, sums.stderr).toBe(0)
    expect(await leave(place, ['--to', folder])).toMatchObject({
      code: 2,
      said: expect.stringContaining('is not empty'),
    })

    expect(await leave(place, ['--erase', folder], 'yes')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/Nothing was erased\.$/),
    })
    const tampered = newFolder()
    await leave(place, ['--to', tampered])
    appendFileSync(join(tampered, 'requests.csv'), 'one more\r\n')
    expect(await leave(place, ['--erase', tampered], 'erase everything')).toMatchObject({
      code: 2,
      said: expect.stringContaining('requests.csv is not as it was exported'),
    })
    const { databaseUrl, dataDir } = place()
    const DATA_DIR = dataDir || mkdtempSync(join(tmpdir(), 'chatops-data-'))
    onTestFinished(() => rmSync(DATA_DIR, { recursive: true, force: true }))
    const list = join(DATA_DIR, 'slack-move-2026-11-20.csv')
    writeFileSync(list, 'U0CLAIRE,U1CLAIRE\n')
    const gone = await leave(place, ['--erase', folder], 'erase everything', { DATA_DIR })
    expect(gone.said).toContain(`So does ${list}, which npm run slack:move wrote.`)
    expect(existsSync(list)).toBe(false)
    expect(gone.said).toMatch(/Type “erase everything”|Erased\.\nWhat is not here/)
    expect(gone.code).toBe(0)
    if (!databaseUrl) {
      expect(existsSync(join(dataDir, 'chatops.sqlite'))).toBe(false)
      return
    }
    const left = await openDatabase(place())
    const tables = await left.query<unknown>().introspection.getTables()
    await left.close()
    expect(tables.map(({ name }) => name)).toEqual(['somebody_elses'])
  })
})

describeOnEachDatabase('a bot that is at work', (open, place) => {
  test('keeps whatever would change its database from beginning', async () => {
    const db = await open(allMigrations)
    const folder = newFolder()
    await leave(place, ['--to', folder])
    // What an instance writes every few seconds, also while it has nothing to do.
    await db.checkWritable()
    for (const step of [
      ['--settle', 'keep'],
      ['--erase', folder],
    ])
      expect(await leave(place, step, 'erase everything')).toEqual({
        ...{ code: 2, questions: [] },
        said: expect.stringMatching(
          /^A bot was at work on this database \d+ seconds? ago\. Stop every instance of it, wait 15 seconds, and run this again\. Nothing was changed\.$/,
        ),
      })
    expect((await leave(place, [])).code).toBe(0)
    await sql`update readiness set checked_at = checked_at - ${leaseMs}`.execute(db.query())
    expect((await leave(place, ['--settle', 'keep'])).code).toBe(0)
    // An older version shows it by its jobs alone.
    await db.transaction<JobTables, void>((tx) => scheduleJob(tx, 'main', { kind: 'any', subject: '' }))
    await claimJob(db, 'main', ['any'])
    expect((await leave(place, ['--settle', 'keep'])).code).toBe(2)
  })
})

describeOnEachDatabase('leave', (open, place) => {
  test('erases no trail of any Organization that went on since the export', async () => {
    const db = await open(allMigrations)
    const append = (organization: string) =>
      db.transaction<AuditTables, unknown>((tx) =>
        appendAudit(tx, { organization, action: 'budget.set', actorId: null, outcome: 'done' }),
      )
    await append('main')
    const alone = newFolder()
    await leave(place, ['--to', alone])
    await append('a/b')
    expect(await leave(place, ['--erase', alone], 'erase everything')).toEqual({
      ...{ code: 2, questions: [] },
      said: `${alone} does not hold all of it: trail-a%2Fb.ndjson is not the trail as it is now. Export again. Nothing was erased.`,
    })
    const both = newFolder()
    expect((await leave(place, ['--to', both])).said).toMatch(/The exported trail of a\/b is whole: 1 entry, head/)
    await append('a/b')
    expect(await leave(place, ['--erase', both], 'erase everything')).toMatchObject({ code: 2, questions: [] })
    const all = newFolder()
    await leave(place, ['--to', all])
    expect(await leave(place, ['--erase', all], 'no')).toMatchObject({ code: 1 })
  })
})

describeOnSqlite('leave', (open, place) => {
  test('--settle return lets the bot take back what was for a time, by its own checks', async () => {
    const fleet = await startFleet(open, place)
    const { steps, mistral } = fleet
    await steps.request({ amount: '50000', term: 'month' })
    await steps.approve('U0CLAIRE')
    for (const bot of fleet.bots.splice(0)) await bot.stop()
    const { code, said } = await leave(place, ['--settle', 'return'])
    expect(code).toBe(1)
    expect(said).toMatch(/^The bot ends these itself, by its usual checks/)
    expect(mistral.organization.limit).toBe(50_000)
    await fleet.startOne()
    await fleet.bot.settle()
    expect(mistral.organization.limit).toBe(45_000)
    expect((await leave(place, [])).said).toMatch(/^Nothing is under way\./)
  })
})

test.each([[['--settle', 'burn']], [['--to', 'a', '--erase', 'b']], [['--frobnicate']]])(
  'leave %j says what to do',
  async (args) => {
    const { outside, printed } = createOutside()
    expect(await leaveForGood(args, outside)).toBe(2)
    expect(printed()).toMatch(/^Usage: npm run leave/)
  },
)
