import { describe, expect, test } from 'vitest'
import { suggest } from '../../../src/chatops/routing/suggest.ts'
import { TypedWords } from '../../../src/chatops/routing/typed-words.ts'
import { InvalidInput } from '../../../src/domain/errors.ts'

describe('the words behind a command', () => {
  test('are taken by those who know them, and the rest is left', () => {
    const words = new TypedWords('last  month by MODEL workspace:"Support bot"')
    expect(words.takeChoice('by', ['model', 'day'])).toBe('model')
    expect(words.takeOption('workspace')).toBe('Support bot')
    expect(words.rest()).toBe('last month')
  })

  test('stay together in straight, curly, German and French quotes, also when they are not closed', () => {
    for (const text of [
      'workspace:"a b"',
      'workspace:“a b”',
      'workspace:„a b“',
      'workspace:«\u00A0a b\u00A0»',
      'workspace:"a b',
    ])
      expect(new TypedWords(text).takeOption('workspace')).toBe('a b')
  })

  test('that nobody took are refused by their own name', () => {
    expect(() => new TypedWords('7d team:x').rest(['by day'])).toThrow(
      expect.objectContaining({ what: 'option', input: 'team:x', examples: ['by day'] }),
    )
    expect(() => new TypedWords('by').takeChoice('by', ['day'])).toThrow(InvalidInput)
  })

  test.each(['help', '?', '--help', '-h', 'HELP'])('ask for help by %s', (word) =>
    expect(new TypedWords(word).isHelp()).toBe(true),
  )
})

describe('the nearest command', () => {
  const known = ['spend', 'whoami', 'status', 'help', 'rate-limits']
  test.each([
    ['spned', 'spend'],
    ['SPENT', 'spend'],
    ['sta', 'status'],
    ['rate-limit', 'rate-limits'],
    ['whoam', 'whoami'],
  ])('to %s is %s', (typed, meant) => expect(suggest(typed, known)).toBe(meant))

  test.each(['xyzzy', 'z', 's', ''])('to “%s” is none', (typed) => expect(suggest(typed, known)).toBeUndefined())

  test('is found without delay in a very long word', () =>
    expect(suggest('spend'.repeat(2_000), known)).toBeUndefined())
})
