import type { ReadContext } from '../../src/chatops/context.ts'
import { createProgress } from '../../src/chatops/progress.ts'
import type { Origin } from '../../src/domain/fetched.ts'
import type { Workspace } from '../../src/domain/limit/limit.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { addDays, lastDayOf, startOfDay } from '../../src/domain/time/time.ts'
import type { Day, Month, SpendLine, UsageMonth } from '../../src/domain/usage/usage.ts'
import { partsOf } from '../support/parts.ts'
import { limitOf, now } from './spend/sources.ts'

interface Brought {
  readonly usage: UsageMonth
  readonly origin: Origin
}

export const line = (day: Day | null, amount: number, change: Partial<SpendLine> = {}): SpendLine => ({
  ...{ category: 'completion', model: 'mistral-large-latest', version: null, group: 'input', day, price: null },
  ...{ amount: Decimal.of(amount), units: 0, billed: 0 },
  ...change,
})

const month = (name: Month, lines: readonly SpendLine[]): UsageMonth => ({
  ...{ month: name, currency: 'EUR', lines, unpriced: [], unreadable: {} },
})

/** An invoice says what the month came to, and no days. */
export const invoice = (name: Month, amount: number): Brought => ({
  usage: month(name, [line(null, amount)]),
  origin: {
    ...{ kind: 'invoice', name: `MIS-${name}`, through: lastDayOf(name) },
    ...{ asOf: startOfDay(addDays(lastDayOf(name), 1)) },
  },
})

/** A usage file, the same amount on each of its days. */
export const usageFile = (name: Month, through: Day, daily: number): Brought => ({
  usage: month(
    name,
    Array.from({ length: Number(through.slice(8)) }, (_, index) => line(addDays(`${name}-01`, index), daily)),
  ),
  origin: {
    ...{ kind: 'usageFile', name: `${name}.csv`, through },
    ...{ asOf: startOfDay(addDays(through, 1)) },
  },
})

/** A figure of the Billing page, above what a file tells. */
export const typedAbove = ({ usage }: Brought, day: Day, amount: number): Brought => ({
  usage: { ...usage, lines: [...usage.lines, line(day, amount, { category: 'typed', model: 'billing-page' })] },
  origin: { kind: 'typed', name: undefined, asOf: new Date(`${day}T09:00:00Z`), through: day },
})

/** What reports are gathered from without a key; each Workspace has what the file of it tells. */
export function broughtBy(
  brought: readonly Brought[],
  {
    workspaces,
    at = now,
    more = {},
  }: {
    readonly workspaces?: Readonly<Record<string, readonly Brought[]>>
    readonly at?: Date
    readonly more?: object
  } = {},
): ReadContext {
  const fetched = <Value>(value: Value) => ({ value, fetchedAt: at })
  const nothing = (name: Month): Brought => ({
    ...{ usage: month(name, []), origin: { kind: 'nothing', name: undefined, asOf: at, through: undefined } },
  })
  const mistral = {
    async workspaces(): Promise<{ value: Workspace[]; fetchedAt: Date }> {
      return fetched(
        Object.keys(workspaces ?? {}).map((name) =>
          partsOf<Workspace>({ id: name, name, cap: null, memberCount: null }),
        ),
      )
    },
    spendLimit: async () => fetched(limitOf(null, null)),
    members: async () => fetched({ members: [], pendingInvites: 0 }),
    async usage({ month: asked, workspaceId }: { month: Month; workspaceId?: string }) {
      const from = workspaceId === undefined ? brought : (workspaces?.[workspaceId] ?? [])
      const { usage, origin } = from.find((one) => one.usage.month === asked) ?? nothing(asked)
      return { value: usage, fetchedAt: origin.asOf, origin }
    },
  }
  return partsOf<ReadContext>({
    mistral,
    clock: { now: () => at },
    config: { reportCurrency: undefined, people: { privacy: 'roles' } },
    asker: { role: 'member' },
    progress: createProgress(),
    ...more,
  })
}
