import type { Transaction } from 'kysely'
import { packMonth, unpackMonth } from '../../domain/history/pack.ts'
import { compareKnowledge, type KnownMonth } from '../../domain/history/revision.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import type { Day, Month } from '../../domain/usage/usage.ts'
import { databaseNow } from '../columns.ts'
import type { HistoryTables } from './schema.ts'

/** Whose month it is, and when Mistral said so. */
export interface Snapshot extends KnownMonth {
  readonly scope: string
  readonly name: string | null
  readonly takenAt: Date
}

type Place = { readonly organization: string; readonly scope: string; readonly month: Month }
type Tx = Transaction<HistoryTables>

/** What became of it: kept as new or as news; the same as before; or closed, and so told as a difference, not kept. */
export type Kept = 'new' | 'more' | 'corrected' | 'same' | 'differs' | 'outrun'

/**
 * Keeps an answer of Mistral's, and what it replaced. A closed month stays as it is: that is decided by the row at the
 * moment of writing, whatever was read before.
 */
export async function keepSnapshot(tx: Tx, organization: string, snapshot: Snapshot): Promise<Kept> {
  const { usage, scope, name, through, takenAt } = snapshot
  const place = { organization, scope, month: usage.month }
  const values = {
    ...packMonthRow(snapshot),
    ...{ name, through, state: 'kept', taken_at: takenAt.getTime(), checked_at: takenAt.getTime() },
  }
  const before = await at(tx.selectFrom('history_months').selectAll(), place).executeTakeFirst()
  if (!before) {
    // Another Workspace in a closed month would move what is left for all others.
    if (await isClosed(tx, place)) return 'outrun'
    const added = await tx
      .insertInto('history_months')
      .values({ ...place, ...values, first_at: takenAt.getTime(), revision: 1, is_closed: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('scope')
      .executeTakeFirst()
    return added ? 'new' : 'outrun'
  }
  if (before.state === 'refused') {
    const first = { first_at: takenAt.getTime(), revision: before.revision + 1 }
    const changed = await updateRow(tx, place, before.revision, { ...values, ...first })
    return changed ? 'new' : 'outrun'
  }
  const known = {
    usage: unpackMonth(usage.month, before.currency, before.days),
    through: before.through as Day,
  }
  const replaced = compareKnowledge(known, snapshot)
  if (before.is_closed === 1) {
    await at(tx.updateTable('history_months').set({ checked_at: takenAt.getTime() }), place).execute()
    return noteDifference(tx, place, replaced !== undefined, values)
  }
  // An answer that began earlier and took longer knows less.
  if (before.taken_at > takenAt.getTime()) return 'outrun'
  if (!replaced) {
    const seen = { taken_at: takenAt.getTime(), checked_at: takenAt.getTime(), name }
    return (await updateRow(tx, place, before.revision, seen)) ? 'same' : 'outrun'
  }
  const revision = before.revision + 1
  if (!(await updateRow(tx, place, before.revision, { ...values, revision }))) return 'outrun'
  await tx
    .insertInto('history_revisions')
    .values({
      ...{ ...place, revision, at: takenAt.getTime(), is_correction: replaced.isCorrection ? 1 : 0 },
      ...{ through: replaced.through, currency: replaced.currency, total: before.total },
      ...{ days: replaced.days, added: JSON.stringify(replaced.added) },
    })
    .execute()
  return replaced.isCorrection ? 'corrected' : 'more'
}

/** Mistral has no answer for it: that is kept, so that it is not asked for again and again. What was told before stays. */
export async function keepRefusal(
  tx: Tx,
  place: Place,
  { through, takenAt }: { through: Day; takenAt: Date },
): Promise<void> {
  await tx
    .insertInto('history_months')
    .values({
      ...{ ...place, name: null, through, state: 'refused', revision: 1 },
      ...{ first_at: takenAt.getTime(), taken_at: takenAt.getTime(), checked_at: takenAt.getTime() },
      ...{ currency: null, has_usage: 0, total: '0', is_closed: 0, totals: '', days: '' },
    })
    .onConflict((conflict) =>
      conflict.columns(['organization', 'scope', 'month']).doUpdateSet({ checked_at: takenAt.getTime() }),
    )
    .execute()
}

function packMonthRow({ usage }: KnownMonth) {
  const { currency, hasUsage, totals, days } = packMonth(usage)
  const total = Decimal.sum(usage.lines.map(({ amount }) => amount)).toString()
  return { currency, has_usage: hasUsage ? 1 : 0, total, totals, days }
}

/** False: it was closed, or somebody else wrote it, since it was read. */
async function updateRow(
  tx: Tx,
  place: Place,
  revision: number,
  values: Partial<HistoryTables['history_months']>,
): Promise<boolean> {
  const updated = await at(tx.updateTable('history_months').set(values), place)
    .where('revision', '=', revision)
    .where('is_closed', '=', 0)
    .returning('scope')
    .executeTakeFirst()
  return updated !== undefined
}

async function noteDifference(
  tx: Tx,
  place: Place,
  isOther: boolean,
  { currency, total }: { currency: string | null; total: string },
): Promise<Kept> {
  if (!isOther) {
    await at(tx.deleteFrom('history_differences'), place).execute()
    return 'same'
  }
  const known = await at(tx.selectFrom('history_differences').selectAll(), place).executeTakeFirst()
  if (known?.total === total && known.currency === currency) return 'same'
  const said = { noted_at: databaseNow, currency, total }
  await tx
    .insertInto('history_differences')
    .values({ ...place, ...said })
    .onConflict((conflict) => conflict.columns(['organization', 'scope', 'month']).doUpdateSet(said))
    .execute()
  return 'differs'
}

async function isClosed(tx: Tx, { organization, month }: Place): Promise<boolean> {
  const closing = await tx
    .selectFrom('history_closings')
    .select('month')
    .where('organization', '=', organization)
    .where('month', '=', month)
    .executeTakeFirst()
  return closing !== undefined
}

interface Filtered<Query> {
  where(column: 'organization' | 'scope' | 'month', operator: '=', value: string): Query
}

const at = <Query extends Filtered<Query>>(query: Query, { organization, scope, month }: Place): Query =>
  query.where('organization', '=', organization).where('scope', '=', scope).where('month', '=', month)
