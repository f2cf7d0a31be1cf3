import { expect, test } from 'vitest'
import { writeCsv } from '../../../src/chatops/report/csv.ts'

test('a table is marked as UTF-8, its lines end as RFC 4180 says, and nothing is empty', () => {
  expect(writeCsv([['a', 1, null], ['é']])).toBe('\ufeffa,1,\r\né\r\n')
})

test('quotes, commas and line ends stay within their cell', () => {
  expect(writeCsv([['say "no"', 'a,b', 'a\nb', 'a\rb']])).toBe('\ufeff"say ""no""","a,b","a\nb","a\rb"\r\n')
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@sum',
  '\t=1',
  '\r=1',
  ' =1',
  '\ufeff=1',
  '＝1',
  '＋1',
  '－1',
  '＠sum',
  '\u202e=1',
  '"=1',
])('%j is no formula to a spreadsheet', (text) => {
  expect(writeCsv([[text]]).replace(/^\ufeff"?/, '')).toMatch(/^'/)
})

test('a negative number is a number', () => {
  expect(writeCsv([[-1]])).toBe('\ufeff-1\r\n')
})

test.each([
  ['a;=1+1', `"a;'=1+1"`],
  ['a\t@sum', `"a\t'@sum"`],
  ['a\n =1', `"a\n' =1"`],
])('%j is none either where a program splits it', (text, cell) => {
  expect(writeCsv([[text]])).toBe(`\ufeff${cell}\r\n`)
})

test('characters that turn the line around are left out', () => {
  expect(writeCsv([['ab\u202ecd\u2066e']])).toBe('\ufeffabcde\r\n')
})
