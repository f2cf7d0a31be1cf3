import { expect, test } from 'vitest'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { Month } from '../../../src/domain/usage/usage.ts'
import { gatherFacts } from '../../../src/features/limits/facts.ts'
import { watchWorkspaces } from '../many-workspaces.ts'

test('the driver is looked for among all Workspaces, at most four at a time', async () => {
  const { counted, context } = watchWorkspaces()
  expect((await gatherFacts(context, { withDriver: true })).driver?.name).toMatch(/^Team 7, /)
  expect(counted).toMatchObject({ asked: 12, highest: workspacesAtOnce })
})

test('how far caps are used is asked for with it, and a Workspace without an answer leaves its cap alone', async () => {
  const { context } = watchWorkspaces()
  const { workspaces, usage } = context.mistral
  const mistral = {
    ...context.mistral,
    workspaces: async () => {
      const { value, fetchedAt } = await workspaces()
      const cap = Decimal.of(100_000)
      return { value: value.map((workspace) => ({ ...workspace, cap, capCurrency: 'EUR' })), fetchedAt }
    },
    usage: async (query: { month: Month; workspaceId?: string }) => {
      if (query.workspaceId === 'w3') throw new UpstreamError('mistral', 'down', 'GET /usage')
      return usage(query)
    },
  }
  const facts = await gatherFacts({ ...context, mistral }, { withDriver: true })
  const used = new Map(facts.caps.map((cap) => [cap.workspace, cap.use?.used.amount.toNumber()]))
  expect(used.get('Team 7')).toBe(facts.spent.amount.toNumber())
  expect(used.get('Team 6')).toBe(0)
  expect(used.get('Team 3')).toBeUndefined()
  // Team 3 may be the one that spends most.
  expect(facts.driver).toBeUndefined()
})

test('nobody is asked about the driver where it is not shown', async () => {
  const { counted, context } = watchWorkspaces()
  expect((await gatherFacts(context)).driver).toBeUndefined()
  expect(counted.asked).toBe(0)
})
