import { analyse } from 'scslre'
import type { Pattern } from './patterns.ts'

type Parsed = ReturnType<typeof analyse>['parsed']
type Alternative = Parsed['pattern']['alternatives'][number]
type Element = Alternative['elements'][number]
type Continue = (at: number) => boolean

/** Where a count ends that would not end by itself. */
const mostSteps = 1_000_000

export class TooManySteps extends Error {
  override name = 'TooManySteps'
}

/**
 * A backtracking matcher as the language defines it, that counts how often it looks at a part of the pattern: the same
 * on every machine, however busy it is. It gives up at no character before the engine would.
 */
export function createStepCounter(pattern: Pattern): (text: string) => number {
  const { parsed } = analyse({ source: pattern.source, flags: pattern.flags }, { reportTypes: noReports })
  const flags = pattern.flags.replace(/[gy]/g, '')
  const tests = new Map<string, (text: string, at: number) => boolean>()

  /** One part on its own, asked of the engine: a sign, a class, a look around. */
  function ask(raw: string, text: string, at: number): boolean {
    const known = tests.get(raw)
    if (known) return known(text, at)
    const sticky = new RegExp(raw, `${flags}y`)
    const test = (where: string, from: number) => {
      sticky.lastIndex = from
      return sticky.test(where)
    }
    tests.set(raw, test)
    return test(text, at)
  }

  return (text) => {
    let steps = 0
    const captured = new Map<number, string>()

    function matchAny(alternatives: readonly Alternative[], at: number, go: Continue): boolean {
      return alternatives.some(({ elements }) => matchAll(elements, 0, at, go))
    }

    function matchAll(elements: readonly Element[], index: number, at: number, go: Continue): boolean {
      const element = elements[index]
      if (!element) return go(at)
      return match(element, at, (next) => matchAll(elements, index + 1, next, go))
    }

    function match(element: Element, at: number, go: Continue): boolean {
      steps += 1
      if (steps > mostSteps) throw new TooManySteps()
      switch (element.type) {
        case 'Assertion':
          return ask(element.raw, text, at) && go(at)
        case 'Group':
          return matchAny(element.alternatives, at, go)
        case 'CapturingGroup':
          return matchAny(element.alternatives, at, (next) => {
            captured.set(element.start, text.slice(at, next))
            return go(next)
          })
        case 'Backreference': {
          const again = captured.get([element.resolved].flat()[0]?.start ?? -1) ?? ''
          return text.startsWith(again, at) && go(at + again.length)
        }
        case 'Quantifier':
          return repeat(element, 0, at, go)
        default:
          return at < text.length && ask(element.raw, text, at) && go(at + widthAt(at))
      }
    }

    function repeat(quantifier: Element & { type: 'Quantifier' }, count: number, at: number, go: Continue): boolean {
      const { element, min, max, greedy } = quantifier
      const more = () =>
        count < max &&
        match(element, at, (next) => (next > at || count < min) && repeat(quantifier, count + 1, next, go))
      const enough = () => count >= min && go(at)
      return greedy ? more() || enough() : enough() || more()
    }

    const widthAt = (at: number): number =>
      /[uv]/.test(flags) ? String.fromCodePoint(text.codePointAt(at) ?? 0).length : 1

    for (let at = 0; at <= text.length; at += 1) if (matchAny(parsed.pattern.alternatives, at, () => true)) break
    return steps
  }
}

const noReports = { Move: false, Self: false, Trade: false }
