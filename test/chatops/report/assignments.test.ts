import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assignment,
  assignmentIn,
  costCentersFrom,
  workspacesOf,
} from '../../../src/chatops/report/assignments.ts'
import { partsOf } from '../../../src/chatops/report/budget-usage.ts'
import { scopeOfCostCenter } from '../../../src/chatops/report/budgets.ts'
import { type Month, organizationScope } from '../../../src/domain/usage/usage.ts'

const months: readonly Month[] = ['2026-09', '2026-10', '2026-11', '2026-12']
const assigned = (workspaceId: string, from: Month, costCenter: string | null): Assignment => ({
  ...{ workspaceId, from, costCenter },
  owner: undefined,
})
/** As they are stored: by Workspace and from the earliest on, one a month. */
const stored: fc.Arbitrary<Assignment[]> = fc
  .uniqueArray(
    fc.record({
      workspaceId: fc.constantFrom('w1', 'w2', 'w3'),
      from: fc.constantFrom(...months),
      costCenter: fc.constantFrom('4711', '4712', null),
    }),
    { selector: ({ workspaceId, from }) => `${workspaceId} ${from}` },
  )
  .map((all) =>
    all
      .map(({ workspaceId, from, costCenter }) => assigned(workspaceId, from, costCenter))
      .toSorted((one, other) => (`${one.workspaceId}${one.from}` < `${other.workspaceId}${other.from}` ? -1 : 1)),
  )

describe('the Workspaces of a cost centre', () => {
  test('are in one cost centre a month, the one of their assignment that holds then', () =>
    fc.assert(
      fc.property(stored, fc.constantFrom(...months), (all, month) => {
        const counted = costCentersFrom(all, month).flatMap((name) => workspacesOf(all, name, month))
        expect(new Set(counted).size).toBe(counted.length)
        for (const id of ['w1', 'w2', 'w3']) {
          const costCenter = assignmentIn(all, id, month)?.costCenter ?? null
          expect(counted.includes(id)).toBe(costCenter !== null)
          if (costCenter) expect(workspacesOf(all, costCenter, month)).toContain(id)
        }
      }),
    ))

  test('of which one moved count for each month as they were assigned then', () => {
    const all = [
      assigned('w1', '2026-09', '4711'),
      assigned('w1', '2026-11', '4712'),
      assigned('w2', '2026-10', '4711'),
    ]
    const parts = months.map((month) => partsOf(scopeOfCostCenter('4711'), all, month))
    expect(parts).toEqual([['w1'], ['w1', 'w2'], ['w2'], ['w2']])
    expect(partsOf('w1', all, '2026-11')).toEqual(['w1'])
    expect(partsOf(organizationScope, all, '2026-11')).toEqual([organizationScope])
    expect(costCentersFrom(all, '2026-10')).toEqual(['4711', '4712'])
    expect(costCentersFrom([assigned('w1', '2026-09', '4711'), assigned('w1', '2026-10', null)], '2026-11')).toEqual([])
  })
})
