import fc from 'fast-check'
import { expect, test } from 'vitest'
import { soakMs, soakTimeout, takeSeed } from '../limits/support/soak.ts'
import { startForger } from './support/forger.ts'
import { everybody, forged } from './support/payloads.ts'

/** As many as one bot takes before it is looked at: what one of them broke shows with those that follow. */
const atOnce = 400

test('whatever is sent with a valid signature ends in an answer or a refusal, for hours', soakTimeout, async () => {
  const begin = Date.now()
  for (let seed = takeSeed('payloads'); Date.now() - begin < soakMs; seed += 1) {
    const forger = await startForger()
    const known = { ...(await forger.learn()), users: everybody }
    const wrong = await forger.forgeAll(fc.sample(forged(known), { seed, numRuns: atOnce }))
    expect({ seed, wrong, damage: await forger.findDamage() }).toEqual({ seed, wrong: [], damage: [] })
  }
})
