import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { allScopes, startFleet } from '../limits/support/fleet.ts'
import { witnessAnswers } from '../support/answered.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { recover } from './support.ts'

const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string }

describeOnSqlite('a Slack', (open, place) => {
  async function start(size: number) {
    const fleet = await startFleet(open, place, { size, settings, scopes: allScopes })
    const { sandbox, slack, db } = fleet
    return { fleet, slack, witness: witnessWrites(sandbox), answers: witnessAnswers(slack), scene: { db, sandbox } }
  }

  test('that drops every socket has what was clicked answered once it is back', { timeout: 60_000 }, async () => {
    const { fleet, slack, witness, answers, scene } = await start(2)
    const { steps } = fleet
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    const before = fleet.outcomes.length
    await answers.act('U0CLAIRE', 'approve', () =>
      slack.submitView({ user: 'U0CLAIRE', viewId: slack.views('U0CLAIRE').at(-1)?.id ?? '', values: {} }),
    )
    // Acknowledged, and the way back is gone.
    slack.faults.dropSockets()
    await fleet.finished(before + 1)
    // Nobody hears this one: Slack itself says so.
    await answers.act('U0SARAH', 'spend', () =>
      slack.command({ user: 'U0SARAH', channel: slack.directMessage('U0SARAH'), text: 'spend' }),
    )
    await slack.waitFor(() => slack.connectionCount() === 2, { timeoutMs: 40_000 })
    await recover(fleet)
    expect(await fleet.state()).toBe('applied')
    const done = fleet.outcomes.length
    const channel = slack.directMessage('U0SARAH')
    // Whichever of them hears it.
    await answers.act('U0SARAH', 'help', () => slack.command({ user: 'U0SARAH', channel, text: 'help' }))
    await fleet.finished(done + 1)
    expect(answers.findUnanswered()).toEqual([])
    await expectNothingLostNothingTwice({ ...scene, witness })
  })
})
