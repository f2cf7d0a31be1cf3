import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { code, cut, escapeMrkdwn, plainName, tidy, unescapeSlack } from '../../src/chatops/text.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 200 })
const graphemes = (text: string) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length

describe('somebody else’s words', () => {
  test('never mention, link or break the line, whatever they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = escapeMrkdwn(text)
        expect(shown).not.toMatch(/[<>\n\r\u2028\u2029\u202a-\u202e]/)
        expect(shown).not.toMatch(/&(?!amp;|lt;|gt;)/)
        expect(shown).not.toMatch(/(?<!\u200b)[*_~`]|[*_~`](?!\u200b)/)
        expect(shown.length).toBeGreaterThan(0)
      }),
    )
  })

  test('read the same after Slack has shown them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 50 }), (text) => {
        const read = unescapeSlack(escapeMrkdwn(text)).replaceAll('\u200b', '')
        expect(read).toBe(text.replace(/\s+/g, ' ').trim() || '?')
      }),
    )
  })

  test('in right-to-left writing are isolated in a sentence, and plain in a field of their own', () => {
    expect(plainName('פרויקט')).toBe('\u2068פרויקט\u2069')
    expect(tidy('פרויקט', 20)).toBe('פרויקט')
  })

  test('between back-ticks stay there, and can be copied', () => {
    expect(code('/mistral spend workspace:"R&D `x` <new>"')).toBe('`/mistral spend workspace:"R&amp;D x &lt;new&gt;"`')
    expect(code('/mistral spend workspace:"צוות"')).toMatch(/^`\/mistral/)
  })
})

describe('cutting', () => {
  test('keeps short texts as they are, and long ones within the length', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 50 }), (text, most) => {
        const kept = cut(text, most)
        if (text.length <= most) expect(kept).toBe(text)
        else expect(kept.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  test('never splits what a reader sees as one character', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(cut(family.repeat(5), 30)).toBe(`${family.repeat(2)}…`)
    expect(cut(`e\u0301`.repeat(10), 6)).toBe(`${'e\u0301'.repeat(2)}…`)
    expect(graphemes(cut('🇫🇷'.repeat(9), 10))).toBe(3)
  })
})
