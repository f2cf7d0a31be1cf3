import { Cron } from 'croner'
import type { Transaction } from 'kysely'
import { textColumn } from '../storage/columns.ts'
import type { Database, DatabaseReads, Migration } from '../storage/database.ts'
import { scheduleJob } from './jobs.ts'
import type { JobTables } from './schema.ts'

/** After a standstill: nothing of what was missed, the last one alone, or each. */
export type CatchUp = 'skip' | 'latest' | 'all'

/** What happens by the calendar. Each occurrence becomes a job of that kind. */
export interface ScheduleRule {
  readonly kind: string
  /** Whose schedule it is, where a kind has several: a subscription's id; "" where there is one. */
  readonly subject: string
  /** "0 9 * * 1", in that zone: 02:30 happens at 03:00 on the day that has none, and once on the day that has two. */
  readonly cron: string
  readonly zone: string
  readonly catchUp: CatchUp
}

/** One occurrence of a schedule, as the job's subject names it. */
export interface Occurrence {
  readonly subject: string
  readonly dueAt: Date
}

export interface ScheduleTables extends JobTables {
  calendar: {
    organization: string
    kind: string
    subject: string
    cron: string
    zone: string
    catch_up: string
    next_at: number
  }
}

export const scheduleMigrations: readonly Migration[] = [
  {
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
  },
  {
    // Schedules that people make have a subject, and their rule can only be read from the row.
    name: '2026-11-28-calendar',
    async up(db, engine) {
      const text = textColumn(engine)
      await db.schema.dropTable('schedules').execute()
      await db.schema
        .createTable('calendar')
        .addColumn('organization', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('subject', text, (column) => column.notNull())
        .addColumn('cron', text, (column) => column.notNull())
        .addColumn('zone', text, (column) => column.notNull())
        .addColumn('catch_up', text, (column) => column.notNull())
        .addColumn('next_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('calendar_key', ['organization', 'kind', 'subject'])
        .execute()
    },
  },
]

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
export function dueOccurrences(
  rule: Pick<ScheduleRule, 'cron' | 'zone' | 'catchUp'>,
  next: Date,
  now: Date,
): readonly Date[] {
  const due: Date[] = []
  for (let at = next; at <= now; at = nextOccurrence(rule, at)) due.push(at)
  if (rule.catchUp === 'all') return due.slice(-mostCaughtUp)
  const latest = due.slice(-1)
  return rule.catchUp === 'latest' ? latest : latest.filter((at) => now.getTime() - at.getTime() <= graceMs)
}

/** undefined: there is no such schedule (any more). */
export async function findCatchUp(
  db: DatabaseReads,
  organization: string,
  { kind, subject }: Pick<ScheduleRule, 'kind' | 'subject'>,
): Promise<CatchUp | undefined> {
  const row = await db
    .query<ScheduleTables>()
    .selectFrom('calendar')
    .select('catch_up')
    .where('organization', '=', organization)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.catch_up as CatchUp | undefined
}

/**
 * Within the caller's transaction: the schedule stands or falls with what asks for it. The same rule again changes
 * nothing; a new rule begins with what is to come, since nothing was missed by it.
 */
export async function setSchedule(
  tx: Transaction<ScheduleTables>,
  organization: string,
  rule: ScheduleRule,
  now: Date,
): Promise<void> {
  const { kind, subject, cron, zone, catchUp } = rule
  const timing = { cron, zone, catch_up: catchUp, next_at: nextOccurrence(rule, now).getTime() }
  await tx
    .insertInto('calendar')
    .values({ organization, kind, subject, ...timing })
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'kind', 'subject'])
        .doUpdateSet(timing)
        .where((is) =>
          is.or([
            is('calendar.cron', '!=', cron),
            is('calendar.zone', '!=', zone),
            is('calendar.catch_up', '!=', catchUp),
          ]),
        ),
    )
    .execute()
}

/** Nothing more happens by it; whoever handles an occurrence that was already due finds out by itself. */
export async function removeSchedule(
  tx: Transaction<ScheduleTables>,
  organization: string,
  { kind, subject }: Pick<ScheduleRule, 'kind' | 'subject'>,
): Promise<void> {
  await tx
    .deleteFrom('calendar')
    .where('organization', '=', organization)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .execute()
}

/**
 * Moves each schedule whose time has come to its next time, and makes a job of each occurrence, in one transaction and by
 * compare-and-set: of several instances that look at the same moment, one does.
 */
export async function planOccurrences(db: Database, organization: string, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return
  const now = await db.now()
  const due = await rowsOf(db, organization, kinds).where('next_at', '<=', now.getTime()).execute()
  for (const row of due) await advance(db, row, now)
}

const rowsOf = (db: DatabaseReads, organization: string, kinds: readonly string[]) =>
  db
    .query<ScheduleTables>()
    .selectFrom('calendar')
    .selectAll()
    .where('organization', '=', organization)
    .where('kind', 'in', kinds)

async function advance(db: Database, row: ScheduleTables['calendar'], now: Date): Promise<void> {
  const { organization, kind, subject, cron, zone, next_at } = row
  const rule = { cron, zone, catchUp: row.catch_up as CatchUp }
  const due = dueOccurrences(rule, new Date(next_at), now)
  await db.transaction<ScheduleTables, void>(async (tx) => {
    const moved = await tx
      .updateTable('calendar')
      .set({ next_at: nextOccurrence(rule, now).getTime() })
      .where('organization', '=', organization)
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      // Another instance may have moved it, and a person may have given it another rule.
      .where('next_at', '=', next_at)
      .where('cron', '=', cron)
      .where('zone', '=', zone)
      .returning('kind')
      .executeTakeFirst()
    if (!moved) return
    for (const dueAt of due) await scheduleJob(tx, organization, { kind, subject: nameOccurrence({ subject, dueAt }) })
  })
}

/** The subject of its job: two instances name the same occurrence alike. */
const nameOccurrence = ({ subject, dueAt }: Occurrence): string => `${subject}@${dueAt.toISOString()}`

export function readOccurrence(name: string): Occurrence {
  const border = name.lastIndexOf('@')
  return { subject: name.slice(0, border), dueAt: new Date(name.slice(border + 1)) }
}

/** Milliseconds until the next of those kinds; undefined: none is planned. */
export async function untilNextOccurrence(
  db: Database,
  organization: string,
  kinds: readonly string[],
): Promise<number | undefined> {
  if (kinds.length === 0) return undefined
  const rows = await rowsOf(db, organization, kinds).orderBy('next_at').limit(1).execute()
  return rows[0] && rows[0].next_at - (await db.now()).getTime()
}

/** For `status` and for those who own them: what happens next, and when. */
export async function listSchedules(
  db: DatabaseReads,
  organization: string,
): Promise<(Pick<ScheduleRule, 'kind' | 'subject'> & { readonly nextAt: Date })[]> {
  const rows = await db
    .query<ScheduleTables>()
    .selectFrom('calendar')
    .select(['kind', 'subject', 'next_at'])
    .where('organization', '=', organization)
    .orderBy('next_at')
    .execute()
  return rows.map(({ kind, subject, next_at }) => ({ kind, subject, nextAt: new Date(next_at) }))
}
