import { expect, test } from 'vitest'
import { minute, pass } from '../limits/support/acts.ts'
import { allScopes, startFleet } from '../limits/support/fleet.ts'
import { describeOnPostgres } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { startDatabaseProxy } from '../support/tcp-proxy.ts'
import { recover } from './support.ts'

/** As many calls of the bot as a change takes from the click to the last card, and some more. */
const moments = 40

describeOnPostgres('a PostgreSQL', (open, place) => {
  test('that loses its connections at any moment of a change has it made once', { timeout: 20 * 60_000 }, async () => {
    const proxy = await startDatabaseProxy(place().databaseUrl ?? '')
    const settings = { DATABASE_URL: proxy.databaseUrl }
    // A cut between a post and its record: only who may read back knows that it arrived.
    const fleet = await startFleet(open, place, { size: 2, settings, scopes: allScopes })
    const { sandbox, mistral, slack, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    const left: Record<string, number> = {}
    for (let moment = 1; moment <= moments; moment += 1) {
      await steps.request({ amount: String(50_000 + moment) })
      await steps.review('U0CLAIRE', 'approve')
      // One call later each time: at the decision, the claim, the write, the proof, the cards.
      let callsLeft = moment
      const strike = () => {
        callsLeft -= 1
        if (callsLeft === 0) proxy.cut()
      }
      const stops = [
        mistral.on(({ type }) => type === 'request' && strike()),
        slack.on(({ type }) => type === 'journal' && strike()),
      ]
      // Whoever waits for the bot finds the database gone as well.
      await steps.submit('U0CLAIRE').catch(() => {})
      await pass(fleet, minute, minute).catch(() => {})
      for (const stop of stops) stop()
      const found = (await fleet.raises()).at(-1)?.state ?? ''
      left[found] = (left[found] ?? 0) + 1
      await recover(fleet)
      // A decision that was not kept is made again; one that was kept is not.
      if ((await fleet.state()).endsWith('open')) await steps.approve('U0CLAIRE')
      expect((await fleet.raises()).at(-1)?.state, `cut at call ${moment}`).toBe('applied')
    }
    expect(witness.written).toEqual(Array.from({ length: moments }, (_, index) => 50_001 + index))
    await expectNothingLostNothingTwice({ db, sandbox, witness })
    process.stdout.write(`${moments} cut connections; they left ${JSON.stringify(left)}\n`)
  })
})
