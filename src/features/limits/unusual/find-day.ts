import type { ReadContext } from '../../../chatops/context.ts'
import { askEachWorkspace } from '../../../chatops/report/each-workspace.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { sourceOf } from '../../../chatops/report/sources.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import { inCurrency, type Money } from '../../../domain/money/money.ts'
import { addDays, listMonths } from '../../../domain/time/time.ts'
import {
  type Anomaly,
  anomalyWeeks,
  type Explanation,
  explainAnomaly,
  findAnomaly,
} from '../../../domain/usage/anomaly.ts'
import { modelName } from '../../../domain/usage/model-name.ts'
import { computeSpend, isComplete, type Spend } from '../../../domain/usage/spend.ts'
import type { Day, SpendLine } from '../../../domain/usage/usage.ts'

export interface UnusualDay {
  readonly anomaly: Anomaly
  readonly spent: Money
  readonly model: Explanation | undefined
  /** undefined also where the Workspaces could not be asked. */
  readonly workspace: Explanation | undefined
  /** Some usage has no price, or could not be read. */
  readonly isAtLeast: boolean
  readonly fetchedAt: Date
}

type Reads = Pick<ReadContext, 'mistral'>

/** undefined: the day was as its weekday is, or nobody can tell. */
export async function findUnusualDay(
  { mistral }: Reads,
  day: Day,
  expected: ReadonlySet<Day> = new Set(),
): Promise<UnusualDay | undefined> {
  const { spend, fetchedAt } = await readSpend({ mistral }, day)
  const amounts = amountsByDay(spend.lines)
  const anomaly = spend.hasMixedCurrencies ? undefined : findAnomaly(amounts, day, expected)
  const isAtLeast = !isComplete(spend)
  // What has no price makes any day look cheap.
  if (!anomaly || (isAtLeast && anomaly.difference < 0)) return undefined
  const models = Map.groupBy(spend.lines, ({ model }) => modelName(model))
  return {
    anomaly,
    spent: inCurrency(Decimal.sum(linesOf(spend, day).map(({ amount }) => amount)), spend.currency),
    model: explainAnomaly(new Map([...models].map(([name, lines]) => [name, amountsByDay(lines)])), anomaly, expected),
    workspace: await orMissing(explainByWorkspace({ mistral }, anomaly, expected)),
    isAtLeast,
    fetchedAt,
  }
}

const linesOf = ({ lines }: Spend, day: Day): SpendLine[] => lines.filter((line) => line.day === day)

/** Each Workspace takes questions of its own, so only a day that is told is explained by them. */
async function explainByWorkspace(
  { mistral }: Reads,
  anomaly: Anomaly,
  expected: ReadonlySet<Day>,
): Promise<Explanation | undefined> {
  const { value } = await mistral.workspaces()
  const asked = await askEachWorkspace({}, value, async ({ id, name }) => {
    const { spend } = await readSpend({ mistral }, anomaly.day, id)
    return [name, amountsByDay(spend.lines)] as const
  })
  return explainAnomaly(new Map(asked), anomaly, expected)
}

async function readSpend({ mistral }: Reads, day: Day, workspaceId?: string) {
  const from = addDays(day, -7 * anomalyWeeks)
  const asked = listMonths(from, day).map((month) => mistral.usage(workspaceId ? { month, workspaceId } : { month }))
  const months = await Promise.all(asked)
  return {
    spend: computeSpend(
      months.map(({ value }) => value),
      { from, to: day },
    ),
    fetchedAt: sourceOf(months).fetchedAt,
  }
}

function amountsByDay(lines: readonly SpendLine[]): Map<Day, number> {
  const dated = lines.flatMap(({ day, amount }) => (day === null ? [] : [{ day, amount }]))
  return new Map(
    [...Map.groupBy(dated, ({ day }) => day)].map(([day, same]) => [
      day,
      Decimal.sum(same.map(({ amount }) => amount)).toNumber(),
    ]),
  )
}
