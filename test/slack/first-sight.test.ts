import { expect, test } from 'vitest'
import { createDemoClock } from '../../src/sandbox/index.ts'
import { newUnlessKnown } from '../../src/slack/first-sight.ts'

function start(isFirstSight: (name: string) => Promise<boolean>) {
  const lines: string[] = []
  const note = (_facts: unknown, line: string) => lines.push(line)
  const clock = createDemoClock()
  const log = { debug: note, info: note, warn: note, error: note }
  return { ask: newUnlessKnown(isFirstSight, clock, log), clock, lines }
}

test('what the database knows is a copy', async () => {
  const seen = new Set<string>()
  const { ask } = start(async (name) => seen.size < seen.add(name).size)
  expect([await ask('a'), await ask('b'), await ask('a')]).toEqual([true, true, false])
})

test('what a database that is away cannot tell is taken', async () => {
  const { ask, lines } = start(() => Promise.reject(new Error('gone')))
  expect(await ask('a')).toBe(true)
  expect(lines).toEqual(['the database does not tell whether a request is a copy; it is taken'])
})

test('and a database that hangs is waited for no longer than people wait for a modal', async () => {
  const { ask, clock, lines } = start(() => new Promise(() => {}))
  const asked = ask('a')
  clock.advance(1_000)
  expect(await asked).toBe(true)
  expect(lines).toEqual(['the database does not tell in time whether a request is a copy; it is taken'])
})
