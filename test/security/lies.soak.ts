import { expect, test } from 'vitest'
import { registerFeatures } from '../../src/chatops/routing/registry.ts'
import { features } from '../../src/features/index.ts'
import { soakMs, soakTimeout, takeSeed } from '../limits/support/soak.ts'
import { findDamageOfLies } from './support/lies.ts'

const lines = registerFeatures(features).commands.map(({ name }) => name)

test('whatever Mistral answers ends in an answer or a clear failure, in every command', soakTimeout, async () => {
  const begin = Date.now()
  for (let seed = takeSeed('lies'); Date.now() - begin < soakMs; seed += 1)
    expect({ seed, damage: await findDamageOfLies(seed, lines) }).toEqual({ seed, damage: [] })
})
