import fc from 'fast-check'
import { createStepCounter, TooManySteps } from './count-steps.ts'
import type { Pattern } from './patterns.ts'

/** A part that repeats so often shows pairs of characters from characters. */
const times = 12
/** What matches in the middle of a longer text repeats as well as the whole of it. */
const longestPump = 24

export interface Slow {
  readonly at: string
  readonly pattern: string
  readonly text: string
  /** How many times as many steps a text of four times the length takes: four, where it is read once. */
  readonly growth: number
}

/** The text, of those that try, for which a pattern takes more steps than its length allows. */
export function findSlowText(pattern: Pattern, seed: number): Slow | undefined {
  const { at, source, flags } = pattern
  // Without a part of any length, a text of any length is read once.
  if (!/[*+]|,\}/.test(source)) return undefined
  const count = createStepCounter(pattern)
  for (const { before, pump } of attacksOn(pattern, seed)) {
    const write = (often: number) => `${before}${pump.repeat(often)}\u0000`
    const growth = grow(() => {
      const text = write(4 * times)
      const steps = count(text)
      return steps < 8 * text.length ? 0 : steps / count(write(times))
    })
    if (growth > 8) return { at, pattern: `/${source}/${flags}`, text: `${before}(${pump})…`, growth }
  }
  return undefined
}

function grow(measure: () => number): number {
  try {
    return measure()
  } catch (error) {
    if (error instanceof TooManySteps) return Number.POSITIVE_INFINITY
    throw error
  }
}

interface Attack {
  readonly before: string
  readonly pump: string
}

/** What almost matches, again and again: beginnings of texts that match, repeated, and parts of them behind their beginning. */
function attacksOn(pattern: Pattern, seed: number): readonly Attack[] {
  const plain = [' ', '\n', 'a', '0', '-', '<', '"'].map((pump) => ({ before: '', pump }))
  const made = samplesOf(pattern, seed).flatMap((sample) => [
    ...[1, 2, 3, 4, 6, 8, 11, sample.length - 1].map((end) => ({
      before: '',
      pump: sample.slice(0, Math.max(0, end)),
    })),
    ...[1, 2, 4].map((at) => ({ before: sample.slice(0, at), pump: sample.slice(at, at + 1) })),
  ])
  const attacks = [...plain, ...made].filter(({ pump }) => pump !== '' && pump.length <= longestPump)
  return [...new Map(attacks.map((attack) => [JSON.stringify(attack), attack])).values()]
}

/** Texts that match as a whole; where the pattern looks around, its own signs have to do. */
function samplesOf({ source, flags }: Pattern, seed: number): readonly string[] {
  try {
    const whole = new RegExp(`^(?:${source.replace(/^\^|\$$/g, '')})$`, flags.replace(/[giy]/g, ''))
    return fc.sample(fc.stringMatching(whole), { seed, numRuns: 4 })
  } catch {
    return [source.replace(/[\\^$()[\]{}?*+|]/g, '')]
  }
}
