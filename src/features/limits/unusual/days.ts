import { z } from 'zod'
import { Decimal } from '../../../domain/money/decimal.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import { slackIdOf } from '../../../storage/people/slack-id-of.ts'
import type { LimitReads, Tx } from '../store/store.ts'
import type { UnusualDay } from './find-day.ts'

/** A day that was unusual when it was looked at. */
export interface KeptDay {
  readonly day: Day
  readonly found: UnusualDay
  /** false: alerts were muted. */
  readonly isTold: boolean
  /** The last day of the message in which it was told with others; undefined: it has one of its own, or none. */
  readonly toldWith: Day | undefined
  /** undefined: nobody has said why. */
  readonly expected: Expected | undefined
}

export interface Expected {
  /** null: whoever said it was erased. */
  readonly because: string | null
  readonly by: string | null
}

export async function findUnusualDays(db: LimitReads, organization: string, since: Day): Promise<KeptDay[]> {
  const rows = await selectDays(db, organization).where('day', '>=', since).orderBy('day').execute()
  return rows.map(readDay)
}

/** Those that one message told together. */
export async function findDaysToldWith(db: LimitReads, organization: string, last: Day): Promise<KeptDay[]> {
  const rows = await selectDays(db, organization).where('told_with', '=', last).orderBy('day').execute()
  return rows.map(readDay)
}

export async function findKeptDay(db: LimitReads, organization: string, day: string): Promise<KeptDay | undefined> {
  const row = await selectDays(db, organization).where('day', '=', day).executeTakeFirst()
  return row && readDay(row)
}

const selectDays = (db: LimitReads, organization: string) =>
  db
    .selectFrom('unusual_days')
    .selectAll()
    .select(slackIdOf('unusual_days.expected_by', 'unusual_days.organization').as('slack_id'))
    .where('organization', '=', organization)

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof selectDays>['executeTakeFirst']>>>

const readDay = (row: Row): KeptDay => ({
  day: row.day as Day,
  found: readFound(row.found),
  isTold: row.told_at !== null,
  toldWith: (row.told_with as Day | null) ?? undefined,
  expected: row.expected_at === null ? undefined : { because: row.expected_because, by: row.slack_id },
})

/** Once: a later try of the same morning changes nothing. */
export async function keepDay(
  tx: Tx,
  organization: string,
  found: UnusualDay,
  toldAt: Date | undefined,
): Promise<void> {
  await tx
    .insertInto('unusual_days')
    .values({
      ...{ organization, day: found.anomaly.day, found: writeFound(found), told_at: toldAt?.getTime() ?? null },
      told_with: null,
      ...{ expected_because: null, expected_by: null, expected_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Before they are told in one message, which the last of them names: a later try of it is about the same days. */
export async function putTogether(tx: Tx, organization: string, days: readonly Day[], last: Day): Promise<void> {
  await tx
    .updateTable('unusual_days')
    .set({ told_with: last })
    .where('organization', '=', organization)
    .where('day', 'in', days)
    .execute()
}

export async function markTold(tx: Tx, organization: string, last: Day, now: Date): Promise<void> {
  await tx
    .updateTable('unusual_days')
    .set({ told_at: now.getTime() })
    .where('organization', '=', organization)
    .where('told_with', '=', last)
    .execute()
}

/** Claim, then act: false for everybody after the first. */
export async function expectDay(
  tx: Tx,
  organization: string,
  day: string,
  { personId, because, now }: { readonly personId: string; readonly because: string; readonly now: Date },
): Promise<boolean> {
  const said = await tx
    .updateTable('unusual_days')
    .set({ expected_because: because, expected_by: personId, expected_at: now.getTime() })
    .where('organization', '=', organization)
    .where('day', '=', day)
    .where('expected_at', 'is', null)
    .returning('day')
    .executeTakeFirst()
  return said !== undefined
}

const explanation = z.object({ name: z.string(), difference: z.number() }).optional()
const stored = z.object({
  anomaly: z.object({
    day: z.string().transform((day) => day as Day),
    amount: z.number(),
    usual: z.number(),
    difference: z.number(),
    weeks: z.number(),
  }),
  spent: z.object({ amount: z.string(), currency: z.string().nullable() }),
  model: explanation,
  workspace: explanation,
  isAtLeast: z.boolean(),
  fetchedAt: z.number(),
})

const writeFound = ({ spent, fetchedAt, ...rest }: UnusualDay): string =>
  JSON.stringify({
    ...rest,
    spent: { amount: spent.amount.toString(), currency: spent.currency },
    fetchedAt: fetchedAt.getTime(),
  })

function readFound(text: string): UnusualDay {
  const { spent, fetchedAt, model, workspace, ...rest } = stored.parse(JSON.parse(text))
  return {
    ...rest,
    model,
    workspace,
    spent: { amount: Decimal.of(spent.amount), currency: spent.currency },
    fetchedAt: new Date(fetchedAt),
  }
}
