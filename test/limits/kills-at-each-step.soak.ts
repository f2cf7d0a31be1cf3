import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { steps } from './support/steps.ts'
import { createHand, endLeases, prepareKills } from './support/victim.ts'

// On PostgreSQL as well in the soak, which kills at any moment: each kill is a start, and a start is a second of work.
describeOnSqlite('a bot that is killed', (open, place) => {
  test('at any step of a change makes it once, and shows it', { timeout: 120_000 }, async () => {
    const kills = await prepareKills(open, place)
    const { sandbox, db } = kills
    const { slack, mistral } = sandbox
    const hand = createHand(sandbox)
    let victim = await kills.start()
    for (const [index, step] of steps.entries()) {
      const amount = 50_000 + 1000 * index
      const writesBefore = kills.writes().length
      await hand.ask('U0SARAH', amount, sandboxChannels.finops.id)
      const cards = () => slack.messages({ channel: approvalsChannel })
      const card = await slack.waitFor(() => cards().length === index + 1 && cards().at(-1))
      // The chart follows once the card's place is known: until then a click would come from nowhere.
      await slack.waitFor(() => slack.thread(card).length > 1)
      const form = await hand.look('U0CLAIRE', card)
      step.arm(kills, victim.kill)
      await slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
      await victim.ended
      expect((await kills.raises()).at(-1)?.state, step.name).toBe(step.leaves)

      mistral.clearFaults()
      slack.faults.clear()
      await endLeases(db)
      victim = await kills.start()
      const text = () => printMessage(cards().at(-1)!, slack)
      await slack.waitFor(() => /^✅.*read back from Mistral/.test(text()), { timeoutMs: 15_000 })
      const proofs = () =>
        slack.thread(card).filter((message) => printMessage(message, slack).includes('Audit trail up to here'))
      await slack.waitFor(() => proofs().length > 0, { timeoutMs: 15_000 })

      expect(mistral.organization.limit, step.name).toBe(amount)
      expect(kills.writes().length - writesBefore, step.name).toBe(step.writes)
      expect(cards(), step.name).toHaveLength(index + 1)
      expect(proofs(), step.name).toHaveLength(1)
      const applied = (await kills.actions()).filter((action) => action === 'applied')
      expect(applied, step.name).toHaveLength(index + 1)
      expect(await kills.isTrailWhole(), step.name).toBe(true)
    }
  })
})
