import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { createHand, endLeases, type Kills, prepareKills } from './support/victim.ts'

const path = '/spend-limit'
const { bot, bot_optional } = manifest.oauth_config.scopes

interface Step {
  readonly name: string
  /** What the dead left in the database. */
  readonly leaves: string
  /** Calls `kill` at that step; what it returns is undone before the restart. */
  arm(kills: Kills, kill: () => void): void
  readonly writes: number
}

const onAnswer =
  (method: string, askedPath: string, nth: number): Step['arm'] =>
  ({ sandbox: { mistral } }, kill) => {
    let left = nth
    const stop = mistral.on((event) => {
      if (event.type !== 'request' || event.request.method !== method || event.request.path !== askedPath) return
      left -= 1
      if (left > 0) return
      stop()
      // The answer is not yet on its way: the process dies without it.
      kill()
    })
  }

const steps: readonly Step[] = [
  // The decision looks at the limit once, and the write a second time.
  { name: 'before the claim', leaves: 'approved', arm: onAnswer('GET', path, 2), writes: 1 },
  {
    name: 'after the claim, before the write took effect',
    leaves: 'applying',
    arm(kills, kill) {
      kills.sandbox.mistral.faults.fail(503, { path, method: 'POST', times: 1 })
      onAnswer('POST', path, 1)(kills, kill)
    },
    writes: 2,
  },
  {
    name: 'after the write took effect',
    leaves: 'applying',
    arm({ sandbox: { mistral } }, kill) {
      const stop = mistral.on((event) => {
        if (event.type !== 'change' || event.what !== 'limit') return
        stop()
        kill()
      })
    },
    writes: 1,
  },
  { name: 'before the read-back', leaves: 'applying', arm: onAnswer('GET', path, 3), writes: 1 },
  { name: 'after the read-back', leaves: 'applying', arm: onAnswer('GET', '/audit-logs', 1), writes: 1 },
  {
    name: 'before the card is updated',
    leaves: 'applied',
    arm(kills, kill) {
      const { mistral, slack } = kills.sandbox
      const stop = mistral.on(async (event) => {
        if (event.type !== 'request' || event.request.path !== '/audit-logs') return
        stop()
        slack.faults.hang('chat.update')
        slack.faults.hang('chat.postMessage')
        while ((await kills.raises()).at(-1)?.state !== 'applied') await setImmediate()
        kill()
      })
    },
    writes: 1,
  },
]

describeOnEachDatabase('a bot that is killed', (open, place) => {
  test('between posting a card and noting it leaves one card, and that one is live', { timeout: 60_000 }, async () => {
    const kills = await prepareKills(open, place, [...bot, ...bot_optional])
    const { slack } = kills.sandbox
    const hand = createHand(kills.sandbox)
    const victim = await kills.start()
    const stop = slack.on((change) => {
      if (change.type !== 'message' || change.channel !== approvalsChannel) return
      stop()
      slack.faults.loseResponse('chat.postMessage')
      victim.kill()
    })
    await hand.ask('U0SARAH', 50_000, sandboxChannels.finops.id)
    await victim.ended
    const cards = () => slack.messages({ channel: approvalsChannel })
    expect(cards()).toHaveLength(1)
    await kills.start()
    const [card] = cards()
    await slack.waitFor(() => slack.thread(card!).length > 1, { timeoutMs: 40_000 })
    expect(cards()).toHaveLength(1)
    const form = await hand.look('U0CLAIRE', card!)
    await slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
    await slack.waitFor(() => /^✅/.test(printMessage(cards()[0]!, slack)), { timeoutMs: 20_000 })
  })

  test('right behind its claim says on the card what is true within a minute of the restart', {
    timeout: 120_000,
  }, async () => {
    const kills = await prepareKills(open, place)
    const { slack, mistral } = kills.sandbox
    const hand = createHand(kills.sandbox)
    const victim = await kills.start()
    await hand.ask('U0SARAH', 50_000, sandboxChannels.finops.id)
    const cards = () => slack.messages({ channel: approvalsChannel })
    const card = await slack.waitFor(() => cards().at(-1))
    await slack.waitFor(() => slack.thread(card).length > 1)
    const form = await hand.look('U0CLAIRE', card)
    // The longest way: nothing was written, so the leases of the dead have to run out by themselves.
    const step = steps.find(({ name }) => name === 'after the claim, before the write took effect')
    step?.arm(kills, victim.kill)
    await slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
    await victim.ended
    mistral.clearFaults()
    await kills.start()
    const text = () => printMessage(cards().at(-1)!, slack)
    await slack.waitFor(() => /^✅.*read back from Mistral/.test(text()), { timeoutMs: 60_000 })
    expect(kills.writes()).toHaveLength(2)
    expect(cards()).toHaveLength(1)
  })

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
