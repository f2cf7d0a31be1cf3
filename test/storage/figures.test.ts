import { expect, test } from 'vitest'
import { Decimal } from '../../src/domain/money/decimal.ts'
import type { Database } from '../../src/storage/database.ts'
import { findImports, saveImport, undoImport } from '../../src/storage/figures/imports.ts'
import { findMappings, saveMappings } from '../../src/storage/figures/mappings.ts'
import { readInvoicedMonth } from '../../src/storage/figures/read-invoiced.ts'
import { findNamedWorkspaces, readKnownMonth } from '../../src/storage/figures/read-month.ts'
import { type FigureTables, figureMigrations } from '../../src/storage/figures/schema.ts'
import { findTypedLimit, saveTypedFigure, saveTypedLimit } from '../../src/storage/figures/typed.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { fileOf, lineOf } from './figures.ts'

const now = new Date('2026-11-18T09:00:00Z')

const lines = [lineOf(1, '2026-11-01', '1.000000001'), lineOf(2, '2026-11-02', '2', { workspace: 'Support' })]

const save = (db: Database, file: ReturnType<typeof fileOf>, of = lines, organization = 'main', at = 1) =>
  db.transaction<FigureTables, boolean>((tx) => saveImport(tx, organization, file, of, new Date(at)))

const type = (db: Database, day: number, hour: number, used: string) =>
  db.transaction<FigureTables, void>((tx) =>
    saveTypedFigure(tx, 'main', {
      id: `${day} ${hour}`,
      typedBy: 'somebody',
      month: '2026-11',
      asOf: new Date(Date.UTC(2026, 10, day, hour)),
      used: Decimal.of(used),
      currency: 'EUR',
    }),
  )

const totalOf = async (db: Database, more: { workspace?: string } = {}, organization = 'main') => {
  const { usage, origin } = await readKnownMonth(db.query<FigureTables>(), organization, {
    month: '2026-11',
    now,
    ...more,
  })
  return {
    total: Decimal.sum(usage.lines.map(({ amount }) => amount)).toString(),
    kind: origin.kind,
    lines: usage.lines,
  }
}

describeOnEachDatabase('figures', (open) => {
  test('a file is let in once, counts to the last digit, and again once it was undone', async () => {
    const db = await open(figureMigrations)
    expect(await save(db, fileOf('a'))).toBe(true)
    expect(await save(db, fileOf('b', { sha256: 'a' }))).toBe(false)
    expect(await totalOf(db)).toMatchObject({ total: '3.000000001', kind: 'usageFile' })
    expect((await totalOf(db)).lines[0]).toMatchObject({ units: 1.5, price: Decimal.of('0.0000018') })
    const undo = () => db.transaction<FigureTables, boolean>((tx) => undoImport(tx, 'main', 'a', now))
    expect([await undo(), await undo()]).toEqual([true, false])
    expect(await totalOf(db)).toMatchObject({ total: '0', kind: 'nothing' })
    expect(await save(db, fileOf('c', { sha256: 'a' }))).toBe(true)
    expect((await findImports(db.query<FigureTables>(), 'main')).map(({ id }) => id)).toEqual(['c'])
  })

  test('two that send the same file at the same time import it once', async () => {
    const db = await open(figureMigrations)
    const saved = await Promise.all([save(db, fileOf('a')), save(db, fileOf('b', { sha256: 'a' }))])
    expect(saved.filter(Boolean)).toHaveLength(1)
    expect((await totalOf(db)).total).toBe('3.000000001')
  })

  test('an Organization sees its own files alone, and a Workspace its own lines', async () => {
    const db = await open(figureMigrations)
    await save(db, fileOf('a'))
    await save(db, fileOf('a'), lines, 'other')
    expect((await totalOf(db)).total).toBe('3.000000001')
    expect(await totalOf(db, { workspace: 'Support' })).toMatchObject({ total: '2' })
    expect(await findNamedWorkspaces(db.query<FigureTables>(), 'main')).toEqual(['Support'])
    expect(await totalOf(db, {}, 'third')).toMatchObject({ total: '0', kind: 'nothing' })
  })

  test('thousands of lines go in and come out', async () => {
    const db = await open(figureMigrations)
    const many = Array.from({ length: 3000 }, (_, index) => lineOf(index + 1, '2026-11-01', '0.01'))
    await save(db, fileOf('a', { lineCount: 3000 }), many)
    expect((await totalOf(db)).total).toBe('30')
  })

  test('what was typed after the file comes on top of it, and what was typed before it does not', async () => {
    const db = await open(figureMigrations)
    await save(db, fileOf('a'), lines, 'main', Date.UTC(2026, 10, 5))
    await type(db, 2, 9, '100')
    expect(await totalOf(db)).toMatchObject({ total: '3.000000001', kind: 'usageFile' })
    await type(db, 6, 9, '9.5')
    expect(await totalOf(db)).toMatchObject({ total: '9.5', kind: 'typed' })
  })

  test('what was typed later on the day that a file ends counts, and what was typed before the file does not', async () => {
    const db = await open(figureMigrations)
    await save(db, fileOf('a'), lines, 'main', Date.UTC(2026, 10, 2, 9))
    await type(db, 2, 8, '2')
    expect(await totalOf(db)).toMatchObject({ total: '3.000000001', kind: 'usageFile' })
    await type(db, 2, 18, '900')
    const { total, kind, lines: known } = await totalOf(db)
    expect({ total, kind }).toEqual({ total: '900', kind: 'typed' })
    expect(known.at(-1)).toMatchObject({ day: '2026-11-02', amount: Decimal.of('896.999999999') })
  })

  test('of an invoiced month nothing that was typed counts', async () => {
    const db = await open(figureMigrations)
    const invoice = fileOf('a', { kind: 'invoice', hasDays: false, to: '2026-11-30' })
    await save(db, invoice, lines, 'main', Date.UTC(2026, 10, 20))
    await type(db, 25, 9, '900')
    expect(await totalOf(db)).toMatchObject({ total: '3.000000001', kind: 'invoice' })
  })

  test('VAT counts once, whether a line has it or the totals alone', async () => {
    const db = await open(figureMigrations)
    const vatOfMonth = async () => {
      const { lines: billed } = await readInvoicedMonth(db.query<FigureTables>(), 'main', '2026-11')
      return billed.flatMap(({ kind, amount }) => (kind === 'vat' ? [amount.toString()] : []))
    }
    const invoice = (id: string) => fileOf(id, { kind: 'invoice', hasDays: false, vat: Decimal.of('76') })
    await save(db, invoice('total'))
    expect(await vatOfMonth()).toEqual(['76'])
    await save(db, invoice('line'), [...lines, lineOf(3, null, '76', { kind: 'vat' })], 'main', 2)
    expect(await vatOfMonth()).toEqual(['76'])
  })

  test('a credit note that was brought again counts once, and two of them both', async () => {
    const db = await open(figureMigrations)
    const note = (id: string, number: string, amount: string, at: number) =>
      save(
        db,
        fileOf(id, { kind: 'creditNote', hasDays: false, number }),
        [lineOf(1, null, amount, { kind: 'creditNote' })],
        'main',
        at,
      )
    await save(db, fileOf('invoice', { kind: 'invoice', hasDays: false, number: 'MIS-1' }))
    await note('first', 'CN-1', '-5', 2)
    await note('again', 'CN-1', '-5', 3)
    await note('other', 'CN-2', '-1', 4)
    const { names, lines: billed } = await readInvoicedMonth(db.query<FigureTables>(), 'main', '2026-11')
    expect(names).toEqual(['MIS-1', 'CN-2', 'CN-1'])
    expect(billed.flatMap(({ kind, amount }) => (kind === 'creditNote' ? [amount.toString()] : [])).toSorted()).toEqual(
      ['-1', '-5'],
    )
  })

  test('a limit stays until another one is said, and an answer about words is remembered', async () => {
    const db = await open(figureMigrations)
    const query = db.query<FigureTables>()
    expect(await findTypedLimit(query, 'main')).toBeUndefined()
    await db.transaction<FigureTables, void>(async (tx) => {
      await saveTypedLimit(tx, 'main', { limit: Decimal.of('1000'), currency: 'EUR', at: new Date(1) })
      await saveTypedLimit(tx, 'main', { limit: 'unlimited', currency: 'EUR', at: new Date(2) })
      await saveMappings(tx, 'main', { columns: { foo: 'amount' }, items: { zephyr: 'other' } })
      await saveMappings(tx, 'main', { columns: {}, items: { zephyr: 'seats' } })
    })
    expect((await findTypedLimit(query, 'main'))?.limit).toBe('unlimited')
    expect(await findMappings(query, 'main')).toEqual({ columns: { foo: 'amount' }, items: { zephyr: 'seats' } })
    expect(await findMappings(query, 'other')).toEqual({ columns: {}, items: {} })
  })
})
