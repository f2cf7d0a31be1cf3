import { expect, test } from 'vitest'
import { workspacesAtOnce } from '../../../src/domain/at-most.ts'
import { UpstreamError } from '../../../src/domain/errors.ts'
import type { Month } from '../../../src/domain/usage/usage.ts'
import { gatherDigest } from '../../../src/features/digest/gather.ts'
import { renderDigest } from '../../../src/features/digest/view.ts'
import { periodOf } from '../../../src/features/digest/when.ts'
import type { UsageQuery } from '../../../src/mistral/index.ts'
import { broughtBy, invoice, typedAbove, usageFile } from '../imported.ts'
import { watchWorkspaces } from '../many-workspaces.ts'
import { reader, sketch } from '../sketch.ts'

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

const digestOf = async (
  brought: Parameters<typeof broughtBy>[0],
  { rhythm = 'weekly', ...more }: Parameters<typeof broughtBy>[1] & { readonly rhythm?: 'weekly' | 'monthly' } = {},
) => {
  const given = broughtBy(brought, more)
  const now = given.clock.now()
  const report = await gatherDigest(given, periodOf({ rhythm, zone: 'Europe/Paris' }, now))
  return sketch(renderDigest(report, reader({ isShared: true })))
}
const october = usageFile('2026-10', '2026-10-31', 20)
const november = usageFile('2026-11', '2026-11-13', 20)

test('a week that is known in part is held against as many days of the week before, and says how old its figures are', async () => {
  const said = await digestOf([october, november])
  expect(said).toContain('11–17 Nov: €60.00, the same as 4–6 Nov')
  expect(said).toContain('November: nothing since 13 Nov')
})

test('a Workspace that is known less far than the whole is held against as many days', async () => {
  const said = await digestOf([october, typedAbove(november, '2026-11-18', 90)], {
    workspaces: { 'Team A': [october, november] },
  })
  expect(said).not.toContain('▼')
  expect(said).not.toContain('nothing since')
})

test('without figures it is Mistral that reports nothing only where Mistral was asked', async () => {
  const said = await digestOf([october])
  expect(said).toContain('11–17 Nov: no figures were imported or typed')
  expect(said).not.toMatch(/Mistral reports|so far/)
})

test('a monthly digest is of the invoice of that month, and tells no present month that nobody knows', async () => {
  const at = new Date('2026-11-02T09:00:00Z')
  const said = await digestOf([invoice('2026-09', 300), invoice('2026-10', 451)], { rhythm: 'monthly', at })
  expect(said).toContain('October: €451, +50% (+€151) on September')
  expect(said).toContain('Invoice MIS-2026-10')
  expect(said).not.toContain('so far')
})
