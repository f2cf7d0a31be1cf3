import { expect, test } from 'vitest'
import type { ReadContext } from '../../../src/chatops/context.ts'
import type { SpendLimit, Workspace } from '../../../src/domain/limit/limit.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import type { UsageMonth } from '../../../src/domain/usage/usage.ts'
import { wouldCutOff } from '../../../src/features/limits/ending/cut-off.ts'
import { forecastUnder, gatherFacts } from '../../../src/features/limits/facts.ts'
import { limitOf, november, now, october, september } from '../spend/sources.ts'

const workspace: Workspace = {
  id: 'w-1',
  name: 'Support-bot',
  isDefault: false,
  memberCount: 3,
  cap: Decimal.of(9_000),
  capCurrency: 'CHF',
}

function factsOf({
  limit = limitOf(45_000, 19_800),
  present = november,
}: Partial<Record<'limit', SpendLimit>> & { present?: UsageMonth }) {
  const months = [september, october, present]
  const fetched = <Value>(value: Value) => Promise.resolve({ value, fetchedAt: now })
  const mistral = {
    spendLimit: () => fetched(limit),
    usage: ({ month }: { month: string }) => fetched(months.find((one) => one.month === month)),
    workspaces: () => fetched([workspace]),
  } as unknown as ReadContext['mistral']
  return gatherFacts({ mistral, clock: { now: () => now } as ReadContext['clock'] }, { withDriver: true })
}

test('the limit and its counter keep their currency, what was spent has its own, and so has a cap', async () => {
  const facts = await factsOf({ limit: limitOf(20_000, 19_000, { currency: 'USD' }) })
  expect(facts).toMatchObject({ currency: 'USD', spent: { currency: 'EUR' }, caps: [{ cap: { currency: 'CHF' } }] })
})

test('a limit in another currency is not held against the forecast, and nothing is set by itself on it', async () => {
  const facts = await factsOf({ limit: limitOf(20_000, 19_000, { currency: 'USD' }) })
  expect(facts.forecast).toMatchObject({ reachesLimitAt: undefined, mayReachLimit: false })
  expect(forecastUnder(facts, Decimal.of(100))).toMatchObject({ reachesLimitAt: undefined })
  expect(wouldCutOff(Decimal.of(1_000_000), facts)).toBe(true)
})

test('a limit of unknown currency does not get that of the usage', async () => {
  expect(await factsOf({ limit: limitOf(45_000, 19_800, { currency: null }) })).toMatchObject({ currency: null })
})

test('whoever drives the spend is not named from a sum with gaps, unless Mistral’s counter confirms it', async () => {
  const present = { ...november, unreadable: { completion: 1 } }
  expect((await factsOf({})).driver).toMatchObject({ share: 1 })
  expect((await factsOf({ present, limit: limitOf(45_000, 30_000) })).driver).toBeUndefined()
  expect((await factsOf({ present })).driver).toMatchObject({ share: 1 })
})
