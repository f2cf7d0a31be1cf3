import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { makeSubscription, titlesIn } from '../digest/support.ts'
import { day, hour, minute, pass } from '../limits/support/acts.ts'
import { allScopes, startFleet } from '../limits/support/fleet.ts'
import { describeOnEachDatabase, describeOnPostgres } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { skewClock } from '../support/skewed-clock.ts'
import { recover } from './support.ts'

const channel = sandboxChannels.digest.id
const monday = { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' } as const

describeOnPostgres('instances whose clocks are a quarter of an hour apart', (open, place) => {
  test('decide by the time of the database: no look is too old, and no lease is stolen', {
    timeout: 120_000,
  }, async () => {
    const fleet = await startFleet(open, place, { size: 0, scopes: allScopes })
    const { sandbox, steps, db, time } = fleet
    const witness = witnessWrites(sandbox)
    for (const skew of [-15 * minute, 0, 15 * minute]) await fleet.startOne({}, skewClock(time.clock, skew))
    // Whichever of them is asked, looks, decides and writes.
    for (const amount of [50_000, 51_000, 52_000]) {
      await steps.request({ amount: String(amount), term: 'permanent' })
      await steps.approve('U0CLAIRE')
      await pass(fleet, minute)
      expect((await fleet.raises()).at(-1)?.state).toBe('applied')
    }
    await recover(fleet)
    expect(witness.written).toEqual([50_000, 51_000, 52_000])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})

describeOnEachDatabase('a clock that jumps', (open, place) => {
  test('ahead by days has all that was due done once, and back by an hour has nothing done again', async () => {
    const fleet = await startFleet(open, place, { size: 2, scopes: allScopes })
    const { sandbox, slack, mistral, steps, db, time } = fleet
    const witness = witnessWrites(sandbox)
    await makeSubscription(db, { channel, when: monday })
    await steps.request({ amount: '50000', term: 'date', until: '2026-11-21' })
    await steps.approve('U0CLAIRE')
    // In one step over the end of the raise and the hour of the digest.
    await time.advance(5 * day + hour)
    await recover(fleet)
    expect(mistral.organization.limit).toBe(45_000)
    expect(titlesIn(slack, channel)).toEqual(['16–22 Nov'])
    await time.advance(-hour)
    await fleet.bot.settle()
    await steps.request({ amount: '51000', term: 'permanent' })
    await steps.approve('U0MARC')
    await pass(fleet, 3 * hour, hour)
    await recover(fleet)
    expect(witness.written).toEqual([50_000, 45_000, 51_000])
    expect(titlesIn(slack, channel)).toEqual(['16–22 Nov'])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})
