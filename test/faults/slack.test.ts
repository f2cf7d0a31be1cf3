import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { minute, pass } from '../limits/support/acts.ts'
import { allScopes, startFleet } from '../limits/support/fleet.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { recover } from './support.ts'

const settings = { ALERTS_CHANNEL: sandboxChannels.finops.id as string }

describeOnSqlite('a Slack', (open, place) => {
  async function start(size = 1) {
    const fleet = await startFleet(open, place, { size, settings, scopes: allScopes })
    const { sandbox, slack, db } = fleet
    return { fleet, slack, witness: witnessWrites(sandbox), scene: { db, sandbox } }
  }

  test('that limits posts and updates keeps people waiting, and every card, notice and alert comes once', async () => {
    const { fleet, slack, witness, scene } = await start()
    const { steps, mistral } = fleet
    slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1, times: 5 })
    slack.faults.rateLimit('views.update', { retryAfterSeconds: 1 })
    await steps.request({ amount: '50000' })
    await pass(fleet, 2 * minute)
    await steps.approve('U0CLAIRE')
    mistral.burn({ amount: 14_000 })
    slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1, times: 4 })
    slack.faults.rateLimit('chat.update', { retryAfterSeconds: 1 })
    await pass(fleet, 10 * minute, 5 * minute)
    await recover(fleet)
    expect(await fleet.state()).toBe('applied')
    await expectNothingLostNothingTwice({ ...scene, witness })
  })

  test('that refuses blocks for a while has the card all the same, and one of it', async () => {
    const { fleet, slack, witness, scene } = await start()
    const { steps } = fleet
    // The card in the channel and every copy of it.
    slack.faults.fail('chat.postMessage', 'invalid_blocks', 5)
    await steps.request({ amount: '50000' })
    expect(steps.modal('U0SARAH')).toContain('could not show it to anybody who can approve it yet')
    await recover(fleet)
    await steps.approve('U0CLAIRE')
    expect(await fleet.state()).toBe('applied')
    await expectNothingLostNothingTwice({ ...scene, witness })
  })

  test('whose files are never ready has the request decided without its chart', async () => {
    const { fleet, slack, witness, scene } = await start()
    const { steps } = fleet
    slack.faults.slowFiles(48 * 60 * minute)
    await steps.request({ amount: '50000' })
    await pass(fleet, 2 * minute)
    await steps.approve('U0CLAIRE')
    expect(await fleet.state()).toBe('applied')
    await recover(fleet)
    await expectNothingLostNothingTwice({ ...scene, witness })
  })

  test('that answers no call to post or update for a while loses no card and says nothing twice', async () => {
    const { fleet, slack, witness, scene } = await start()
    const { steps } = fleet
    slack.faults.loseResponse('chat.postMessage', 3)
    slack.faults.loseResponse('chat.update', 2)
    await steps.request({ amount: '50000' })
    await pass(fleet, 2 * minute)
    await steps.approve('U0CLAIRE')
    slack.faults.loseResponse('chat.postMessage', 2)
    await recover(fleet)
    expect(await fleet.state()).toBe('applied')
    await expectNothingLostNothingTwice({ ...scene, witness })
  })

  test('that tells each event twice, to whichever instance, has it answered once', async () => {
    const { fleet, slack } = await start(3)
    slack.faults.repeatEvents(true)
    const direct = slack.directMessage('U0SARAH')
    const answered = () =>
      slack
        .messages({ channel: direct, as: 'U0SARAH' })
        .filter(({ author }) => author === slack.botUserId)
        .map((message) => printMessage(message, slack))
    for (let question = 1; question <= 5; question += 1) {
      await slack.say({ user: 'U0SARAH', channel: direct, text: 'whoami' })
      await fleet.finished(question)
      await fleet.bot.settle()
    }
    const events = slack.journal().filter(({ kind }) => kind === 'event')
    expect(events.filter(({ args }) => 'retry' in args)).toHaveLength(5)
    expect(answered()).toHaveLength(5)
    expect(fleet.outcomes.length).toBe(5)
  })
})
