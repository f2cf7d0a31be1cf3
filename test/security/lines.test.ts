import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findAct } from '../../src/chatops/routing/acts.ts'
import { splitLine } from '../../src/chatops/routing/prepare.ts'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { suggest } from '../../src/chatops/routing/suggest.ts'
import { TypedWords } from '../../src/chatops/routing/typed-words.ts'
import { InvalidInput, NotFound } from '../../src/domain/errors.ts'
import { features } from '../../src/features/index.ts'
import { hostileText } from './support/hostile.ts'

/** Kept: what one run finds, the next one looks for again. */
const seed = 20_261_130
const { commands, acts } = registerFeatures(features)
const now = new Date('2026-11-20T09:00:00Z')

/** Words of every command's own language, in any order and with anything between them. */
const vocabulary = [
  ...commands.flatMap(({ examples }) => examples.flatMap((example) => example.split(' ').slice(1))),
  ...['by', 'day', 'model', 'workspace:', 'share', 'help', 'last', 'month', '-', '..', '2026-11', '7d', '"', '“', '”'],
]
const line = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...vocabulary) },
      { weight: 2, arbitrary: hostileText },
      fc
        .tuple(fc.constantFrom('workspace:', 'by:', 'person:', '__proto__:', 'x:'), hostileText)
        .map((parts) => parts.join('')),
      fc.integer({ min: -1e9, max: 1e9 }).map(String),
    ),
    { maxLength: 6 },
  )
  .map((words) => words.join(' ').slice(0, 8000))

describe('whatever is typed after /mistral', () => {
  test.each(commands.map(({ name }) => name))('%s takes, or says what is wrong with it', (name) => {
    const command = commands.find((known) => known.name === name)
    fc.assert(
      fc.property(line, (text) => {
        try {
          expect(command?.prepare(new TypedWords(text), now)).toBeTypeOf('function')
        } catch (error) {
          // What somebody typed is a mistake of theirs, which has words of its own; anything else is one of ours.
          expect(error instanceof InvalidInput || error instanceof NotFound, String(error)).toBe(true)
        }
      }),
      { seed, numRuns: 150 },
    )
  })

  test('is split, compared and matched in a time that no length makes long', () => {
    const names = commands.map(({ name }) => name)
    fc.assert(
      fc.property(line, fc.constantFrom(...hostileLong), (text, long) => {
        for (const typed of [text, `${long}${text}`, `${text}${long}`]) {
          const { word, rest } = splitLine(typed)
          expect(typed.toLowerCase()).toContain(word === 'help' ? '' : word)
          expect(typed).toContain(rest)
          suggest(word, names)
          findAct(acts, typed)
          new TypedWords(typed).isHelp()
        }
      }),
      { seed, numRuns: 150 },
    )
  })

  test('is nobody’s command for being the name of what every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      expect(commands.find((command) => command.name === name)).toBeUndefined()
      expect(findAct(acts, `${name} ${name}`)).toBeUndefined()
    }
  })
})

/** Slack lets a message be this long. */
const hostileLong = [' ', '!', '"', '<@U', 'share ', '\n', 'é', '👩‍👩‍👧‍👦'].map((part) =>
  part.repeat(Math.floor(40_000 / part.length)),
)
