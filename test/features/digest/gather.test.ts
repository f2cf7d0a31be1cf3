import { expect, test } from 'vitest'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import type { Month } from '../../../src/domain/usage/usage.ts'
import { gatherDigest } from '../../../src/features/digest/gather.ts'
import { periodOf } from '../../../src/features/digest/when.ts'
import type { UsageQuery } from '../../../src/mistral/index.ts'
import { watchWorkspaces } from '../many-workspaces.ts'

const { counted, context } = watchWorkspaces()
const period = periodOf({ rhythm: 'weekly', zone: 'Europe/Paris' }, context.clock.now())

test('Workspaces are asked at most four at a time', async () => {
  expect((await gatherDigest(context, period)).missing).toEqual([])
  expect(counted.highest).toBe(workspacesAtOnce)
})

test('of some Workspaces says where their figures come from, as that of all does', async () => {
  const origin = { kind: 'usageFile' as const, name: 'teams.csv', asOf: context.clock.now(), through: undefined }
  const { usage } = context.mistral
  const mistral = { ...context.mistral, usage: async (query: UsageQuery) => ({ ...(await usage(query)), origin }) }
  expect((await gatherDigest({ ...context, mistral }, period)).origin).toEqual(origin)
  expect((await gatherDigest({ ...context, mistral }, period, ['w3'])).origin).toEqual(origin)
})

test('a Workspace without an answer is named, and so is a limit that nobody stated', async () => {
  const down = async () => {
    throw new UpstreamError('mistral', 'down', 'GET /spend-limit')
  }
  const { usage } = context.mistral
  const mistral = {
    ...context.mistral,
    spendLimit: down,
    usage: async (query: { month: Month; workspaceId?: string }) =>
      query.workspaceId === 'w3' ? down() : usage(query),
  }
  const report = await gatherDigest({ ...context, mistral }, period)
  expect(report).toMatchObject({ missing: ['Team 3'], isLimitMissing: true })
  // One of those that were chosen may not be left out: the digest comes later instead.
  await expect(gatherDigest({ ...context, mistral }, period, ['w3', 'w4'])).rejects.toBeInstanceOf(UpstreamError)
})
