import { expect, test } from 'vitest'
import { writeCsv } from '../../../src/features/audit/csv.ts'

test('a table is marked as UTF-8, its lines end as RFC 4180 says, and nothing is empty', () => {
  expect(writeCsv([['a', 1, null], ['é']])).toBe('\ufeffa,1,\r\né\r\n')
})

test('quotes, commas and line ends stay within their cell', () => {
  expect(writeCsv([['say "no"', 'a,b', 'a\nb', 'a\rb']])).toBe('\ufeff"say ""no""","a,b","a\nb","a\rb"\r\n')
})

test.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1'])('%j is no formula to a spreadsheet', (text) => {
  expect(writeCsv([[text]]).replace(/^\ufeff"?/, '')).toMatch(/^'/)
})

test('a negative number is a number', () => {
  expect(writeCsv([[-1]])).toBe('\ufeff-1\r\n')
})
