import { expect, test } from 'vitest'
import { Decimal } from '../../../../src/domain/money/decimal.ts'
import { inCurrency } from '../../../../src/domain/money/money.ts'
import { sayUse } from '../../../../src/features/limits/card/situation.ts'
import { reader } from '../../sketch.ts'

test('a limit that was entered in another currency than the figures is said as it is, and not compared', () => {
  const asOf = new Date('2026-11-18T09:00:00Z')
  const limitApart = inCurrency(Decimal.of('1000'), 'USD')
  const origin = { kind: 'usageFile', name: 'a.csv', asOf, through: '2026-11-17', limitApart } as const
  const said = sayUse({ limit: undefined, use: Decimal.of('900'), currency: 'EUR', origin }, reader())
  expect(said).toMatch(/^€900.* used; the limit of (US)?\$1,000 was entered in another currency/)
  expect(said).not.toContain('%')
})
