import { Cron } from 'croner'
import { textColumn } from '../storage/columns.ts'
import type { Database, DatabaseReads, Migration } from '../storage/database.ts'
import { scheduleJob } from './jobs.ts'
import type { JobTables } from './schema.ts'

/** What happens by the calendar: its name is the kind of the jobs that it makes, one an occurrence. */
export interface ScheduleRule {
  readonly name: string
  /** "0 9 * * 1", in that zone: 02:30 happens at 03:00 on the day that has none, and once on the day that has two. */
  readonly cron: string
  readonly zone: string
  /** After a standstill: nothing of what was missed, the last one alone, or each. */
  readonly catchUp: 'skip' | 'latest' | 'all'
}

export interface ScheduleTables {
  schedules: { organization: string; name: string; rule: string; next_at: number }
}

export const scheduleMigration: Migration = {
  name: '2026-11-27-schedules',
  async up(db, engine) {
    const text = textColumn(engine)
    await db.schema
      .createTable('schedules')
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('rule', text, (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('schedules_key', ['organization', 'name'])
      .execute()
  },
}

/** An instance that was away this long has missed it; what comes a little late is not missed. */
const graceMs = 10 * 60_000
/** Of a standstill of years, nobody wants each. */
const mostCaughtUp = 100

export function nextOccurrence({ cron, zone }: Pick<ScheduleRule, 'cron' | 'zone'>, after: Date): Date {
  const next = new Cron(cron, { timezone: zone, paused: true }).nextRun(after)
  if (!next) throw new Error(`the schedule "${cron}" never happens`)
  return next
}

/** What was due up to now, as its policy wants it. */
export function dueOccurrences(rule: ScheduleRule, next: Date, now: Date): Date[] {
  const due: Date[] = []
  for (let at = next; at <= now && due.length < mostCaughtUp; at = nextOccurrence(rule, at)) due.push(at)
  if (rule.catchUp === 'all') return due
  const latest = due.slice(-1)
  return rule.catchUp === 'latest' ? latest : latest.filter((at) => now.getTime() - at.getTime() <= graceMs)
}

/**
 * Moves each schedule whose time has come to its next time, and makes a job of each occurrence, in one transaction and by
 * compare-and-set: of several instances that look at the same moment, one does.
 */
export async function planOccurrences(
  db: Database,
  organization: string,
  rules: readonly ScheduleRule[],
): Promise<void> {
  if (rules.length === 0) return
  const now = await db.now()
  const rows = await readSchedules(db, organization)
  for (const rule of rules) {
    const wanted = `${rule.cron} ${rule.zone}`
    const row = rows.find(({ name }) => name === rule.name)
    if (!row || row.rule !== wanted) await begin(db, organization, rule, wanted, now)
    else if (row.next_at <= now.getTime()) await advance(db, organization, rule, row.next_at, now)
  }
}

const readSchedules = (db: DatabaseReads, organization: string) =>
  db.query<ScheduleTables>().selectFrom('schedules').selectAll().where('organization', '=', organization).execute()

/** A new rule begins with what is to come: nothing was missed by it. */
async function begin(db: Database, organization: string, rule: ScheduleRule, wanted: string, now: Date): Promise<void> {
  const next_at = nextOccurrence(rule, now).getTime()
  await db
    .query<ScheduleTables>()
    .insertInto('schedules')
    .values({ organization, name: rule.name, rule: wanted, next_at })
    .onConflict((conflict) => conflict.columns(['organization', 'name']).doUpdateSet({ rule: wanted, next_at }))
    .execute()
}

async function advance(db: Database, organization: string, rule: ScheduleRule, from: number, now: Date): Promise<void> {
  const due = dueOccurrences(rule, new Date(from), now)
  await db.transaction<ScheduleTables & JobTables, void>(async (tx) => {
    const moved = await tx
      .updateTable('schedules')
      .set({ next_at: nextOccurrence(rule, now).getTime() })
      .where('organization', '=', organization)
      .where('name', '=', rule.name)
      .where('next_at', '=', from)
      .returning('name')
      .executeTakeFirst()
    if (!moved) return
    for (const at of due) await scheduleJob(tx, organization, { kind: rule.name, subject: at.toISOString() })
  })
}

/** Milliseconds until the next of those names; undefined: none is planned. */
export async function untilNextOccurrence(
  db: Database,
  organization: string,
  rules: readonly ScheduleRule[],
): Promise<number | undefined> {
  if (rules.length === 0) return undefined
  const names = rules.map(({ name }) => name)
  const rows = (await readSchedules(db, organization)).filter(({ name }) => names.includes(name))
  if (rows.length === 0) return undefined
  return Math.min(...rows.map(({ next_at }) => next_at)) - (await db.now()).getTime()
}

/** For `status`: what happens next, and when. */
export async function listSchedules(
  db: DatabaseReads,
  organization: string,
): Promise<{ readonly name: string; readonly nextAt: Date }[]> {
  const rows = await readSchedules(db, organization)
  return rows.map(({ name, next_at }) => ({ name, nextAt: new Date(next_at) }))
}
