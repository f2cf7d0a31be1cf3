import { InvalidInput } from '../../domain/errors.ts'
import { type Period, parsePeriod } from '../../domain/time/period.ts'

/** Months that are written out or shortened as usual; what else begins like one may be a name. */
const monthWords =
  /^(?:[a-z]{3}|sept|january|february|march|april|june|july|august|september|october|november|december)(?: 20\d\d)?$/
const isWord = /^[a-z]+(?: 20\d\d)?$/
const named = /^(?:month|quarter|week|today|yesterday|ytd)$/

/** Like every command's periods, but nothing is no period, and only whole words are months. */
export function readPeriod(text: string, now: Date): Period | undefined {
  const words = text.trim().toLowerCase()
  if (words === '' || (isWord.test(words) && !monthWords.test(words) && !named.test(words))) return undefined
  try {
    return parsePeriod(words, now)
  } catch (error) {
    if (error instanceof InvalidInput) return undefined
    throw error
  }
}

/** The longest run of words that is a period, and the words around it. */
export function takePeriod(
  words: readonly string[],
  now: Date,
): { period: Period | undefined; rest: readonly string[] } {
  for (let length = Math.min(words.length, 3); length > 0; length -= 1) {
    for (let begin = 0; begin + length <= words.length; begin += 1) {
      const period = readPeriod(words.slice(begin, begin + length).join(' '), now)
      if (period) return { period, rest: words.toSpliced(begin, length) }
    }
  }
  return { period: undefined, rest: words }
}
