import type { SpendLimit } from '../../src/domain/limit/limit.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { comparisonFor, parsePeriod } from '../../src/domain/time/period.ts'
import type { UsageMonth } from '../../src/domain/usage/usage.ts'
import { reportSpend, type SpendReport } from '../../src/features/spend/report.ts'
import { readUsage } from '../../src/mistral/answers/usage.ts'
import { priceUsage } from '../../src/mistral/pricing/price-usage.ts'
import { usageMonth, usageNow } from './usage-answer.ts'

const period = parsePeriod('', usageNow)
const args = { period, comparison: comparisonFor(period), by: undefined, workspace: undefined }
const limit: SpendLimit = {
  limit: Decimal.of(125_000),
  isUnlimited: false,
  use: null,
  currency: 'EUR',
  lastPaymentFailed: false,
  isReached: false,
}

/** From the bytes of an answer to the report of `/mistral spend`: parsed, validated, priced, compared and forecast. */
export const reportFrom = (bytes: Buffer): SpendReport =>
  reportOf(priceUsage(readUsage(JSON.parse(bytes.toString()), usageMonth)))

export const reportOf = (month: UsageMonth): SpendReport =>
  reportSpend(
    {
      months: [month],
      earlier: [],
      limit,
      isLimitMissing: false,
      workspace: undefined,
      byWorkspace: undefined,
      fetchedAt: usageNow,
    },
    args,
    usageNow,
  )
