import { expect, test } from 'vitest'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { gatherFacts } from '../../../src/features/limits/facts.ts'
import { watchWorkspaces } from '../many-workspaces.ts'

test('the driver is looked for among all Workspaces, at most four at a time', async () => {
  const { counted, context } = watchWorkspaces()
  expect((await gatherFacts(context, { withDriver: true })).driver?.name).toMatch(/^Team 7, /)
  expect(counted).toMatchObject({ asked: 12, highest: workspacesAtOnce })
})

test('nobody is asked about the driver where it is not shown', async () => {
  const { counted, context } = watchWorkspaces()
  expect((await gatherFacts(context)).driver).toBeUndefined()
  expect(counted.asked).toBe(0)
})
