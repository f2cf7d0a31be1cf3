import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { makeSubscription, titlesIn } from '../digest/support.ts'
import { day, hour, minute, pass } from '../limits/support/acts.ts'
import { allScopes, startFleet } from '../limits/support/fleet.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from '../limits/support/soak.ts'
import { witnessAnswers } from '../support/answered.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { createDisk } from '../support/disk.ts'
import { findViolations, witnessWrites } from '../support/invariants.ts'
import { startDatabaseProxy } from '../support/tcp-proxy.ts'
import { createPeople, type Life } from './life.ts'
import { recover } from './support.ts'
import { createTroubles, type Ways } from './troubles.ts'

const days = 20
const alerts = sandboxChannels.finops.id
const weekly = sandboxChannels.digest.id
const settings = { ALERTS_CHANNEL: alerts as string, POLL_INTERVAL: '30m' }
/** The sandbox begins on Wednesday 18 November 2026. */
const digests = ['16–22 Nov', '23–29 Nov', '30 Nov–6 Dec']
const isDigest = (title: string) => /^\d+(–| [A-Z])/.test(title)

describeOnEachDatabase('twenty days in which anything goes wrong', (open, place) => {
  test('lose nothing and do nothing twice', soakTimeout, async () => {
    const startedAt = Date.now()
    const random = createRandom(takeSeed('twenty days'))
    const proxies: Ways['proxies'] = []
    const ways: Ways = {
      place,
      disk: createDisk(),
      proxies,
      startProxy: () => startDatabaseProxy(place().databaseUrl ?? ''),
    }
    const fleet = await startFleet(open, place, { size: 0, settings, scopes: allScopes })
    const { sandbox, slack, mistral, db, time } = fleet
    const lived: string[] = []
    const life: Life = { fleet, random, witness: witnessWrites(sandbox), answers: witnessAnswers(slack), lived }
    const people = createPeople(life)
    const troubles = createTroubles(life, ways)
    await troubles.startOne()
    await troubles.startOne()
    const when = { rhythm: 'weekly', weekday: 1, time: '09:00', zone: 'Europe/Paris' } as const
    await makeSubscription(db, { channel: weekly, when })

    const kinds = ['ask', 'talk', 'request', 'withdraw', 'meddle', 'burn', 'burn', 'goOn', 'goOn', 'goOn'] as const
    const began = time.clock.now().getTime()
    const lasted = () => time.clock.now().getTime() - began
    let troubled = 0
    try {
      while (lasted() < days * day && Date.now() - startedAt < soakMs) {
        if (random.below(4) === 0) await troubles.begin()
        if (random.below(3) === 0) troubles.heal()
        for (let count = random.below(4); count > 0; count -= 1) await people[random.oneOf(kinds)]()
        // A database that is away cannot be asked whether all is settled.
        await people.passTime().catch(() => {
          troubled += 1
        })
      }
      troubles.heal()
      if (fleet.bots.length === 0) await troubles.startOne()
      await recover(fleet)
      await pass(fleet, 4 * hour, hour)
      await pass(fleet, 2 * minute, minute)
    } catch (error) {
      process.stdout.write(`${lived.slice(-60).join('\n')}\n`)
      throw error
    }
    const texts = slack.messages({ channel: alerts }).filter(({ visibleTo }) => visibleTo === undefined)
    const said = texts.map(({ text }) => text)
    const story = lived.slice(-400).join('\n')
    const found = [
      ...(await findViolations({ db, sandbox, witness: life.witness })),
      ...life.answers.findUnanswered(),
      ...said.filter((text, index) => said.indexOf(text) !== index).map((text) => `twice among the alerts: ${text}`),
    ]
    expect(found, story).toEqual([])
    const isWhole = lasted() >= days * day
    if (isWhole) expect(titlesIn(slack, weekly).filter(isDigest), story).toEqual(digests)
    const raises = await fleet.raises()
    expect(raises.length).toBeGreaterThan(0)
    const states = Object.entries(Object.groupBy(raises, ({ state }) => state)).map(
      ([state, all]) => `${all?.length} ${state}`,
    )
    process.stdout.write(
      `${(lasted() / day).toFixed(1)} days in ${Math.round((Date.now() - startedAt) / 1000)} s: ` +
        `${lived.filter((line) => line.startsWith('!')).length} troubles, ${fleet.outcomes.length} outcomes, ` +
        `${states.join(', ')}, ${life.witness.written.length} writes, ${said.length} alerts, limit ${mistral.organization.limit}, ` +
        `${troubled} times the database was away\n`,
    )
  })
})
