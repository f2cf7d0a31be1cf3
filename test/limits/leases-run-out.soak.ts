import { expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvalsChannel } from '../support/raise.ts'
import { steps } from './support/steps.ts'
import { createHand, prepareKills } from './support/victim.ts'

const { bot, bot_optional } = manifest.oauth_config.scopes

/** In real time: nobody ends the leases of the dead, so they have to run out by themselves. */
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
})
