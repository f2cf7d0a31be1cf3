import { expect, expectTypeOf, test } from 'vitest'
import type { ReadContext } from '../../src/chatops/context.ts'
import { defineCommand, defineFeature } from '../../src/chatops/contract.ts'
import { features } from '../../src/features/index.ts'
import type { MistralWrites } from '../../src/mistral/index.ts'

test('the compiler keeps a report from changing a limit', () => {
  expectTypeOf<ReadContext['mistral']>().not.toHaveProperty('setSpendLimit')
  expectTypeOf<Extract<keyof ReadContext['mistral'], keyof MistralWrites>>().toBeNever()
  expectTypeOf<Extract<keyof ReadContext, 'db' | 'offers' | 'channels' | keyof MistralWrites>>().toBeNever()
  defineCommand({
    name: 'sly',
    access: 'figures',
    summary: () => '',
    examples: [],
    parse: () => undefined,
    // @ts-expect-error: there is no such method on what a report is given.
    run: async ({ mistral }) => mistral.setSpendLimit('unlimited'),
    render: () => ({ text: '', blocks: [] }),
  })
})

test('a command is called by a lower-case word', () => {
  const [help] = features.flatMap(({ commands }) => commands)
  expect(() => defineFeature({ name: 'x', commands: [{ ...help!, name: 'Spend Now' }] })).toThrow(/lower-case words/)
})
