import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { createRandom, soakMs, soakTimeout, takeSeed } from './support/soak.ts'
import { createHand, endLeases, prepareKills } from './support/victim.ts'

describeOnEachDatabase('a bot that is killed at any moment', (open, place) => {
  test('makes each change once, and shows it', soakTimeout, async () => {
    const until = Date.now() + soakMs
    const random = createRandom(takeSeed('kills'))
    const kills = await prepareKills(open, place)
    const { sandbox, db } = kills
    const { slack, mistral } = sandbox
    const hand = createHand(sandbox)
    const cards = () => slack.messages({ channel: approvalsChannel })
    const changes: (number | null)[] = []
    mistral.on((event) => {
      if (event.type === 'change' && event.what === 'limit') changes.push(mistral.organization.limit)
    })
    const state = async () => (await kills.raises()).at(-1)?.state
    const faults = [
      () => {},
      () => mistral.faults.loseAnswer('/spend-limit', 1, 'POST'),
      () => mistral.faults.fail(503, { path: '/spend-limit', method: 'POST', times: 1 }),
      () => mistral.faults.delay(50),
    ]
    let count = 0
    const left: Record<string, number> = {}
    let victim = await kills.start()
    for (; Date.now() < until; count += 1) {
      const amount = 50_000 + count
      await hand.ask('U0SARAH', amount, sandboxChannels.finops.id)
      const card = await slack.waitFor(() => cards().length === count + 1 && cards().at(-1), { timeoutMs: 20_000 })
      await slack.waitFor(() => slack.thread(card).length > 1, { timeoutMs: 20_000 })
      const decide = async () => {
        const form = await hand.look('U0CLAIRE', card)
        return slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
      }
      const form = await hand.look('U0CLAIRE', card)
      random.oneOf(faults)()
      const submitted = slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
      await wait(random.below(250))
      victim.kill()
      await Promise.all([victim.ended, submitted])
      const found = (await state()) ?? ''
      left[found] = (left[found] ?? 0) + 1
      mistral.clearFaults()
      await endLeases(db)
      victim = await kills.start()
      if (found === 'open') await decide()
      const told = () => /^✅/.test(printMessage(cards().at(-1)!, slack))
      await slack.waitFor(told, { timeoutMs: 60_000 })
      expect(await state()).toBe('applied')
      expect(changes).toHaveLength(count + 1)
      expect(changes.at(-1)).toBe(amount)
      expect((await kills.actions()).filter((action) => action === 'applied')).toHaveLength(count + 1)
      expect(await kills.isTrailWhole()).toBe(true)
    }
    process.stdout.write(`${count} kills; they left ${JSON.stringify(left)}\n`)
  })
})
