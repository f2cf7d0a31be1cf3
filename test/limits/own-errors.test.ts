import { expect, test, vi } from 'vitest'
import type * as Client from '../../src/mistral/client.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { hour, pass } from './support/acts.ts'
import { approved } from './support/fleet.ts'

vi.mock('../../src/mistral/client.ts', async (importOriginal) => {
  const original = await importOriginal<typeof Client>()
  const createMistral: typeof original.createMistral = (options) => ({
    ...original.createMistral(options),
    setSpendLimit: () => Promise.reject(new TypeError('a mistake of ours')),
  })
  return { ...original, createMistral }
})

describeOnSqlite('an error of our own behind the claim', (open, place) => {
  test('ends the request, is told to people, and is not tried again', async () => {
    const fleet = await approved(open, place, () => {})
    expect(await fleet.state()).toBe('unclear')
    expect(fleet.steps.cardText()).toContain('Something went wrong here')
    expect(fleet.steps.directTexts('U0SARAH').at(-1)).toContain('Something went wrong here')
    const before = (await fleet.actions()).length
    await pass(fleet, hour, hour / 4)
    expect((await fleet.actions()).length).toBe(before)
    expect(fleet.writes()).toEqual([])
    expect(await fleet.isTrailWhole()).toBe(true)
  })
})
