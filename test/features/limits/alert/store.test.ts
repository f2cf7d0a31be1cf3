import { expect, test } from 'vitest'
import { coreMigrations } from '../../../../src/chatops/migrations.ts'
import { findAlertSettings } from '../../../../src/chatops/notify/alert-settings.ts'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { findBurst, findOpenBurst, takeBurst } from '../../../../src/features/limits/alert/bursts.ts'
import { findCapRows, saveCapRow } from '../../../../src/features/limits/alert/cap-rows.ts'
import { followBurst } from '../../../../src/features/limits/alert/follow-burst.ts'
import { changeSettings } from '../../../../src/features/limits/alert/settings.ts'
import type { Judgement, Told } from '../../../../src/features/limits/alert/signals.ts'
import { findRemembered, findTold, saveTold } from '../../../../src/features/limits/alert/watched.ts'
import { limitMigrations } from '../../../../src/features/limits/store/schema.ts'
import type { Tables, Tx } from '../../../../src/features/limits/store/store.ts'
import { personIdFor } from '../../../../src/storage/people/registry.ts'
import { describeOnEachDatabase, type Open } from '../../../support/databases.ts'
import { facts, now } from '../cards.ts'

const [org, other] = ['org', 'other']
const told: Told = {
  ...{ month: '2026-11', limit: '45000', currency: 'EUR', use: Decimal.of('43180.25'), level: 95 },
  ...{ stopsOn: '2026-11-25', isUrgent: true, isSuspended: false, hasPaymentFailed: true, urgentAt: now },
}

async function setUp(open: Open) {
  const db = await open([...coreMigrations, ...limitMigrations])
  const write = <Value>(work: (tx: Tx) => Promise<Value>) => db.transaction<Tables, Value>(work)
  return { reads: db.query<Tables>(), write }
}

const judged = (
  change: Partial<Judgement['signals']>,
  hasNews: boolean,
  remembered: Partial<Told> = {},
): Judgement => ({
  facts: facts(),
  signals: { level: 95, stopsAt: undefined, isUrgent: false, isSuspended: false, ...change },
  hasNews,
  told: { ...told, ...remembered },
})
const urgent = { isUrgent: true }
const calm = { isUrgent: false }

describeOnEachDatabase('what alerts remember', (open) => {
  test('is read as it was written, by each Organization for itself', async () => {
    const { reads, write } = await setUp(open)
    await write((tx) => saveTold(tx, org, undefined, { ...told, level: 80 }))
    const before = await findRemembered(reads, org)
    await write((tx) => saveTold(tx, org, before, told))
    expect(await findTold(reads, org)).toEqual(told)
    expect(await findTold(reads, other)).toBeUndefined()
  })

  test('is the first look’s, where several instances look at once: the others neither tell nor overwrite', async () => {
    const { reads, write } = await setUp(open)
    const lookAtOnce = async (levels: readonly number[]) => {
      const before = await findRemembered(reads, org)
      return Promise.all(levels.map((level) => write((tx) => saveTold(tx, org, before, { ...told, level }))))
    }
    for (const levels of [
      [80, 95, 100],
      [95, 100, 95],
    ]) {
      const saved = await lookAtOnce(levels)
      expect(saved.filter(Boolean)).toHaveLength(1)
      expect((await findTold(reads, org))?.level).toBe(levels[saved.indexOf(true)])
    }
  })

  test('of a burst is one row, however many begin it at once', async () => {
    const { reads, write } = await setUp(open)
    const begin = () => write((tx) => followBurst(tx, org, judged(urgent, true), now))
    await Promise.all([begin(), begin(), begin()])
    expect(await reads.selectFrom('limit_bursts').select('id').execute()).toHaveLength(1)
    await write((tx) => followBurst(tx, other, judged(urgent, true), now))
    expect(await findOpenBurst(reads, other)).toBeDefined()
  })

  test('of a burst asks for new messages only where a look finds something else', async () => {
    const { reads, write } = await setUp(open)
    const follow = async (change: Parameters<typeof judged>[0], use = '43180.25') => {
      await write((tx) => tx.deleteFrom('jobs').where('kind', '=', 'limits.burst').execute())
      await write((tx) => followBurst(tx, org, judged({ ...urgent, ...change }, true, { use: Decimal.of(use) }), now))
      return (await reads.selectFrom('jobs').select('kind').where('kind', '=', 'limits.burst').execute()).length
    }
    const stopsAt = new Date('2026-11-20T20:40:00Z')
    const aMinuteLater = new Date('2026-11-20T20:41:00Z')
    expect(await follow({ stopsAt })).toBe(1)
    expect(await follow({ stopsAt: aMinuteLater })).toBe(0)
    expect(await follow({ stopsAt }, '43500')).toBe(1)
    expect(await follow({ stopsAt, isSuspended: true }, '43500')).toBe(1)
    expect(await follow({ stopsAt, isSuspended: true }, '43500')).toBe(0)
  })

  test('of a burst is one row until it is over; another limit begins another', async () => {
    const { reads, write } = await setUp(open)
    const follow = (judgement: Judgement) => write((tx) => followBurst(tx, org, judgement, now))
    expect(await follow(judged(calm, true, calm))).toBe(false)
    expect(await findOpenBurst(reads, org)).toBeUndefined()
    expect(await follow(judged(urgent, true))).toBe(true)
    const first = await findOpenBurst(reads, org)
    // It has calmed down: the messages are kept up to date, and what is new is told by itself.
    expect(await follow(judged(calm, true))).toBe(false)
    expect((await findOpenBurst(reads, org))?.id).toBe(first?.id)
    expect(await follow(judged({ isSuspended: true }, true))).toBe(true)
    expect(await findOpenBurst(reads, org)).toMatchObject({ id: first?.id, isSuspended: true })
    expect(await follow(judged(urgent, true, { limit: '50000' }))).toBe(true)
    expect(await findBurst(reads, org, first?.id ?? '')).toMatchObject({ isOver: true })
    expect(await findOpenBurst(reads, org)).toMatchObject({ limit: '50000', isSuspended: false })
    expect(await follow(judged(calm, false, { limit: '50000', ...calm }))).toBe(false)
    expect(await findOpenBurst(reads, org)).toBeUndefined()
  })

  test('of a suspension that is lifted for a moment is the same burst', async () => {
    const { reads, write } = await setUp(open)
    const follow = (judgement: Judgement) => write((tx) => followBurst(tx, org, judgement, now))
    const wasSuspended = { isUrgent: false, isSuspended: true }
    expect(await follow(judged({ isSuspended: true }, true, wasSuspended))).toBe(true)
    const first = await findOpenBurst(reads, org)
    expect(await follow(judged(calm, false, wasSuspended))).toBe(false)
    expect(await findOpenBurst(reads, org)).toBeUndefined()
    expect(await follow(judged({ isSuspended: true }, false, wasSuspended))).toBe(true)
    expect((await findOpenBurst(reads, org))?.id).toBe(first?.id)
  })

  test('of who is on a burst is the first who says so, while it lasts, and in its own Organization', async () => {
    const { reads, write } = await setUp(open)
    await write((tx) => followBurst(tx, org, judged(urgent, true), now))
    const { id } = (await findOpenBurst(reads, org))!
    const take = (slackId: string, organization = org) =>
      write(async (tx) =>
        takeBurst(tx, organization, id, { personId: await personIdFor(tx, organization, { slackId }), now }),
      )
    expect(await take('UMARC', other)).toBe(false)
    expect([await take('UCLAIRE'), await take('UMARC')]).toEqual([true, false])
    expect((await findBurst(reads, org, id))?.taken).toEqual({ slackId: 'UCLAIRE', at: now })
    await write((tx) => followBurst(tx, org, judged(calm, false, calm), now))
    expect(await take('UMARC')).toBe(false)
  })

  test('of settings changes with an entry in the trail, and only where something changes', async () => {
    const { reads, write } = await setUp(open)
    expect(await findAlertSettings(reads, org)).toEqual({ levels: [80, 95, 100], mutedUntil: undefined })
    const set = (levels: readonly number[], mutedUntil?: Date) =>
      write(async (tx) =>
        changeSettings(tx, org, await personIdFor(tx, org, { slackId: 'UCLAIRE' }), { levels, mutedUntil }),
      )
    expect([await set([70, 90], now), await set([70, 90], now), await set([80, 95, 100])]).toEqual([true, false, true])
    expect(await findAlertSettings(reads, org)).toEqual({ levels: [80, 95, 100], mutedUntil: undefined })
    const entries = await reads.selectFrom('audit_entries').select('action').execute()
    expect(entries.filter(({ action }) => action === 'limit.alerts-changed')).toHaveLength(2)
  })

  test('of a cap is one row a Workspace', async () => {
    const { reads, write } = await setUp(open)
    const row = { month: '2026-11', cap: '25000.5', level: 80, share: 0.84, lookedAt: now } as const
    const earlier = { lookedAt: new Date(now.getTime() - 1) }
    expect(await write((tx) => saveCapRow(tx, org, 'w-1', undefined, { ...row, level: 0, ...earlier }))).toBe(true)
    const looks = [1, 2, 3].map(() => write((tx) => saveCapRow(tx, org, 'w-1', earlier, row)))
    expect((await Promise.all(looks)).filter(Boolean)).toHaveLength(1)
    await write((tx) => saveCapRow(tx, org, 'w-2', undefined, row))
    expect([...(await findCapRows(reads, org))]).toEqual([
      ['w-1', row],
      ['w-2', row],
    ])
    expect(await findCapRows(reads, other)).toEqual(new Map())
  })
})
