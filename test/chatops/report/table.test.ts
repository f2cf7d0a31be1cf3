import { expect, test } from 'vitest'
import { writeTable } from '../../../src/chatops/report/table.ts'
import { Decimal } from '../../../src/domain/money/decimal.ts'

test('each line begins with the days of its period', () => {
  const period = { from: '2026-11-01', to: '2026-11-18' } as const
  expect(writeTable({ period, columns: ['model', 'amount'], rows: [['a', Decimal.of('0.123456789012345678')]] })).toBe(
    '\ufefffrom,to,model,amount\r\n2026-11-01,2026-11-18,a,0.123456789012345678\r\n',
  )
})

test('an amount below zero is a number, and a name like a formula is not one', () => {
  expect(writeTable({ columns: ['name', 'amount'], rows: [['=1+1', Decimal.of('-8.5e-8')]] })).toBe(
    "\ufeffname,amount\r\n'=1+1,-0.000000085\r\n",
  )
})
