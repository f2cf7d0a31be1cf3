import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/documents/csv.ts'
import { UnreadableDocument } from '../../src/documents/unreadable.ts'
import { Decimal } from '../../src/domain/money/decimal.ts'
import { readStatement } from '../../src/domain/statement/read-statement.ts'
import { checkTotals } from '../../src/domain/statement/totals.ts'
import { dialects, type Usage, usages, writeUsage } from './dialects.ts'

const limits = { rows: 1000 }
const read = (bytes: Uint8Array, rows = 1000) => {
  const { sheet, hint } = readCsv(bytes, { rows })
  return readStatement(sheet, { hint })
}
const readText = (text: string) => read(Buffer.from(text))

const told = ({ day, model, group, units, amount, workspace }: Usage) => ({
  day,
  model,
  group,
  units,
  amount: amount.toString(),
  workspace: workspace.trim(),
})

function usageIn(statement: ReturnType<typeof read>) {
  return statement.lines.map(({ reading }) => {
    if (reading.kind !== 'usage') return reading
    const [line] = reading.usage
    const { day, model, group, units, amount, workspace } = line!
    return { day, model, group, units, amount: amount.toString(), workspace }
  })
}

describe('any table in any dialect', () => {
  test('comes back as the same rows, with its currency, its days and its total', () => {
    fc.assert(
      fc.property(usages, dialects, (rows, dialect) => {
        const statement = read(writeUsage(rows, dialect))
        expect(usageIn(statement)).toEqual(rows.map(told))
        expect(statement.currency).toBe('EUR')
        const days = rows.map(({ day }) => day).toSorted()
        expect(statement.period).toEqual({ from: days[0], to: days.at(-1) })
        if (dialect.total) expect(checkTotals(statement)).toMatchObject([{ what: 'net', isEqual: true }])
        else expect(checkTotals(statement)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('is recognised by its shapes where no heading helps', () => {
    const statement = readText('2026-11-03,Mistral Large,12.50\n2026-11-04,Codestral,7.25\n')
    expect(statement.columns.map(({ role }) => role)).toEqual(['day', 'item', 'amount'])
    expect(usageIn(statement)).toMatchObject([{ amount: '12.5' }, { amount: '7.25' }])
  })

  test('quantity, price and amount are told apart by their product where no heading helps', () => {
    const rows = ['x;Codestral;7,50;3;2,50', 'y;Mistral Large;9,00;4;2,25', 'z;Mistral Small;1,20;2;0,60']
    const statement = readText(rows.join('\n'))
    expect(statement.columns.map(({ role }) => role).slice(2)).toEqual(['amount', 'quantity', 'price'])
  })
})

describe('what a file has of its own', () => {
  test('tokens of input and output in columns of their own are two lines', () => {
    const statement = readText(
      'Model,Input tokens,Output tokens,Input cost,Output cost\nMistral Large,1000,200,0.50,0.30\nCodestral,10,20,0.01,0.02\n',
    )
    expect(statement.lines[0]!.reading).toMatchObject({
      kind: 'usage',
      usage: [
        { group: 'input', units: 1000, model: 'mistral-large-latest' },
        { group: 'output', units: 200 },
      ],
    })
  })

  test('prices for a million tokens, and counts in millions, become prices of one token', () => {
    const statement = readText('Model;Tokens (M);Prix unitaire;Montant\nMistral Large;12,5;1,80;22,50\n')
    const { reading } = statement.lines[0]!
    if (reading.kind !== 'usage') throw new Error('no usage')
    const [line] = reading.usage
    expect([line!.units, line!.price?.toString(), line!.amount.toString()]).toEqual([12_500_000, '0.0000018', '22.5'])
  })

  test('seats, discounts and credits are charges, not usage', () => {
    const statement = readText(
      'Description;Montant HT (EUR)\nMistral Large;10,00\nAbonnement Le Chat Team;75,00\nRemise engagement;-5,00\nCrédits prépayés;-20,00\nTVA 20 %;12,00\n',
    )
    expect(statement.lines.map(({ reading }) => reading.kind)).toEqual(['usage', 'seats', 'discount', 'credit', 'vat'])
  })

  test('a line that nobody can know stays unknown, with its amount, until a person says what it is', () => {
    const csv = Buffer.from('Item,Amount\nMistral Large,10.00\nZephyr beta,5.00\nTotal,15.00\n')
    const { sheet } = readCsv(csv, limits)
    const before = readStatement(sheet)
    expect(before.lines[1]!.reading).toMatchObject({ kind: 'unknown', why: 'item', amount: Decimal.of('5.00') })
    expect(checkTotals(before)).toMatchObject([{ isEqual: false }])
    const after = readStatement(sheet, { mappings: { columns: {}, items: { 'zephyr beta': 'zephyr' } } })
    expect(after.lines[1]!.reading).toMatchObject({ kind: 'usage', usage: [{ model: 'zephyr' }] })
    expect(checkTotals(after)).toMatchObject([{ isEqual: true }])
  })

  test('a column that a person explained is read their way', () => {
    const csv = Buffer.from('Thing,Foo,Bar\nMistral Large,1.00,10.00\nCodestral,2.00,20.00\n')
    const { sheet } = readCsv(csv, limits)
    const statement = readStatement(sheet, { mappings: { columns: { foo: 'amount', bar: 'ignored' }, items: {} } })
    expect(usageIn(statement)).toMatchObject([{ amount: '1' }, { amount: '2' }])
  })

  test('a number that can be read in two ways is said to be assumed', () => {
    expect(readText('Model,Amount\nMistral Large,"12,345"\n').assumed).toEqual(['decimalSign'])
    expect(readText('Model,Amount\nMistral Large,"12,345"\nCodestral,1.50\n').assumed).toEqual([])
    expect(readText('Date,Model,Amount\n05/06/2026,Codestral,1.50\n').assumed).toEqual(['dayOrder'])
  })

  test('two currencies are said, and none is taken for the file’s', () => {
    const statement = readText('Model,Amount,Currency\nMistral Large,10.00,EUR\nCodestral,5.00,USD\n')
    expect(statement).toMatchObject({ currency: null, hasMixedCurrencies: true })
  })
})

describe('a file that cannot be read', () => {
  const reasonOf = (bytes: Uint8Array, rows?: number) => {
    try {
      read(bytes, rows)
      return undefined
    } catch (error) {
      return error instanceof UnreadableDocument ? error.reason : error
    }
  }

  test.each([
    ['nothing but blanks', Buffer.from(' \n\n'), 'empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), 'notSupported'],
    ['a quote that never ends', Buffer.from('Model,Amount\n"Mistral Large,10.00\nCodestral,5.00\n'), 'truncated'],
  ])('%s', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason)
  })

  test('more rows than anybody could look at', () => {
    expect(reasonOf(Buffer.from('Mistral Large,1.00\n'.repeat(12)), 10)).toBe('tooManyRows')
  })

  test('whatever the bytes are, there is a statement or a reason, and soon', () => {
    const seeds = Buffer.from('Date;Modèle;Montant\n01/11/2026;"Mistral Large";1 234,50 €\n')
    const mutated = fc
      .tuple(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 0, max: seeds.length }))
      .map(([noise, at]) => Buffer.concat([seeds.subarray(0, at), noise, seeds.subarray(at)]))
    fc.assert(
      fc.property(
        fc.oneof(
          mutated,
          fc.uint8Array({ maxLength: 2000 }),
          fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const reason = reasonOf(bytes)
          expect(reason === undefined || typeof reason === 'string').toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })
})
