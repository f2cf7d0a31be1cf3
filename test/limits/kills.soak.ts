import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { approvalsChannel } from '../support/raise.ts'
import { allScopes } from './support/fleet.ts'
import { createRandom, isSoakOver, killsTimeout, takeSeed } from './support/soak.ts'
import { steps } from './support/steps.ts'
import { createHand, endLeases, prepareKills } from './support/victim.ts'

/** At each step in turn, and as often at a moment that nobody chose, with something wrong at Mistral as well. */
const rounds = [...steps, undefined]
const anyMoment = 'at any moment'
/** A step that is not reached by then was passed by: the kill comes all the same. */
const patienceMs = 15_000

describeOnEachDatabase('a bot that is killed at each step and at any moment', (open, place) => {
  test('makes each change once, and shows it', killsTimeout, async () => {
    const startedAt = Date.now()
    const random = createRandom(takeSeed('kills'))
    const kills = await prepareKills(open, place, allScopes)
    const { sandbox, db } = kills
    const { slack, mistral } = sandbox
    const witness = witnessWrites(sandbox)
    const hand = createHand(sandbox)
    const cards = () => slack.messages({ channel: approvalsChannel })
    const state = async () => (await kills.raises()).at(-1)?.state
    const faults = [
      () => {},
      () => mistral.faults.loseAnswer('/spend-limit', 1, 'POST'),
      () => mistral.faults.fail(503, { path: '/spend-limit', method: 'POST', times: 1 }),
      () => mistral.faults.delay(50),
    ]
    const hits = new Map(rounds.map((step) => [step?.name ?? anyMoment, 0]))
    const left: Record<string, number> = {}
    let victim = await kills.start()
    let count = 0
    for (; !isSoakOver(count, startedAt); count += 1) {
      const amount = 50_000 + count
      await hand.ask('U0SARAH', amount, sandboxChannels.finops.id)
      const card = await slack.waitFor(() => cards().length === count + 1 && cards().at(-1), { timeoutMs: 60_000 })
      await slack.waitFor(() => slack.thread(card).length > 1, { timeoutMs: 60_000 })
      const decide = async () => {
        const form = await hand.look('U0CLAIRE', card)
        return slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
      }
      const form = await hand.look('U0CLAIRE', card)
      const step = rounds[count % rounds.length]
      let isHit = step === undefined
      step?.arm(kills, () => {
        isHit = true
        victim.kill()
      })
      if (!step) random.oneOf(faults)()
      const submitted = slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
      await Promise.race([victim.ended, wait(step ? patienceMs : random.below(250))])
      victim.kill()
      await Promise.all([victim.ended, submitted])
      const name = isHit ? (step?.name ?? anyMoment) : 'after the step was passed by'
      hits.set(name, (hits.get(name) ?? 0) + 1)
      const found = (await state()) ?? ''
      left[found] = (left[found] ?? 0) + 1
      mistral.clearFaults()
      slack.faults.clear()
      await endLeases(db)
      victim = await kills.start()
      if (found === 'open') await decide()
      const told = () => /^✅/.test(printMessage(cards().at(-1)!, slack))
      await slack.waitFor(told, { timeoutMs: 60_000 })
      expect(await state()).toBe('applied')
      expect(witness.written).toHaveLength(count + 1)
      expect(witness.written.at(-1)).toBe(amount)
    }
    const report = [...hits].map(([step, times]) => `\n  ${String(times).padStart(5)} ${step}`).join('')
    process.stdout.write(`${count} kills:${report}\n  they left ${JSON.stringify(left)}\n`)
    for (const { name } of count < 2 * rounds.length ? [] : steps) expect(hits.get(name), name).toBeGreaterThan(0)
    const check = () => expectNothingLostNothingTwice({ db, sandbox, witness })
    await vi.waitFor(check, { timeout: 60_000, interval: 1_000 })
  })
})
