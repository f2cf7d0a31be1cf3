import { analyse } from 'scslre'
import { describe, expect, test } from 'vitest'
import { findSlowText } from './support/attack.ts'
import { findPatterns, type Pattern, watchMaking } from './support/patterns.ts'

/** Kept, so that a run finds what the one before found. */
const seed = 20_261_130

/** A module of its own, whose patterns are made while it is watched. */
const anew = (file: string): Promise<Record<string, (text: string, more?: unknown) => unknown>> =>
  import(/* @vite-ignore */ `../../${file}?anew`)

/** Patterns that are put together from words, and what makes them. */
const makers: Readonly<Record<string, () => Promise<unknown>>> = {
  'src/domain/money/amount.ts': () => anew('src/domain/money/amount.ts'),
  'src/domain/statement/dates.ts': async () =>
    (await anew('src/domain/statement/dates.ts')).findDays?.('1 november 2026', 'dayFirst'),
  'src/domain/statement/models.ts': () => anew('src/domain/statement/models.ts'),
  'src/sandbox/story/parse.ts': async () => {
    const { parseStory } = await anew('src/sandbox/story/parse.ts')
    // A line that nobody understands is tried with all of them.
    expect(() => parseStory?.('xyzzy')).toThrow('nobody understands')
  },
}

const found = findPatterns()
const made: Pattern[][] = []
for (const [file, make] of Object.entries(makers)) made.push(await watchMaking(file, make))
const all: readonly Pattern[] = [...found.patterns, ...made.flat()]

describe('the program’s regular expressions', () => {
  test('are all known, those included that are put together from words', () => {
    expect(found.patterns.length).toBeGreaterThan(250)
    expect(new Set(found.makers)).toEqual(new Set(Object.keys(makers)))
    for (const patterns of made) expect(patterns.length).toBeGreaterThan(0)
  })

  test('hold no two parts that could share the same characters in many ways', () => {
    const ambiguous = all.flatMap(({ at, source, flags }) =>
      analyse({ source, flags }).reports.map(
        ({ type, exponential, character }) =>
          `${at} /${source}/${flags}: ${type}${exponential ? ', exponential' : ''}, repeat ${JSON.stringify(character.pick)}`,
      ),
    )
    expect(ambiguous).toEqual([])
  })

  test('take no more steps for a text made to slow them down than its length allows', { timeout: 60_000 }, () => {
    expect(all.map((pattern) => findSlowText(pattern, seed)).filter(Boolean)).toEqual([])
  })

  test('would be found out: the known examples are', () => {
    const slow = [/^(a+)+$/, /\s+$/, /<@[A-Z]+(?:\|[^>]*)?>/].map(({ source, flags }) => ({ at: '', source, flags }))
    const [nested, trailing] = slow
    for (const { source, flags } of [nested!, trailing!])
      expect(analyse({ source, flags }).reports.length).toBeGreaterThan(0)
    // Several characters that repeat together are beyond the analysis, and not beyond the count.
    for (const pattern of slow) expect(findSlowText(pattern, seed)).toBeDefined()
  })
})
