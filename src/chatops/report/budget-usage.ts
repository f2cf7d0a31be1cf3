import { mapAtMost, workspacesAtOnce } from '../../domain/at-most.ts'
import type { Fetched } from '../../domain/fetched.ts'
import { type Month, mergeMonths, organizationScope, type UsageMonth } from '../../domain/usage/usage.ts'
import type { ReadOptions } from '../../mistral/index.ts'
import type { ReadContext } from '../context.ts'
import { type Assignment, workspacesOf } from './assignments.ts'
import { placeOf } from './budgets.ts'

type Mistral = ReadContext['mistral']

/** What counts against a budget adds up from these: the Organization as a whole, or Workspaces by their ids. */
export function partsOf(scope: string, assignments: readonly Assignment[], month: Month): readonly string[] {
  const place = placeOf(scope, [])
  return place.kind === 'costCenter' ? workspacesOf(assignments, place.name, month) : [scope]
}

export const readPart = (
  mistral: Mistral,
  part: string,
  month: Month,
  options?: ReadOptions,
): Promise<Fetched<UsageMonth>> =>
  mistral.usage(part === organizationScope ? { month } : { month, workspaceId: part }, options)

/** All of them as one month, or none: without one of them it would look like less. undefined: in several currencies. */
export async function readParts(
  mistral: Mistral,
  parts: readonly string[],
  month: Month,
  options?: ReadOptions,
): Promise<{ readonly usage: UsageMonth | undefined; readonly answers: readonly Fetched<UsageMonth>[] }> {
  const answers = await mapAtMost(workspacesAtOnce, parts, (part) => readPart(mistral, part, month, options))
  return { usage: addUp(answers, month), answers }
}

export const addUp = (answers: readonly Fetched<UsageMonth>[], month: Month): UsageMonth | undefined =>
  mergeMonths(
    month,
    answers.map(({ value }) => value),
  )
