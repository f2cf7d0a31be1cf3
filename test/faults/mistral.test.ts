import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { minute, pass } from '../limits/support/acts.ts'
import { type Fleet, startFleet } from '../limits/support/fleet.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { recover } from './support.ts'

const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string }
const path = '/spend-limit'

const alertsIn = ({ slack }: Fleet) =>
  slack.messages({ channel: settings.ALERTS_CHANNEL }).filter(({ visibleTo }) => visibleTo === undefined)

describeOnSqlite('a Mistral', (open, place) => {
  test('that flaps is told of once, each alert of it once, and a raise meanwhile is written once', async () => {
    const fleet = await startFleet(open, place, { settings })
    const { mistral, sandbox, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    await pass(fleet, 10 * minute, 5 * minute)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    // Down for two looks and up for two; the decision falls into it.
    for (let turn = 0; turn < 12; turn += 1) {
      if (turn % 4 < 2) mistral.faults.fail(503)
      else mistral.clearFaults()
      if (turn === 4) await steps.submit('U0CLAIRE')
      if (turn === 5) mistral.burn({ amount: 15_000 })
      await pass(fleet, 7 * minute, 7 * minute)
    }
    await recover(fleet)
    // While it was down nobody could be asked who decides: the approver looks again.
    if ((await fleet.state()) === 'open') await steps.approve('U0CLAIRE')
    expect(await fleet.state()).toBe('applied')
    expect(witness.written).toEqual([50_000])
    const texts = alertsIn(fleet).map(({ text }) => text)
    expect(texts.length).toBeGreaterThan(0)
    expect(new Set(texts).size).toBe(texts.length)
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })

  test.each([
    ['renames its fields', (answer: unknown) => ({ data: answer })],
    [
      'says numbers as words',
      (answer: unknown) => JSON.parse(JSON.stringify(answer).replace(/\d+(\.\d+)?/g, '"many"')),
    ],
    ['sends a list', (answer: unknown) => [answer]],
    ['sends nothing', () => null],
  ] as const)('that %s changes nothing, is said to people, and is read again once it is mended', async (_, change) => {
    const fleet = await startFleet(open, place, { settings })
    const { mistral, sandbox, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    mistral.faults.reshape(change)
    await steps.submit('U0CLAIRE')
    expect([await fleet.state(), witness.written]).toEqual(['open', []])
    expect(steps.modal('U0CLAIRE')).toMatch(/could not read Mistral’s answer|does not answer/)
    expect(await fleet.bots[0]!.askForText('spend')).toMatch(/could not read Mistral’s answer|does not answer/)
    await pass(fleet, 10 * minute, 5 * minute)
    await recover(fleet)
    await steps.approve('U0CLAIRE')
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    expect(await fleet.bots[0]!.askForText('spend')).toMatch(/^November: €/)
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })

  test('that changes the shape of its answer to a write has the write looked up, and not sent again', async () => {
    const fleet = await startFleet(open, place)
    const { mistral, sandbox, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    await steps.request({ amount: '50000' })
    mistral.on((event) => {
      // The write takes effect, and then its answer is made.
      if (event.type === 'change' && event.what === 'limit') mistral.faults.reshape(() => ({ ok: 1 }), path)
    })
    await steps.review('U0CLAIRE', 'approve')
    await steps.submit('U0CLAIRE')
    await pass(fleet, 2 * minute)
    await recover(fleet)
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })

  test('that limits requests for minutes is waited for, as it asks', async () => {
    const fleet = await startFleet(open, place, { settings })
    const { mistral, sandbox, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    mistral.faults.fail(429, { path, method: 'POST', retryAfterSeconds: 60, times: 6 })
    await steps.submit('U0CLAIRE')
    expect(await fleet.state()).toBe('approved')
    await pass(fleet, 3 * minute)
    await recover(fleet)
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})
