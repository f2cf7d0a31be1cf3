import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseSources, type ImportedFile, replaced } from '../../../src/domain/statement/choose-sources.ts'
import { listDays } from '../../../src/domain/time/time.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'

const day = (number: number): Day => `2026-11-${String(number).padStart(2, '0')}` as Day

const file = (given: Partial<ImportedFile> & Pick<ImportedFile, 'id'>): ImportedFile => ({
  kind: 'usage',
  number: null,
  from: day(1),
  to: day(30),
  currency: 'EUR',
  hasDays: true,
  isAddition: false,
  importedAt: new Date(Date.UTC(2026, 11, 1)),
  ...given,
})

const files = fc
  .array(
    fc.record({
      kind: fc.constantFrom('usage' as const, 'invoice' as const),
      days: fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })),
      currency: fc.constantFrom('EUR', 'EUR', 'USD'),
      hasDays: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((given) =>
    given.map(({ days, ...rest }, index) =>
      file({
        id: String(index),
        ...rest,
        from: day(Math.min(...days)),
        to: day(Math.max(...days)),
        importedAt: new Date(Date.UTC(2026, 11, 1, 0, index)),
      }),
    ),
  )

describe('files of one month', () => {
  test('no day is told by two of them, whatever was imported in which order', () => {
    fc.assert(
      fc.property(files, (imported) => {
        const sources = chooseSources(imported, '2026-11')
        expect(sources === undefined).toBe(imported.length === 0)
        const told = (sources?.counted ?? []).flatMap(({ file: { id, from, to }, days }) =>
          (days ? [...days] : listDays(from, to)).map((each) => ({ id, each })),
        )
        expect(new Set(told.map(({ each }) => each)).size).toBe(told.length)
        expect(new Set((sources?.counted ?? []).map(({ file: { currency } }) => currency)).size).toBeLessThan(2)
      }),
    )
  })

  test('what counts of a month is in one currency, so that it can be added up', () => {
    fc.assert(
      fc.property(files, fc.array(fc.boolean()), (imported, additions) => {
        const some = imported.map((one, index) => ({ ...one, isAddition: additions[index] ?? false }))
        const counted = chooseSources(some, '2026-11')?.counted ?? []
        expect(new Set(counted.map((one) => one.file.currency)).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('the newest tells its days, and what is undone gives them back', () => {
    const first = file({ id: 'first', to: day(12), importedAt: new Date(1) })
    const second = file({ id: 'second', from: day(11), to: day(14), importedAt: new Date(2) })
    const counted = chooseSources([first, second], '2026-11')?.counted
    expect(counted?.map(({ file: { id }, days }) => [id, days?.size])).toEqual([
      ['second', 4],
      ['first', 10],
    ])
    expect(chooseSources([first], '2026-11')?.counted[0]?.days?.size).toBe(12)
  })

  test('a file without days counts alone, since it cannot be divided', () => {
    const daily = file({ id: 'daily', importedAt: new Date(1) })
    const whole = file({ id: 'whole', hasDays: false, importedAt: new Date(2) })
    expect(chooseSources([daily, whole], '2026-11')?.counted.map(({ file: { id } }) => id)).toEqual(['whole'])
  })

  test('an invoice is better than files that leave days out, and worse than all days', () => {
    const invoice = file({ id: 'invoice', kind: 'invoice', hasDays: false })
    const idOf = (imported: ImportedFile[]) => chooseSources(imported, '2026-11')?.counted[0]?.file.id
    expect(idOf([file({ id: 'part', to: day(20) }), invoice])).toBe('invoice')
    expect(idOf([file({ id: 'all' }), invoice])).toBe('all')
  })

  test('a second invoice takes the place of the first, unless it was said to be another one', () => {
    const first = file({ id: 'first', kind: 'invoice', importedAt: new Date(1) })
    const second = file({ id: 'second', kind: 'invoice', importedAt: new Date(2) })
    const ids = (imported: ImportedFile[]) => chooseSources(imported, '2026-11')?.counted.map(({ file: { id } }) => id)
    expect(ids([first, second])).toEqual(['second'])
    expect(ids([first, { ...second, isAddition: true }])).toEqual(['second', 'first'])
  })

  test('an invoice that was brought again counts once, ticked or not, and whichever was brought last', () => {
    const bill = (id: string, number: string, minute: number, isAddition: boolean) =>
      file({ id, kind: 'invoice', number, isAddition, importedAt: new Date(minute) })
    const ids = (imported: ImportedFile[]) => chooseSources(imported, '2026-11')?.counted.map(({ file: { id } }) => id)
    const [a, b] = [bill('A', 'MIS-1', 1, false), bill('B', 'MIS-2', 2, true)]
    expect(ids([a, b, bill('B again', 'MIS-2', 3, true)])).toEqual(['B again', 'A'])
    expect(ids([a, b, bill('A again', 'MIS-1', 3, true)])).toEqual(['A again', 'B'])
    expect(ids([a, b, bill('B alone', 'MIS-2', 3, false)])).toEqual(['B alone'])
    // Without numbers nobody can say that they are the same.
    const nameless = { ...b, number: null }
    expect(ids([a, nameless, { ...nameless, id: 'C' }])).toHaveLength(3)
  })
})

describe('what a new file takes the place of', () => {
  const note = (id: string, number: string | null) => file({ id, kind: 'creditNote', number })
  const known = [note('one', 'CN-1'), note('nameless', null), file({ id: 'invoice', kind: 'invoice', number: 'CN-1' })]
  const places = (number: string | null) => replaced(known, note('new', number)).map(({ id }) => id)

  test('is the same credit note, and no other', () => {
    expect([places('CN-1'), places('CN-2'), places(null)]).toEqual([['one'], [], []])
  })

  test('is any invoice of its days', () => {
    expect(replaced(known, file({ id: 'new', kind: 'invoice', number: 'MIS-9' })).map(({ id }) => id)).toEqual([
      'invoice',
    ])
  })
})
