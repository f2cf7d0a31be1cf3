import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../src/domain/money/decimal.ts'
import { readReferenceRates, UnreadableRates } from '../../../src/domain/money/reference-rates.ts'
import { addDays } from '../../../src/domain/time/time.ts'
import type { Day } from '../../../src/domain/usage/usage.ts'

/** As the European Central Bank publishes it: the newest day first, a comma at the end of each line. */
const historyCsv = [
  'Date,USD,JPY,RUB,HRK,',
  '2026-11-27,1.0832,163.25,N/A,N/A,',
  '2026-11-26,1.0810,162.90,N/A,N/A,',
  '2022-03-01,1.1162,128.19,117.201,7.5650,',
  '',
].join('\n')

const historyXml = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
    <Cube time='2026-11-27'>
      <Cube currency='USD' rate='1.0832'/>
      <Cube currency='JPY' rate='163.25'/>
    </Cube>
    <Cube time="2026-11-26"><Cube currency="USD" rate="1.0810"/></Cube>
  </Cube>
</gesmes:Envelope>`

const plain = (text: string) =>
  readReferenceRates(text).map(({ day, perEuro }) => [
    day,
    Object.fromEntries(Object.entries(perEuro).map(([name, rate]) => [name, rate.toString()])),
  ])

describe('what the ECB publishes is read', () => {
  test('as the CSV of all days, the oldest first, and “N/A” is no rate', () => {
    expect(plain(historyCsv)).toEqual([
      ['2022-03-01', { USD: '1.1162', JPY: '128.19', RUB: '117.201', HRK: '7.565' }],
      ['2026-11-26', { USD: '1.081', JPY: '162.9' }],
      ['2026-11-27', { USD: '1.0832', JPY: '163.25' }],
    ])
  })

  test('as XML of one day or of many, whichever quotes it uses', () => {
    expect(plain(historyXml)).toEqual([
      ['2026-11-26', { USD: '1.081' }],
      ['2026-11-27', { USD: '1.0832', JPY: '163.25' }],
    ])
  })

  test('as a spreadsheet of another country saved it: byte order mark, semicolons, decimal commas, quotes', () => {
    expect(plain('\uFEFF"Date";"USD"\r\n"2026-11-27";"1,0832"\r\n')).toEqual([['2026-11-27', { USD: '1.0832' }]])
  })

  test.each([
    ['an empty file', ''],
    ['a page that is none of it', '<html><body>Not found</body></html>'],
    ['a table of something else', 'Date,Model,Cost\n2026-11-01,Mistral Large,10\n'],
    ['rates that are none', 'Date,USD\n2026-11-27,-1\n2026-11-26,0\n2026-11-25,1e9\n2026-02-30,1.1\n'],
  ])('%s is refused', (_, text) => {
    expect(() => readReferenceRates(text)).toThrow(UnreadableRates)
  })

  test('entities and nested documents are text like any other, so nothing in a file grows', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1000)}"><!ENTITY d "&b;&b;">]><Cube time="2026-11-27"><Cube currency="&d;" rate="1"/><Cube currency="USD" rate="1.1"/></Cube>`
    expect(plain(bomb)).toEqual([['2026-11-27', { USD: '1.1' }]])
  })
})

const day = fc.integer({ min: 0, max: 9000 }).map((count) => addDays('2000-01-03', count))
const currency = fc.constantFrom('USD', 'GBP', 'CHF', 'JPY', 'PLN')
const rate = fc
  .integer({ min: 1, max: 99_999_999 })
  .map((units) => Decimal.of(units).times(Decimal.of('0.0001')).toString())
const table = fc.uniqueArray(fc.tuple(day, fc.dictionary(currency, rate, { minKeys: 1 })), {
  selector: ([one]) => one,
  minLength: 1,
  maxLength: 30,
})

type Table = readonly (readonly [Day, Readonly<Record<string, string>>])[]
const sorted = (rows: Table) =>
  rows.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([one, of]) => [one, { ...of }])

test('any table comes back from both formats as it was', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const names = [...new Set(rows.flatMap(([, of]) => Object.keys(of)))]
      const csv = [
        ['Date', ...names].join(','),
        ...rows.map(([one, of]) => [one, ...names.map((name) => of[name] ?? 'N/A')].join(',')),
      ].join('\n')
      const xml = rows.map(([one, of]) => {
        const inside = Object.entries(of).map(([name, value]) => `<Cube currency='${name}' rate='${value}'/>`)
        return `<Cube time='${one}'>${inside.join('')}</Cube>`
      })
      expect(plain(csv)).toEqual(sorted(rows))
      expect(plain(`<Cube>${xml.join('\n')}</Cube>`)).toEqual(sorted(rows))
    }),
  )
})

test('a file that was damaged anywhere is read, or refused with a reason, and never worse', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(historyCsv, historyXml),
      fc.nat(),
      fc.nat(40),
      fc.string({ maxLength: 20 }),
      (text, at, length, other) => {
        const place = at % text.length
        const damaged = text.slice(0, place) + other + text.slice(place + length)
        try {
          for (const { day: of, perEuro } of readReferenceRates(damaged)) {
            expect(of).toMatch(/^\d{4}-\d\d-\d\d$/)
            for (const value of Object.values(perEuro)) expect(value.compare(Decimal.zero)).toBe(1)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableRates)
        }
      },
    ),
    { numRuns: 500 },
  )
})
