import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { actions } from './trail.ts'

/** Where actions are given their topics and words; everywhere else they are written. */
const definitions = /words|audit-actions|core-actions|features\/audit\/index/

const literals = globSync('src/**/*.ts')
  .filter((file) => !file.includes('sandbox') && !definitions.test(file))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(\baction: )?'([a-z]+\.[a-z-]+)'/g)])

/** Every action that some line of the program writes into the trail. */
const written = new Set(
  literals.flatMap(([, isField, name = '']) => (isField || Object.hasOwn(actions, name) ? [name] : [])),
)

describe('every action that is written into the trail', () => {
  test('is looked for in the whole program', () => {
    expect(written.size).toBeGreaterThan(35)
  })

  test.each([...written])('%s has topics and words', (action) => {
    expect(actions[action]?.topics.length).toBeGreaterThan(0)
    expect(actions[action]?.words({ language: 'en' })).toMatch(/\w{3}/)
  })

  test('and none that nobody writes has words', () => {
    expect(Object.keys(actions).filter((action) => !written.has(action))).toEqual([])
  })
})
