import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { buildBridge } from '../../../src/domain/statement/bridge.ts'
import { charges } from '../../../src/domain/statement/statement.ts'

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => Decimal.of(`${cents}e-2`))
const model = fc.constantFrom('mistral-large-latest', 'codestral-latest', 'mistral-ocr-latest')
const line = fc.record({ kind: fc.constantFrom('usage' as const, ...charges), model: fc.option(model), amount })

test('the steps add up to net, and with VAT to what has to be paid, whatever stands on the invoice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ model, amount })),
      fc.array(line),
      fc.option(amount, { nil: undefined }),
      (usage, invoiced, stated) => {
        const { steps, net, gross } = buildBridge({ usage, invoiced, stated })
        const sum = (wanted: typeof steps) => Decimal.sum(wanted.map((step) => step.amount))
        expect(sum(steps.filter(({ step }) => step !== 'vat')).equals(net)).toBe(true)
        expect(sum(steps).equals(gross)).toBe(true)
      },
    ),
  )
})

test('what differs by less than one per cent is no finding, and a model that differs by more is named', () => {
  const of = (name: string, value: string) => ({ model: name, amount: Decimal.of(value) })
  const bridge = buildBridge({
    usage: [of('a', '100'), of('b', '500')],
    invoiced: [
      { kind: 'usage', ...of('a', '100.40') },
      { kind: 'usage', ...of('b', '450') },
      { kind: 'discount', model: null, amount: Decimal.of('-10') },
    ],
    stated: Decimal.of('540.40'),
  })
  expect(bridge.models.map(({ model: name, difference }) => `${name} ${difference}`)).toEqual(['b -50'])
  expect(bridge.isExplained).toBe(false)
  expect(bridge.steps.find(({ step }) => step === 'unexplained')?.amount.toString()).toBe('-49.6')
})
