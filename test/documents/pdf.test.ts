import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../src/documents/csv.ts'
import { readPdf } from '../../src/documents/pdf.ts'
import { readDocument } from '../../src/documents/read-document.ts'
import { UnreadableDocument } from '../../src/documents/unreadable.ts'
import { alignLines } from '../../src/domain/statement/align.ts'
import { readStatement } from '../../src/domain/statement/read-statement.ts'
import type { Statement } from '../../src/domain/statement/statement.ts'
import { checkTotals } from '../../src/domain/statement/totals.ts'
import { damage, keptSeeds, printBomb, wholeFiles } from './hostile.ts'
import { english, frenchGrouped, type Invoice, plainLines, printInvoice, printScan } from './invoices.ts'

const limits = { pages: 10, rows: 2000 }
const read = async (bytes: Uint8Array, most = limits) =>
  readStatement(alignLines(await readPdf(Uint8Array.from(bytes), most)))
const print = async (invoice: Invoice) => read(await printInvoice(invoice))

const linesOf = ({ lines }: Statement) =>
  lines.map(({ reading }) =>
    reading.kind === 'usage'
      ? reading.usage.map(({ model, group, units, amount }) => `${model} ${group} ${units} ${amount}`).join(' + ')
      : reading.kind === 'unknown'
        ? `unknown ${reading.why}`
        : `${reading.kind} ${reading.amount}`,
  )
const factsOf = ({ kind, number, issuedOn, period, currency, totals }: Statement) => ({
  kind,
  number,
  issuedOn,
  period,
  currency,
  totals: [totals.net, totals.vat, totals.gross].map((total) => total?.toString()),
})

describe('an invoice', () => {
  test('in English, as a table', async () => {
    const statement = await print(english)
    expect(factsOf(statement)).toEqual({
      kind: 'invoice',
      number: 'MIS-2026-0042',
      issuedOn: '2026-11-03',
      period: { from: '2026-10-01', to: '2026-10-31' },
      currency: 'EUR',
      totals: ['506.05', '101.21', '607.26'],
    })
    expect(linesOf(statement)).toEqual([
      'mistral-large-latest input 120500000 216.9',
      'mistral-large-latest output 30250000 163.35',
      'codestral-latest input 300000000 60',
      'mistral-ocr-latest pages 12000 10.8',
      'seats 75',
      'discount -20',
      'vat 101.21',
    ])
    expect(checkTotals(statement).map(({ isEqual }) => isEqual)).toEqual([true, true])
  })

  test('in French, with input and output below each model', async () => {
    const statement = await print(frenchGrouped)
    expect(factsOf(statement)).toEqual({
      kind: 'invoice',
      number: 'FR-2026-118',
      issuedOn: '2026-11-03',
      period: { from: '2026-10-01', to: '2026-10-31' },
      currency: 'EUR',
      totals: ['420.25', '84.05', '504.3'],
    })
    expect(linesOf(statement)).toEqual([
      'mistral-large-latest input 120500000 216.9',
      'mistral-large-latest output 30250000 163.35',
      'codestral-latest input 300000000 60',
      'discount -20',
      'vat 84.05',
    ])
    expect(checkTotals(statement).map(({ isEqual }) => isEqual)).toEqual([true, true])
  })

  test('of lines without headings', async () => {
    const statement = await print(plainLines)
    expect(factsOf(statement)).toMatchObject({
      kind: 'invoice',
      number: '2026-7',
      issuedOn: '2026-11-03',
      period: { from: '2026-10-01', to: '2026-10-31' },
      currency: 'USD',
    })
    expect(linesOf(statement)).toEqual(['mistral-small-latest input 0 12.4', 'pixtral-large-latest output 0 1030'])
    expect(checkTotals(statement)).toMatchObject([{ what: 'net', isEqual: true }])
  })

  test('that goes on over pages, with its headings on each of them', async () => {
    const lines = Array.from({ length: 90 }, (_, index) => ({
      item: `Mistral Small - input tokens, day ${index}`,
      quantity: '1000',
      price: '€0.01',
      amount: '€10.00',
    }))
    const statement = await print({ ...english, groups: [{ lines }], totals: [['Total', '€900.00']] })
    expect(statement.lines).toHaveLength(90)
    expect(checkTotals(statement)).toMatchObject([{ isEqual: true }])
  })

  test('that is a credit note gives money back, however it is written', async () => {
    const lines = [{ item: 'Mistral Large - input tokens', quantity: '10', price: '€5.00', amount: '€50.00' }]
    const head = ['Credit note CN-2026-3', 'Date of issue: November 5, 2026', 'Period: October 2026']
    const statement = await print({ ...english, head, groups: [{ lines }], totals: [['Total', '€50.00']] })
    expect(statement.kind).toBe('creditNote')
    expect(linesOf(statement)).toEqual(['creditNote -50'])
    expect(checkTotals(statement)).toMatchObject([{ isEqual: true }])
  })
})

describe('a file that cannot be read', () => {
  const reasonOf = async (bytes: Uint8Array, most = limits) => {
    try {
      await read(bytes, most)
      return undefined
    } catch (error) {
      return error instanceof UnreadableDocument ? error.reason : error
    }
  }

  test('asks for a password', async () => {
    expect(await reasonOf(await printInvoice({ ...english, password: 'secret' }))).toBe('encrypted')
  })

  test('is a picture of an invoice', async () => {
    expect(await reasonOf(await printScan())).toBe('scanned')
  })

  test('was cut off', async () => {
    const whole = await printInvoice(english)
    expect(await reasonOf(whole.subarray(0, Math.floor(whole.length * 0.7)))).toBe('truncated')
  })

  test('is damaged', async () => {
    expect(await reasonOf(Buffer.from('%PDF-1.7\nnonsense\n%%EOF'))).toBe('damaged')
  })

  test('has more pages than a bill', async () => {
    const bytes = await printInvoice({ ...english, linesAPage: 3 })
    expect(await reasonOf(bytes, { pages: 1, rows: 2000 })).toBe('tooManyPages')
  })

  test('whatever is changed in it, there is a statement or a reason', async () => {
    const whole = Buffer.from(await printInvoice(english))
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(changes, async (places) => {
        const bytes = Buffer.from(whole)
        for (const [at, byte] of places) bytes[at] = byte
        const reason = await reasonOf(bytes)
        expect(reason === undefined || typeof reason === 'string').toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

test('files that were damaged as the kept seeds damage them are read, or refused with a reason', async () => {
  const whole = await wholeFiles()
  for (const seed of keptSeeds) {
    const bytes = Uint8Array.from(damage(whole, seed))
    const isPdf = Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
    const reading = isPdf
      ? read(bytes)
      : Promise.resolve(bytes).then((given) => {
          const { sheet, hint } = readCsv(given, limits)
          return readStatement(sheet, { hint })
        })
    const outcome = await reading.then(checkTotals, (error: unknown) => error)
    expect(Array.isArray(outcome) || outcome instanceof UnreadableDocument, `seed ${seed}: ${outcome}`).toBe(true)
  }
})

describe('in a thread of its own', () => {
  test('a PDF and a CSV come back with every digit', async () => {
    const invoice = await readDocument(await printInvoice(english))
    expect(checkTotals(invoice).map(({ isEqual }) => isEqual)).toEqual([true, true])
    const csv = await readDocument(Buffer.from('Model,Amount\nMistral Large,0.00000012345\n'))
    expect(linesOf(csv)).toEqual(['mistral-large-latest tokens 0 0.00000012345'])
  })

  test('a small file that unpacks to very much is stopped before the memory is gone', async () => {
    const bytes = printBomb(150)
    expect(bytes.length).toBeLessThan(300_000)
    // Of as much memory as it wants, it would be a page without text.
    await expect(readDocument(bytes, undefined, { memoryMb: 32 })).rejects.toMatchObject({ reason: 'tooDemanding' })
  })

  test('nothing, too much of it, and what takes too long are told apart', async () => {
    const reasonOf = async (bytes: Uint8Array, given = {}) =>
      readDocument(bytes, undefined, given).then(
        () => undefined,
        (error: unknown) => (error instanceof UnreadableDocument ? error.reason : error),
      )
    expect(await reasonOf(new Uint8Array())).toBe('empty')
    expect(await reasonOf(new Uint8Array(11), { bytes: 10 })).toBe('tooLarge')
    expect(await reasonOf(await printInvoice(english), { timeMs: 1 })).toBe('tooDemanding')
    expect(await reasonOf(Buffer.from(`Model,Amount\n${'Mistral Large,1.00\n'.repeat(15_000)}`), { memoryMb: 4 })).toBe(
      'tooDemanding',
    )
  })
})
