import { UpstreamError } from '../domain/errors.ts'
import type { Fetched } from '../domain/fetched.ts'
import type { SpendLimit, Workspace } from '../domain/limit/limit.ts'
import { Decimal } from '../domain/money/decimal.ts'
import { inCurrency, isComparable } from '../domain/money/money.ts'
import type { Clock } from '../domain/time/clock.ts'
import { dayOf, monthOf } from '../domain/time/time.ts'
import { createAbsentMistral } from '../mistral/absent.ts'
import type { MistralReads } from '../mistral/index.ts'
import type { DatabaseReads } from '../storage/database.ts'
import { findNamedWorkspaces, readKnownMonth } from '../storage/figures/read-month.ts'
import type { FigureTables } from '../storage/figures/schema.ts'
import { findTypedLimit } from '../storage/figures/typed.ts'

/**
 * For an Organization without an Admin API key: what people imported and typed answers where it can, and says that it does
 * not come from Mistral. Everything else has the same honest answer: there is nobody to ask.
 */
export function createImportedFigures(
  { db, clock }: { readonly db: DatabaseReads; readonly clock: Clock },
  organization: string,
): MistralReads {
  const tables = db.query<FigureTables>()
  const read = (month: `${number}-${number}`, workspace?: string) =>
    readKnownMonth(tables, organization, { month, now: clock.now(), ...(workspace === undefined ? {} : { workspace }) })
  return {
    ...createAbsentMistral(),
    async usage({ month, workspaceId }) {
      const { usage, origin } = await read(month, workspaceId)
      return { value: usage, fetchedAt: origin.asOf, origin }
    },
    async spendLimit(): Promise<Fetched<SpendLimit>> {
      const { usage, origin } = await read(monthOf(dayOf(clock.now())))
      const typed = await findTypedLimit(tables, organization)
      const use = origin.kind === 'nothing' ? null : Decimal.sum(usage.lines.map(({ amount }) => amount))
      const amount = typed && typed.limit !== 'unlimited' ? typed.limit : null
      const isApart =
        amount !== null && use !== null && !isComparable(usage.currency, typed?.currency ?? usage.currency)
      const value = {
        // An amount without its currency would be taken for one in the currency of the figures.
        limit: isApart ? null : amount,
        isUnlimited: typed?.limit === 'unlimited',
        use,
        // Whether access is suspended stands on no invoice: only Mistral knows.
        isReached: false,
        currency: usage.currency ?? typed?.currency ?? null,
        lastPaymentFailed: false,
      }
      const limitApart = isApart ? { limitApart: inCurrency(amount, typed?.currency ?? null) } : {}
      return { value, fetchedAt: origin.asOf, origin: { ...origin, ...limitApart } }
    },
    async workspaces(): Promise<Fetched<readonly Workspace[]>> {
      const names = await findNamedWorkspaces(tables, organization)
      if (names.length === 0) throw new UpstreamError('mistral', 'notConfigured', 'workspaces')
      const fetchedAt = clock.now()
      const none = { isDefault: false, memberCount: null, cap: null, capCurrency: null }
      return { value: names.map((name) => ({ id: name, name, ...none })), fetchedAt }
    },
  }
}
