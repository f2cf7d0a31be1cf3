import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTurns } from '../../src/charts/turns.ts'

const people = ['Anna', 'Ben', 'Chloé', 'digests'] as const

type Step =
  | { readonly kind: 'add'; readonly who: string; readonly job: number }
  | { readonly kind: 'leave'; readonly who: string; readonly job: number }
  | { readonly kind: 'take' }

const who = fc.constantFrom(...people)
/** Few jobs, so that often several people want the same, and ask for it again after it was drawn. */
const job = fc.integer({ min: 0, max: 12 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), who, job }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who, job }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'take' as const }) },
  ),
  { maxLength: 80 },
)

/** Plays the steps, and tells who waits for what, in which order they asked. */
function play(all: readonly Step[], onTake: (job: number | undefined, waiting: Map<string, number[]>) => void): void {
  const turns = createTurns<number>()
  const waiting = new Map<string, number[]>(people.map((name) => [name, []]))
  for (const step of all) {
    if (step.kind === 'add') {
      turns.add(step.who, step.job)
      const line = waiting.get(step.who) ?? []
      if (!line.includes(step.job)) line.push(step.job)
    } else if (step.kind === 'leave') {
      turns.leave(step.who, step.job)
      waiting.set(
        step.who,
        (waiting.get(step.who) ?? []).filter((other) => other !== step.job),
      )
    } else {
      const taken = turns.take()
      onTake(taken, waiting)
      for (const [name, line] of waiting)
        waiting.set(
          name,
          line.filter((other) => other !== taken),
        )
    }
    expect(turns.waiting).toBe(new Set([...waiting.values()].flat()).size)
  }
}

describe('turns', () => {
  test('take what somebody waits for, the first of a person’s line, and nothing only where nobody waits', () => {
    fc.assert(
      fc.property(steps, (all) =>
        play(all, (taken, waiting) => {
          const firsts = [...waiting.values()].flatMap(([first]) => first ?? [])
          if (firsts.length === 0) expect(taken).toBeUndefined()
          else expect(firsts).toContain(taken)
        }),
      ),
    )
  })

  test('let nobody wait for more than one picture of each other person, however many those ask for', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ who, asks: fc.integer({ min: 0, max: 6 }) }), { maxLength: 40 }), (rounds) => {
        const turns = createTurns<string>()
        /** Whose pictures were drawn while this person waited, since they began to wait or were last served. */
        const seen = new Map<string, string[]>()
        const length = new Map<string, number>()
        let made = 0
        for (const { who: asker, asks } of rounds) {
          for (let index = 0; index < asks; index += 1) {
            turns.add(asker, `${asker} ${made++}`)
            length.set(asker, (length.get(asker) ?? 0) + 1)
            if (!seen.has(asker)) seen.set(asker, [])
          }
          const [served] = (turns.take() ?? '').split(' ')
          if (!served) continue
          length.set(served, (length.get(served) ?? 0) - 1)
          for (const [other, drawn] of seen) if (other !== served) drawn.push(served)
          if (length.get(served) === 0) seen.delete(served)
          else seen.set(served, [])
          for (const drawn of seen.values()) expect(drawn).toHaveLength(new Set(drawn).size)
        }
      }),
    )
  })

  test('serve somebody new right after the one who is being served', () => {
    const turns = createTurns<string>()
    for (let index = 1; index <= 10; index += 1) turns.add('Anna', `A${index}`)
    expect(turns.take()).toBe('A1')
    turns.add('Ben', 'B1')
    expect([turns.take(), turns.take()]).toEqual(['B1', 'A2'])
  })

  test('bring what several wait for as soon as the first of them is served, and once', () => {
    const turns = createTurns<string>()
    for (let index = 1; index <= 10; index += 1) turns.add('Anna', `A${index}`)
    turns.add('Ben', 'A10')
    expect([turns.take(), turns.take(), turns.take()]).toEqual(['A1', 'A10', 'A2'])
    expect(turns.waiting).toBe(7)
  })

  test('make room at the end of the longest line, for whoever asked for less', () => {
    const turns = createTurns<string>()
    for (let index = 1; index <= 3; index += 1) turns.add('Anna', `A${index}`)
    turns.add('Ben', 'B1')
    turns.add('Ben', 'A3')
    expect(turns.makeRoomFor('Anna')).toBeUndefined()
    // The last one is somebody else’s as well.
    expect(turns.makeRoomFor('Chloé')).toEqual({ who: 'Anna', job: 'A2' })
    expect(turns.makeRoomFor('Chloé')).toEqual({ who: 'Anna', job: 'A1' })
    // One line is no longer than the other would be.
    expect(createTurns().makeRoomFor('Chloé')).toBeUndefined()
  })
})
