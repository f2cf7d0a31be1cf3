import type { ReadContext } from '../../src/chatops/context.ts'
import { createProgress } from '../../src/chatops/progress.ts'
import type { Workspace } from '../../src/domain/limit/limit.ts'
import type { Month } from '../../src/domain/usage/usage.ts'
import { partsOf } from '../support/parts.ts'
import { limitOf, now, steady, usage } from './spend/sources.ts'

/** A Mistral with twelve Workspaces, of which Team 7 spends everything, that counts how many are asked about at a time. */
export function watchWorkspaces() {
  const workspaces = Array.from({ length: 12 }, (_, index) =>
    partsOf<Workspace>({ id: `w${index}`, name: `Team ${index}`, cap: null }),
  )
  const counted = { asked: 0, underWay: 0, highest: 0 }
  const fetched = <Value>(value: Value) => ({ value, fetchedAt: now })
  const spent = (month: Month) => usage(month, steady(`${month}-01`, `${month}-18`))
  const mistral = {
    workspaces: async () => fetched(workspaces),
    spendLimit: async () => fetched(limitOf(45_000, 20_000)),
    async usage({ month, workspaceId }: { month: Month; workspaceId?: string }) {
      if (workspaceId === undefined) return fetched(spent(month))
      counted.asked += 1
      counted.underWay += 1
      counted.highest = Math.max(counted.highest, counted.underWay)
      await new Promise((resolve) => setImmediate(resolve))
      counted.underWay -= 1
      return fetched(workspaceId === 'w7' ? spent(month) : usage(month, []))
    },
  }
  const progress = createProgress()
  return {
    counted,
    progress,
    context: partsOf<ReadContext>({ mistral, clock: { now: () => now }, config: {}, progress }),
  }
}
