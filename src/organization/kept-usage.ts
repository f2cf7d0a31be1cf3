import type { Fetched } from '../domain/fetched.ts'
import { isSettled } from '../domain/history/settled.ts'
import type { Clock } from '../domain/time/clock.ts'
import { dayOf, monthOf } from '../domain/time/time.ts'
import { type Month, organizationScope, type UsageMonth } from '../domain/usage/usage.ts'
import type { MistralReads, UsageQuery } from '../mistral/index.ts'
import type { DatabaseReads } from '../storage/database.ts'
import { type Detail, type KeptMonth, readKeptMonths } from '../storage/history/read.ts'

/**
 * Usage from the bot's own history where a month is closed, or over and whole there; else from Mistral. Whoever asks for
 * something fresh asks Mistral.
 */
export function preferHistory(
  tables: DatabaseReads,
  organization: string,
  { mistral, clock }: { readonly mistral: MistralReads; readonly clock: Clock },
): MistralReads['usage'] {
  const findKept = createKeptReads(tables, organization)
  return async (query, options) => {
    const isOver = query.month < monthOf(dayOf(clock.now()))
    const kept = isOver && !options?.fresh ? await findKept(query) : undefined
    if (!kept || !(kept.isClosed || isSettled(query.month, kept))) return mistral.usage(query, options)
    return toFetched(kept)
  }
}

const toFetched = ({ usage, takenAt, isClosed }: KeptMonth): Fetched<UsageMonth> => ({
  value: usage,
  fetchedAt: takenAt,
  kept: { month: usage.month, isClosed },
})

interface Batch {
  readonly months: Set<Month>
  readonly read: Promise<ReadonlyMap<Month, KeptMonth>>
}

/** A report asks for all its months at once: that is one question to the database, and not sixty. */
function createKeptReads(tables: DatabaseReads, organization: string) {
  const gathering = new Map<string, Batch>()
  function gather(scope: string, detail: Detail): Batch {
    const name = `${detail} ${scope}`
    const known = gathering.get(name)
    if (known) return known
    const months = new Set<Month>()
    const read = Promise.resolve().then(async () => {
      gathering.delete(name)
      const kept = await readKeptMonths(tables, organization, { scope, months: [...months], detail })
      return new Map(kept.map((one) => [one.usage.month, one]))
    })
    const batch = { months, read }
    gathering.set(name, batch)
    return batch
  }
  return async ({ month, workspaceId, detail = 'day' }: UsageQuery): Promise<KeptMonth | undefined> => {
    const batch = gather(workspaceId ?? organizationScope, detail)
    batch.months.add(month)
    return (await batch.read).get(month)
  }
}
