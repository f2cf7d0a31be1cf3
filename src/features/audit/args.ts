import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { type Period, parsePeriod } from '../../domain/time/period.ts'
import { takePeriod } from './period-words.ts'

export type AuditArgs =
  | { readonly source: 'trail'; readonly words: readonly string[]; readonly before: number | undefined }
  | ({ readonly source: 'mistral'; readonly skip: number } & LogWish)

/** What is looked for in Mistral's log. */
export interface LogWish {
  readonly period: Period
  /** All of them must stand in an entry. */
  readonly words: readonly string[]
}

const usualPeriod = '90d'

export function parseAudit(words: TypedWords, now: Date): AuditArgs {
  const before = takeNumber(words, 'before')
  const skip = takeNumber(words, 'skip') ?? 0
  const { isMistral, rest } = takeSource(words)
  return isMistral ? { source: 'mistral', skip, ...readLogWish(rest, now) } : { source: 'trail', words: rest, before }
}

export function readLogWish(words: readonly string[], now: Date): LogWish {
  const { period, rest } = takePeriod(words, now)
  return { period: period ?? parsePeriod(usualPeriod, now), words: rest.map((word) => word.toLowerCase()) }
}

/** "mistral" comes first where it is meant: later, it is a word to look for. */
export function takeSource(words: TypedWords): { isMistral: boolean; rest: readonly string[] } {
  const [first, ...rest] = listWords(words)
  const isMistral = first?.toLowerCase() === 'mistral'
  return { isMistral, rest: isMistral || first === undefined ? rest : [first, ...rest] }
}

/** Who is meant by a name is known only where the people are: here, words are words. */
const listWords = (words: TypedWords): string[] =>
  words
    .rest(['decisions', 'last month'])
    .split(/\s+/)
    .map((word) => word.replace(/["“”„«»]/g, ''))
    .filter(Boolean)

/** Written by our own buttons. */
function takeNumber(words: TypedWords, key: string): number | undefined {
  const given = words.takeOption(key)
  if (given === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new InvalidInput('option', `${key}:${given}`)
  return Number(given)
}
