import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import { coreMove } from '../../src/chatops/move/core-move.ts'
import type { PostTables } from '../../src/chatops/notify/schema.ts'
import { removeOld } from '../../src/chatops/retention/remove-old.ts'
import { defineRetention } from '../../src/chatops/retention/retention.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import type { StoredButtonTables } from '../../src/chatops/routing/stored-buttons.ts'
import { features } from '../../src/features/index.ts'
import { driftMigrations } from '../../src/features/limits/drift/schema.ts'
import { limitsRetention } from '../../src/features/limits/store/retention.ts'
import { type LimitTables, limitMigrations } from '../../src/features/limits/store/schema.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { scheduleJob } from '../../src/scheduler/jobs.ts'
import type { JobTables } from '../../src/scheduler/schema.ts'
import { appendAudit } from '../../src/storage/audit/append.ts'
import { readAudit } from '../../src/storage/audit/read.ts'
import type { AuditTables } from '../../src/storage/audit/schema.ts'
import { verifyAudit } from '../../src/storage/audit/verify.ts'
import type { Database } from '../../src/storage/database.ts'
import { saveBinding } from '../../src/storage/people/bindings.ts'
import { findPeople } from '../../src/storage/people/forget.ts'
import type { GroupMemberTables } from '../../src/storage/people/group-members.ts'
import { personIdFor } from '../../src/storage/people/registry.ts'
import type { RightNoticeTables } from '../../src/storage/people/right-notices.ts'
import type { PeopleTables } from '../../src/storage/people/schema.ts'
import { forgetSomebody } from '../../src/tools/forget.ts'
import { describeOnEachDatabase, describeOnPostgres, describeOnSqlite, type Place } from '../support/databases.ts'
import { createMovableTime } from '../support/movable-time.ts'
import { createOutside } from './outside.ts'

type Tables = PeopleTables &
  AuditTables &
  LimitTables &
  StoredButtonTables &
  JobTables &
  PostTables &
  GroupMemberTables &
  RightNoticeTables

const migrations = [...coreMigrations, ...limitMigrations]
const claireIs = /Claire|claire@|U[01]CLAIRE|D0CLAIRE|m-claire/

const settingsOf = (place: Place) => {
  const { databaseUrl, dataDir } = place()
  return databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir }
}

async function forget(place: Place, args: readonly string[], answer?: string, meanwhile?: () => Promise<unknown>) {
  const { outside, printed, questions } = createOutside(settingsOf(place), answer)
  const ask = async (question: string) => {
    await meanwhile?.()
    return outside.ask(question)
  }
  return { code: await forgetSomebody(args, { ...outside, ask }), said: printed(), questions }
}

/** Claire asked and Marc denied; each wrote why. */
async function tellStory(db: Database, { isOpen = false } = {}): Promise<void> {
  await db.transaction<Tables, void>(async (tx) => {
    const slack = { slackId: 'U0CLAIRE', mistralId: 'm-claire', email: 'claire@acme.example', name: 'Claire' }
    const { personId: claire } = (await saveBinding(tx, organization, slack)).binding
    await personIdFor(tx, organization, { email: 'claire@acme.example' })
    const marc = await personIdFor(tx, organization, { slackId: 'U0MARC', name: 'Marc' })
    const figures = {
      organization,
      version: 1,
      change: 'raise',
      target: '50000',
      limit_before: '45000',
      currency: 'EUR',
    }
    const nothing = { ends_at: null, why: null, proof: null, attempt_id: null, attempt_from: null, lease_until: null }
    await tx
      .insertInto('raises')
      .values({
        ...figures,
        ...nothing,
        id: 'request-1',
        state: isOpen ? 'open' : 'denied',
        live: isOpen ? 'live' : null,
        term: 'month',
        reason: 'Claire needs it',
        requester_id: claire,
        requester_mistral_id: 'm-claire',
        is_break_glass: 0,
        created_at: 1,
        expires_at: 2,
        closed_at: isOpen ? null : 2,
        ends_raise_id: null,
      })
      .execute()
    const decision = {
      organization,
      raise_id: 'request-1',
      raise_version: 1,
      role: 'admin',
      role_source: 'email',
      decided_at: 1,
    }
    const seen = { saw_limit: null, saw_use: null, lapsed_at: null }
    await tx
      .insertInto('raise_decisions')
      .values([
        { ...decision, ...seen, person_id: marc, mistral_id: 'm-marc', verdict: 'deny', note: 'Marc says no' },
        {
          ...decision,
          ...seen,
          person_id: claire,
          mistral_id: 'm-claire',
          verdict: 'approve',
          note: 'Claire says yes',
        },
      ])
      .execute()
    const card = { organization, raise_id: 'request-1', channel: 'D0CLAIRE', ts: '1.1' }
    await tx
      .insertInto('raise_cards')
      .values({ ...card, id: 'card-1', audience: 'requester', person_id: claire })
      .execute()
    await tx
      .insertInto('offers')
      .values([
        { id: 'o', organization, slack_user_id: 'U0CLAIRE', line: 'spend', made_at: 1, used_at: null },
        { id: 'q', organization, slack_user_id: 'U0MARC', line: 'audit <@U0CLAIRE>', made_at: 1, used_at: null },
      ])
      .execute()
    const post = { organization, is_uncertain: 0, noted_at: 1 }
    await tx
      .insertInto('posts')
      .values([
        { ...post, key: 'k', recipient: 'U0CLAIRE', id: 'p', channel: 'D0CLAIRE', ts: '1.2' },
        { ...post, key: 'proof', recipient: 'D0CLAIRE', id: 'r', channel: 'D0CLAIRE', ts: '1.3' },
      ])
      .execute()
    await scheduleJob(tx, organization, { kind: 'whoami.test', subject: 'U0CLAIRE' })
    await tx
      .insertInto('group_members')
      .values({ organization, group_id: 'S0OPS', slack_id: 'U0CLAIRE', since: 1, left_at: null })
      .execute()
    await tx.insertInto('right_notices').values({ organization, slack_id: 'U0CLAIRE', change: 'bound' }).execute()
    const entry = { organization, outcome: 'done', subject: 'request-1' } as const
    await appendAudit(tx, { ...entry, action: 'limit.requested', actorId: claire, text: 'Claire needs it' })
    await appendAudit(tx, { ...entry, action: 'limit.denied', actorId: marc, text: 'Marc says no' })
  })
}

/** All that any table holds, to be searched for what should be gone. */
async function dump(db: Database): Promise<string> {
  const tables = await db.query<unknown>().introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db.query<Record<string, Record<string, unknown>>>().selectFrom(name).selectAll().execute(),
    ),
  )
  return JSON.stringify(rows)
}

describeOnEachDatabase('person:forget', (open, place) => {
  test.each(['U0CLAIRE', 'u0claire', 'Claire@acme.example'])(
    'erases %s everywhere, and the trail stays whole',
    async (who) => {
      const db = await open(migrations)
      await tellStory(db)
      expect(await dump(db)).toMatch(claireIs)
      const { code, said, questions } = await forget(place, [who, '--yes'])
      expect(code).toBe(0)
      expect(questions).toEqual([])
      expect(said).toMatch(/The audit trail is whole: 4 entries/)
      expect(await dump(db)).not.toMatch(claireIs)
      const entries = await readAudit(db, { organization }, { limit: 10 })
      expect(entries.map(({ action, text }) => [action, text])).toEqual([
        ['person.forgotten', null],
        ['person.forgotten', null],
        ['limit.denied', 'Marc says no'],
        ['limit.requested', null],
      ])
      expect(await verifyAudit(db, organization)).toMatchObject({ whole: true })
      expect(await dump(db)).toMatch(/Marc says no.*U0MARC|U0MARC.*Marc says no/)
      expect(await forget(place, [who])).toMatchObject({ code: 0, said: 'Nothing is stored about this person.' })
    },
  )

  test('shows all that is stored, for those who only ask', async () => {
    const db = await open(migrations)
    await tellStory(db)
    const before = await dump(db)
    const { code, said } = await forget(place, ['U0CLAIRE', '--show'])
    expect(code).toBe(0)
    expect(said).toContain('Name: Claire, e-mail: claire@acme.example, Slack: U0CLAIRE, Mistral: m-claire')
    expect(said).toContain('Entries of the audit trail, which stay without a name: 1')
    expect(said).toContain('Entry 1: “Claire needs it”')
    expect(said).toContain('Request request-1: “Claire needs it”')
    expect(said).toContain('Decision on request-1 (approved): “Claire says yes”')
    expect(said).toContain('Buttons that were offered: spend')
    expect(said).not.toContain('Marc')
    expect(await dump(db)).toBe(before)
  })

  test.each([undefined, '', 'y', 'no'])('erases nothing where the answer is %j', async (answer) => {
    const db = await open(migrations)
    await tellStory(db)
    const before = await dump(db)
    const { code, said, questions } = await forget(place, ['U0CLAIRE'], answer)
    expect(code).toBe(1)
    expect(said).toMatch(/Nothing was erased\.$/)
    expect(questions).toHaveLength(1)
    expect(await dump(db)).toBe(before)
  })

  test('erases after a yes', async () => {
    const db = await open(migrations)
    await tellStory(db)
    expect((await forget(place, ['U0CLAIRE'], ' Yes ')).code).toBe(0)
    expect(await findPeople(db, organization, { slackId: 'U0CLAIRE' })).toEqual([])
  })

  test.each(['U0CLAIRE', 'U0MARC'])(
    'waits while a request of %s is open: nobody may approve their own',
    async (who) => {
      const db = await open(migrations)
      await tellStory(db, { isOpen: true })
      const { code, said } = await forget(place, [who, '--yes'])
      expect(code).toBe(2)
      expect(said).toMatch(/part in a request that is still open/)
      expect(await findPeople(db, organization, { slackId: who })).toHaveLength(1)
    },
  )

  test.each(['U0CLAIRE', 'U0MARC'])('waits as well for a request of %s that came while it asked', async (who) => {
    const db = await open(migrations)
    await tellStory(db)
    const reopen = () => db.query<Tables>().updateTable('raises').set({ state: 'open', live: 'live' }).execute()
    const { code, said } = await forget(place, [who], 'yes', reopen)
    expect(said).toMatch(/part in a request that is still open/)
    expect(code).toBe(2)
    expect(await findPeople(db, organization, { slackId: who })).toHaveLength(1)
    const raise = await db.query<Tables>().selectFrom('raises').selectAll().executeTakeFirstOrThrow()
    expect(raise).toMatchObject({ reason: 'Claire needs it', requester_mistral_id: 'm-claire' })
  })

  test('erases only whom it has shown: who became known meanwhile is shown first', async () => {
    const db = await open(coreMigrations)
    const offer = { id: 'o', organization, slack_user_id: 'U0GABI', line: 'spend', made_at: 1, used_at: null }
    await db.query<StoredButtonTables>().insertInto('offers').values(offer).execute()
    const meet = () =>
      db.transaction<Tables, unknown>((tx) => personIdFor(tx, organization, { slackId: 'U0GABI', name: 'Gabi' }))
    const { code, said } = await forget(place, ['U0GABI'], 'yes', meet)
    expect(said).toMatch(/Run this again; nothing was erased\.$/)
    expect(code).toBe(2)
    expect(await dump(db)).toContain('U0GABI')
  })

  test('ends the forms that are still open: nobody decides as somebody who is gone', async () => {
    const db = await open(migrations)
    await tellStory(db)
    await db.transaction<Tables, unknown>(async (tx) => {
      const review = {
        ...{ organization, raise_id: 'request-1', raise_version: 1, verdict: 'approve', expires_at: 9 },
        ...{ person_id: await personIdFor(tx, organization, { slackId: 'U0CLAIRE' }), saw_limit: null, saw_use: null },
      }
      await tx
        .insertInto('raise_reviews')
        .values([
          { ...review, id: 'open', used_at: null },
          { ...review, id: 'used', used_at: 5 },
        ])
        .execute()
    })
    expect((await forget(place, ['U0CLAIRE', '--yes'])).code).toBe(0)
    expect(await db.query<Tables>().selectFrom('raise_reviews').select('id').execute()).toEqual([{ id: 'used' }])
  })

  test('finds also what lies under the Slack id alone, and where features were never used', async () => {
    const db = await open(coreMigrations)
    const offer = { id: 'o', organization, slack_user_id: 'U0GABI', line: 'spend', made_at: 1, used_at: null }
    await db.query<StoredButtonTables>().insertInto('offers').values(offer).execute()
    expect(await forget(place, ['U0GABI', '--yes'])).toMatchObject({ code: 0 })
    expect(await dump(db)).not.toContain('U0GABI')
  })

  test('refuses what is neither a Slack id nor an address', async () => {
    for (const args of [[], ['Claire'], ['U0CLAIRE', 'U0MARC'], ['U0CLAIRE', '--now']])
      expect(await forget(place, args)).toMatchObject({ code: 2, said: expect.stringContaining('Usage:') })
  })
})

describeOnEachDatabase('person:forget', (open, place) => {
  test('erases somebody as well after a move to another workspace', async () => {
    const db = await open(migrations)
    await tellStory(db)
    const ids = { person: (id: string) => id.replace('U0', 'U1'), channel: () => undefined, group: (id: string) => id }
    await db.transaction<Tables, void>((tx) => coreMove.move(tx as never, organization, ids))
    expect(await verifyAudit(db, organization)).toMatchObject({ whole: true })
    expect((await forget(place, ['U1CLAIRE', '--yes'])).code).toBe(0)
    expect(await dump(db)).not.toMatch(claireIs)
    expect(await verifyAudit(db, organization)).toMatchObject({ whole: true })
  })

  test('erases somebody as well after old entries were removed, and what is left verifies', async () => {
    const time = await createMovableTime(place)
    const db = await open([...coreMigrations, ...limitMigrations, ...driftMigrations], time.clock)
    await tellStory(db)
    await db.transaction<Tables, unknown>(async (tx) => {
      const actorId = await personIdFor(tx, organization, { slackId: 'U0CLAIRE' })
      const entry = { organization, action: 'history.closed', actorId, subject: '2026-10', outcome: 'done' } as const
      return appendAudit(tx, { ...entry, text: 'Claire closed it' })
    })
    await time.advance(200 * 86_400_000)
    const parts = [defineRetention<object>({ needs: async () => ({ actions: ['history.closed'] }) }), limitsRetention]
    await removeOld(db, { organization, months: 3, now: time.clock.now(), parts })
    expect((await readAudit(db, { organization }, { limit: 10 })).map(({ action }) => action)).toEqual([
      'trail.pruned',
      'history.closed',
    ])
    expect((await forget(place, ['U0CLAIRE', '--yes'])).code).toBe(0)
    expect(await dump(db)).not.toMatch(claireIs)
    expect(await verifyAudit(db, organization)).toMatchObject({ whole: true, checkpoints: [{ months: 3 }] })
  })

  test('erases somebody whom Mistral alone knows, by their id there', async () => {
    const db = await open(migrations)
    const mistralId = '0f3c1a52-7d0e-4d0a-9a5e-0c9d5a1b2c3d'
    await db.transaction<Tables, void>(async (tx) => {
      const actorId = await personIdFor(tx, organization, { mistralId, name: 'Claire' })
      await appendAudit(tx, { organization, action: 'limit.requested', actorId, outcome: 'done', text: 'Claire' })
    })
    expect((await forget(place, [mistralId, '--show'])).said).toContain(`Mistral: ${mistralId}`)
    expect((await forget(place, [mistralId, '--yes'])).code).toBe(0)
    const left = await dump(db)
    expect(left).not.toMatch(claireIs)
    expect(left).not.toContain(mistralId)
  })
})

describeOnPostgres('person:forget', (open, place) => {
  /** Holds a transaction open until it is let go, as the bot does while it files a request. */
  async function beginWork(db: Database, work: (tx: Transaction<Tables>) => Promise<unknown>) {
    const hasBegun = Promise.withResolvers<void>()
    const mayEnd = Promise.withResolvers<void>()
    const ended = db.transaction<Tables, void>(async (tx) => {
      await work(tx)
      hasBegun.resolve()
      await mayEnd.promise
    })
    await Promise.race([hasBegun.promise, ended])
    const end = () => {
      mayEnd.resolve()
      return ended
    }
    return { end }
  }

  test('waits for a request that is being filed in this very moment', async () => {
    const db = await open(migrations)
    await tellStory(db)
    const { end } = await beginWork(db, async (tx) => {
      await personIdFor(tx, organization, { slackId: 'U0CLAIRE' })
      await tx.updateTable('raises').set({ state: 'open', live: 'live' }).where('id', '=', 'request-1').execute()
    })
    let isOver = false
    const forgetting = forget(place, ['U0CLAIRE', '--yes']).finally(() => {
      isOver = true
    })
    const isWaiting = async () => {
      const { rows } = await sql`select 1 from pg_locks join pg_database on pg_database.oid = database
        where datname = current_database() and not granted`.execute(db.query())
      return isOver || rows.length > 0
    }
    await expect.poll(isWaiting, { interval: 20, timeout: 10_000 }).toBe(true)
    await end()
    expect(await forgetting).toMatchObject({ code: 2, said: expect.stringMatching(/request that is still open/) })
    expect(await findPeople(db, organization, { slackId: 'U0CLAIRE' })).toHaveLength(1)
  })

  test('does not keep the bot waiting behind a backup', async () => {
    const db = await open(migrations)
    await tellStory(db)
    const { end } = await beginWork(db, (tx) => tx.selectFrom('people').select('name').execute())
    const { code, said } = await forget(place, ['U0CLAIRE', '--yes'])
    expect(said).toMatch(/such as a backup\. Try again when it is over\.$/)
    expect(code).toBe(2)
    await end()
    expect(await findPeople(db, organization, { slackId: 'U0CLAIRE' })).toHaveLength(1)
  })
})

/** Tables that hold nothing about anybody, but random ids at most: with the registry's row those become nobody's. */
const namesNobody: Readonly<Record<string, string>> = {
  schema_migrations: 'the schema',
  readiness: 'the schema',
  audit_head: 'hashes',
  audit_entries: 'random ids and salted hashes',
  audit_texts: 'erased with the registry',
  seen_requests: 'signatures',
  exchange_rates: 'what the ECB publishes',
  calendar: 'times of digests and watches',
  job_runs: 'how the last job of each kind ended',
  history_months: 'usage of Workspaces',
  history_revisions: 'usage of Workspaces',
  history_differences: 'usage of Workspaces',
  limit_polls: 'figures',
  limit_alerts: 'figures',
  limit_seen: 'figures',
  cap_alerts: 'figures',
  alert_settings: 'levels',
  standing_limits: 'figures',
  temporary_limits: 'figures',
  settings_seen: 'how many people are mapped',
  budgets: 'figures',
  budget_alerts: 'figures',
  key_alerts: 'ids of API keys',
  figure_imports: 'random ids, and files by name',
  figure_lines: 'what a file says',
  figure_mappings: 'what words in files mean',
  typed_figures: 'random ids and figures',
  typed_limits: 'figures',
}

/** With what is shown and erased of one table goes what belongs to it. */
const goesWith: Readonly<Record<string, string>> = {
  raise_followers: 'raises',
  raise_cards: 'raises',
  raise_reviews: 'raises',
  raise_decisions: 'raises',
  limit_drafts: 'raises',
  limit_bursts: 'raises',
  unusual_days: 'raises',
}

describeOnSqlite('person:forget', (open) => {
  test('knows of every table whether it is about people: a new one has to say so', async () => {
    const registry = registerFeatures(features)
    const db = await open([...coreMigrations, ...registry.migrations])
    const tables = (await db.query<unknown>().introspection.getTables()).map(({ name }) => name)
    const declared = new Set(registry.personalData.map(({ table }) => table))
    const isKnown = (name: string) => declared.has(goesWith[name] ?? name) !== Object.hasOwn(namesNobody, name)
    expect(tables.filter((name) => !isKnown(name))).toEqual([])
    expect([...Object.keys(namesNobody), ...Object.keys(goesWith)].filter((name) => !tables.includes(name))).toEqual([])
  })
})

describeOnSqlite('person:forget', (open, place) => {
  const copyOf = () => join(place().dataDir, 'chatops.sqlite.2026-11-20-people.copy')

  test('deletes copies that upgrades left, or says that they hold everything', async () => {
    await tellStory(await open(migrations))
    writeFileSync(copyOf(), 'all of Claire')
    expect((await forget(place, ['U0MARC', '--yes', '--keep-copies'])).said).toContain('.copy still holds all of this.')
    expect(existsSync(copyOf())).toBe(true)
    expect((await forget(place, ['U0CLAIRE', '--yes'])).said).toContain(
      '.copy holds all of this, and is deleted as well.',
    )
    expect(existsSync(copyOf())).toBe(false)
  })

  test('leaves nothing in the bytes of the file or of its log', async () => {
    const db = await open(migrations)
    await tellStory(db)
    await db.close()
    expect(readFileSync(join(place().dataDir, 'chatops.sqlite'), 'latin1')).toMatch(claireIs)
    await forget(place, ['U0CLAIRE', '--yes'])
    for (const name of ['chatops.sqlite', 'chatops.sqlite-wal']) {
      const path = join(place().dataDir, name)
      if (existsSync(path)) expect(readFileSync(path, 'latin1'), name).not.toMatch(claireIs)
    }
  })

  test('is a command that takes silence for a no', async () => {
    await tellStory(await open(migrations))
    const { outside } = createOutside(settingsOf(place))
    const { status, stdout } = spawnSync(
      process.execPath,
      ['src/launch.js', 'src/tools/person-forget.ts', 'U0CLAIRE'],
      {
        encoding: 'utf8',
        env: { ...outside.environment, PATH: process.env.PATH },
        input: '',
      },
    )
    expect(stdout).toMatch(/Erase all of this for ever\? Type yes: \s*Nothing was erased\.\n$/)
    expect(status).toBe(1)
  })
})
