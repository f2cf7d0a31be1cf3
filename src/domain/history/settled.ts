import { addMonths, firstDayOf, lastDayOf, startOfDay } from '../time/time.ts'
import type { Day, Month } from '../usage/usage.ts'

/** For so long after a month's end Mistral still counts what belongs to it. */
const settlesMs = 2 * 24 * 3_600_000

export const settlesAt = (month: Month): Date =>
  new Date(startOfDay(firstDayOf(addMonths(month, 1))).getTime() + settlesMs)

/** All of its days are known, and Mistral said so when it had counted them. */
export const isSettled = (month: Month, { through, takenAt }: { readonly through: Day; readonly takenAt: Date }) =>
  through === lastDayOf(month) && takenAt >= settlesAt(month)
