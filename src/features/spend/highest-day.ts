import type { Decimal } from '../../domain/money/decimal.ts'
import { median } from '../../domain/statistics.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { groupSpend } from '../../domain/usage/spend.ts'
import type { Day, SpendLine } from '../../domain/usage/usage.ts'

export interface HighestDay {
  readonly day: Day
  readonly amount: Decimal
  /** How many times the usual day it is; undefined where it stands out little, or nothing is usual yet. */
  readonly times: number | undefined
  /** What went up most on it, against its own usual day. */
  readonly driver: { readonly model: string; readonly amount: Decimal; readonly usual: number } | undefined
}

/** Below this a day is the highest, and nothing more to speak of. */
const standsOutFrom = 1.5
/** With fewer days beside it nobody can say what is usual. */
const fewestOtherDays = 4

/** The day that cost most, and the model that made it so. undefined where no single day does. */
export function findHighestDay(lines: readonly SpendLine[]): HighestDay | undefined {
  const dated = lines.filter(({ day }) => day !== null)
  const [highest, ...others] = groupSpend(dated, ({ day }) => day ?? '')
  if (!highest || !others[0] || highest.amount.equals(others[0].amount)) return undefined
  const day = highest.name as Day
  const usual = median(others.map(({ amount }) => amount.toNumber()))
  const times = highest.amount.toNumber() / usual
  if (others.length < fewestOtherDays || !(usual > 0) || times < standsOutFrom)
    return { day, amount: highest.amount, times: undefined, driver: undefined }
  const driver = findDriver(dated, day, others.length)
  return { day, amount: highest.amount, times, driver }
}

function findDriver(dated: readonly SpendLine[], day: Day, otherDays: number): HighestDay['driver'] {
  const models = Map.groupBy(dated, ({ model }) => modelName(model))
  const raised = [...models].map(([model, its]) => {
    const byDay = groupSpend(its, (line) => line.day ?? '')
    const others = byDay.filter(({ name }) => name !== day).map(({ amount }) => amount.toNumber())
    // A day without a line of it is a day on which it cost nothing.
    const usual = median([...others, ...new Array<number>(Math.max(0, otherDays - others.length)).fill(0)])
    const amount = byDay.find(({ name }) => name === day)?.amount
    return { model, amount, usual, raise: (amount?.toNumber() ?? 0) - usual }
  })
  const [most] = raised.toSorted((left, right) => right.raise - left.raise)
  return most?.amount && most.raise > 0 ? { model: most.model, amount: most.amount, usual: most.usual } : undefined
}
