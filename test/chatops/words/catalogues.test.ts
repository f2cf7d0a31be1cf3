import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { spendReportWords } from '../../../src/chatops/report/spend-words.ts'
import { defineWords, type Words } from '../../../src/chatops/words/catalogue.ts'
import { coreWords } from '../../../src/chatops/words/index.ts'
import { languages } from '../../../src/domain/language.ts'
import { features } from '../../../src/features/index.ts'
import { findBadTypography, findEnglish } from '../../support/french.ts'
import { readTexts } from '../../support/literals.ts'

const catalogues: readonly [string, Words<object>][] = [
  ['core', coreWords],
  ['reports on money', spendReportWords],
  ...features.flatMap(({ name, words = [] }) => words.map((one): [string, Words<object>] => [name, one])),
]
const files = (language: string) =>
  globSync(`src/**/*.${language}.ts`)
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()

/** "errors.try()": every key, and whether it is a text or makes one. */
function listKeys(value: unknown, path = ''): string[] {
  if (typeof value === 'function') return [`${path}()`]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => listKeys(inner, path === '' ? key : `${path}.${key}`))
}

test('every feature that says something brings its catalogue', () => {
  const folders = globSync('src/features/*/words.ts').map((path) => basename(dirname(path)))
  expect(catalogues.map(([name]) => name).filter((name) => name !== 'core')).toEqual(
    expect.arrayContaining(folders.toSorted()),
  )
})

describe.each(catalogues)('the words of %s', (_name, { byLanguage }) => {
  const others = languages.filter((language) => language !== 'en')
  test.each(others)('have the same keys in %s as in English', (language) =>
    expect(new Set(listKeys(byLanguage[language]))).toEqual(new Set(listKeys(byLanguage.en))),
  )
})

test('a key that is missing in one language does not compile', () => {
  const en = { hello: 'Hello', count: (count: number) => `${count} left` }
  // @ts-expect-error: French does not say how many are left.
  defineWords({ en, fr: { hello: 'Bonjour' } })
  // @ts-expect-error: nobody says French at all.
  defineWords({ en })
})

test('beside each English file lies one for each other language', () => {
  for (const language of languages)
    expect(files(language).map((path) => path.replace(`.${language}.ts`, ''))).toEqual(
      files('en').map((path) => path.replace('.en.ts', '')),
    )
})

describe.each(files('fr'))('%s', (path) => {
  const texts = readTexts(readFileSync(path, 'utf8')).filter((text) => /[\p{L}]/u.test(text) && !text.startsWith('.'))
  test('is set as French is', () => expect(texts.flatMap(findBadTypography)).toEqual([]))
  test('has no word left in English', () => expect(texts.flatMap(findEnglish)).toEqual([]))
})

describe('what the checks above find', () => {
  test.each(['Dépense : 5', 'Vraiment ?', 'Vraiment?', 'Fin; suite', '« oui »', "l'API", '60 %', '“oui”'])(
    '%j',
    (text) => expect(findBadTypography(text)).not.toEqual([]),
  )
  test.each(['Le limit est haut', 'Loading…'])('%j', (text) => expect(findEnglish(text)).not.toEqual([]))
  test('texts of a file, without its code, its comments and its keys', () => {
    const source = `/* a 'b' */ export const x = { 'c.d': 'e', f: (g: string) => \`h \${g ? 'i' : "j"} k\`, l: m.replace(/['"]/g, '') } // 'n'`
    expect(readTexts(source)).toEqual(['e', 'i', 'j', 'h … k', ''])
  })
})
