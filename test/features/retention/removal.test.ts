import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Core } from '../../../src/chatops/context.ts'
import { coreMigrations } from '../../../src/chatops/migrations.ts'
import type { PostTables } from '../../../src/chatops/notify/schema.ts'
import { coreRetention } from '../../../src/chatops/retention/core-retention.ts'
import { removeOld } from '../../../src/chatops/retention/remove-old.ts'
import { defineRetention } from '../../../src/chatops/retention/retention.ts'
import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import type { Config } from '../../../src/config/index.ts'
import { features } from '../../../src/features/index.ts'
import type { Tables } from '../../../src/features/limits/store/store.ts'
import { removalSchedule } from '../../../src/features/retention/remove.ts'
import { createLog } from '../../../src/log.ts'
import { mainOrganization as organization } from '../../../src/organization/id.ts'
import { printMessage } from '../../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../../src/sandbox/world.ts'
import { appendAudit } from '../../../src/storage/audit/append.ts'
import { exportAudit } from '../../../src/storage/audit/export.ts'
import { readAudit } from '../../../src/storage/audit/read.ts'
import type { AuditTables } from '../../../src/storage/audit/schema.ts'
import { verifyAudit } from '../../../src/storage/audit/verify.ts'
import { databaseNow } from '../../../src/storage/columns.ts'
import { verifyTrail } from '../../../src/tools/verify.ts'
import { databaseSettings, startFleet } from '../../limits/support/fleet.ts'
import { describeOnEachDatabase } from '../../support/databases.ts'
import { createMovableTime } from '../../support/movable-time.ts'
import { partsOf } from '../../support/parts.ts'
import { approvalsChannel } from '../../support/raise.ts'
import { createOutside } from '../../tools/outside.ts'

const dayMs = 86_400_000
const settings = { RETENTION_MONTHS: '3' }

describeOnEachDatabase('retention', (open, place) => {
  const verify = async (args: readonly string[] = []) => {
    const { outside, printed } = createOutside(databaseSettings(place))
    return { code: await verifyTrail(args, outside), said: printed() }
  }

  test('removes what has been over for so long, keeps what something rests on, and the trail goes on', async () => {
    const fleet = await startFleet(open, place, { settings })
    const { steps, db, slack, time } = fleet
    await steps.request({ amount: '46000', term: 'permanent', reason: 'An old reason' })
    await steps.deny('U0CLAIRE', 'An old refusal')
    await steps.request({ amount: '50000', term: 'month', reason: 'Still running' })
    await steps.approve('U0CLAIRE')
    // Its end was put off for a long time.
    await db.query<Tables>().updateTable('temporary_limits').set({ ends_at: null, month: '2027-12' }).execute()
    await db.query<Tables>().deleteFrom('jobs').where('kind', '=', 'limits.end').execute()
    await db.transaction<AuditTables, unknown>((tx) =>
      appendAudit(tx, { organization, action: 'history.closed', actorId: null, subject: '2026-10', outcome: 'done' }),
    )
    const older = await Array.fromAsync(exportAudit(db, organization))

    await time.advance(160 * dayMs)
    await fleet.bot.settle()
    await steps.request({ amount: '60000', term: 'permanent', reason: 'A new reason' }, { user: 'U0NADIA' })
    expect((await fleet.raises()).map(({ reason }) => reason)).toEqual(['Still running', 'A new reason'])
    const records = (await readAudit(db, { organization }, { limit: 100 })).toReversed()
    const pruned = records.find(({ action }) => action === 'trail.pruned')!
    expect(JSON.parse(pruned.after!)).toMatchObject({ months: 3, before: '2027-01-01', requests: 1 })
    expect(records.map(({ text }) => text)).not.toContain('An old reason')
    expect(records.map(({ text }) => text)).toContain('Still running')
    expect(records.map(({ action }) => action)).toContain('history.closed')

    const { code, said } = await verify()
    expect(said).toMatch(
      /^The audit trail is whole: \d+ entries, head [0-9a-f]{64}\nEntry \d+: on 2027-04-\d\d the bot removed /,
    )
    expect(said).toMatch(
      /from before 2027-01-01, since RETENTION_MONTHS was 3\. It kept \d+ that something still rests on\.$/,
    )
    expect(code).toBe(0)
    expect(await verifyAudit(db, organization, undefined, [older])).toMatchObject({
      whole: true,
      entries: records.at(-1)!.sequence,
    })
    const [post] = slack
      .messages({ channel: approvalsChannel })
      .map((message) => printMessage(message, slack))
      .filter((text) => text.includes('I removed'))
    expect(post).toContain(pruned.hash)
    expect(post).toMatch(/I removed \d+ entries of the audit trail from before 1 Jan/)

    // The day after, nothing else is that old.
    await time.advance(dayMs)
    await fleet.bot.settle()
    expect((await readAudit(db, { organization, actions: ['trail.pruned'] }, { limit: 9 })).length).toBe(1)
    await fleet.bots.shift()!.stop()
    await fleet.startOne()
    await fleet.bot.settle()
    const all = slack.messages({ channel: approvalsChannel }).map((message) => printMessage(message, slack))
    expect(all.join()).not.toContain('restored')
    expect(all.filter((text) => text.includes('I removed'))).toHaveLength(1)

    // Whoever takes away more than that is found out.
    const remove = (sequence: number) => sql`delete from audit_entries where sequence = ${sequence}`.execute(db.query())
    await expect(remove(pruned.sequence)).rejects.toThrow('append-only')
    const [kept] = records
    await remove(kept!.sequence)
    expect(await verify()).toMatchObject({
      code: 1,
      said: expect.stringContaining(`entry ${kept!.sequence} is missing`),
    })
  })
})

describeOnEachDatabase('the notice of a removal', (open, place) => {
  test('goes to each who decides where its channel cannot be used', async () => {
    const fleet = await startFleet(open, place, {
      settings: { ...settings, APPROVALS_CHANNEL: sandboxChannels.shared.id },
    })
    const { db, slack, time } = fleet
    const entry = { organization, action: 'limit.alerts-changed', actorId: null, outcome: 'done' } as const
    await db.transaction<AuditTables, unknown>((tx) => appendAudit(tx, entry))
    await time.advance(160 * dayMs)
    await fleet.bot.settle()
    const said = (channel: string) =>
      slack
        .messages({ channel })
        .map((message) => printMessage(message, slack))
        .filter((text) => text.includes('I removed 1 entry of the audit trail'))
    expect(said(sandboxChannels.shared.id)).toEqual([])
    expect(said(slack.directMessage('U0CLAIRE'))).toEqual([expect.stringContaining('goes on from the checkpoint')])
    expect(said(slack.directMessage('U0SARAH'))).toEqual([])
  })
})

describeOnEachDatabase('what goes beside the trail', (open, place) => {
  const prepare = async () => {
    const time = await createMovableTime(place)
    const db = await open(coreMigrations, time.clock)
    const append = (action: 'history.closed' | 'limit.requested') =>
      db.transaction<AuditTables, unknown>((tx) =>
        appendAudit(tx, { organization, action, actorId: null, outcome: 'done' }),
      )
    const post = (key: string) =>
      db
        .query<PostTables>()
        .insertInto('posts')
        .values({
          ...{ organization, key, recipient: 'C0', id: key, channel: 'C0', ts: '1', begun_at: null, refusal: null },
          ...{ is_uncertain: 0, noted_at: databaseNow, shown: null },
        })
        .execute()
    const told: number[] = []
    const remove = async () =>
      removeOld(db, {
        ...{ organization, months: 3, now: await db.now(), atOnce: 2 },
        parts: [coreRetention, defineRetention<object>({ needs: async () => ({ actions: ['history.closed'] }) })],
        followUp: async (_, { sequence }) => void told.push(sequence),
      })
    const newest = async () => (await readAudit(db, { organization }, { limit: 1 }))[0]!
    return { time, append, post, told, remove, newest }
  }

  test('is counted where the first entries are all needed, and a later round removes some', async () => {
    const { time, append, post, told, remove, newest } = await prepare()
    for (const action of ['history.closed', 'history.closed', 'history.closed', 'limit.requested'] as const)
      await append(action)
    await post('a')
    await post('b')
    await time.advance(160 * dayMs)
    await remove()
    const { action, after, sequence } = await newest()
    expect({ action, ...JSON.parse(after!) }).toMatchObject({ action: 'trail.pruned', removed: 1, posts: 2 })
    expect(told).toEqual([sequence])
  })

  test('is counted in an entry of its own where none of the trail goes, and told', async () => {
    const { time, append, post, told, remove, newest } = await prepare()
    await append('history.closed')
    await post('a')
    await time.advance(160 * dayMs)
    await remove()
    const { action, after, sequence } = await newest()
    expect([action, JSON.parse(after!)]).toEqual(['retention.removed', { months: 3, before: '2027-01-01', posts: 1 }])
    expect(told).toEqual([sequence])
    expect(await remove()).toBeUndefined()
    expect(told).toEqual([sequence])
  })
})

describeOnEachDatabase('one run', (open, place) => {
  test('is one round, so that a bot that is asked to end can end before the next', async () => {
    const time = await createMovableTime(place)
    const db = await open(coreMigrations, time.clock)
    await db.transaction<AuditTables, unknown>((tx) =>
      appendAudit(tx, { organization, action: 'limit.requested', actorId: null, outcome: 'done' }),
    )
    await time.advance(160 * dayMs)
    const log = createLog('silent', [])
    const core = partsOf<Core>({
      ...{ db, organization, log, config: { retentionMonths: 3 }, features: { retention: [] } },
      wakeScheduler: () => {},
    })
    const occurrence = { dueAt: await db.now(), attempt: 1 }
    expect(await removalSchedule.run(core, occurrence)).toBe(0)
    expect(await removalSchedule.run(core, occurrence)).toBeUndefined()
  })
})

test('every feature whose entries prove a closed month keeps them', async () => {
  const needs = await Promise.all(
    registerFeatures(features).retention.map((part) => {
      const nothing = {
        selectFrom: () => nothing,
        select: () => nothing,
        where: () => nothing,
        execute: async () => [],
      }
      return part.needs?.(nothing as never, organization) ?? {}
    }),
  )
  const actions = needs.flatMap((needed) => ('actions' in needed ? (needed.actions ?? []) : []))
  expect(actions).toEqual(expect.arrayContaining(['history.closed', 'chargeback.assigned', 'import.noted']))
})

test('without the setting nothing is ever removed', () => {
  const at = (retentionMonths: number) => removalSchedule.cron({ config: { retentionMonths } as Config })
  expect(at(0)).toBeUndefined()
  expect(at(12)).toBe('20 3 * * *')
})
