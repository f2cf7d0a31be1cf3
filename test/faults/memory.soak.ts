import { expect, test, vi } from 'vitest'
import { addMonths, dayOf, monthOf } from '../../src/domain/time/time.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { writeUsageAnswer } from '../bench/usage-answer.ts'
import { allScopes } from '../limits/support/fleet.ts'
import { createHand, prepareKills } from '../limits/support/victim.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { approvalsChannel } from '../support/raise.ts'

const patience = { timeoutMs: 120_000 }
/** Enough for the bot, and too little to read the answer in. */
const memory = { NODE_OPTIONS: '--max-old-space-size=128', ALERTS_CHANNEL: '' }

describeOnSqlite('a process with little memory', (open, place) => {
  test('says that it cannot read an answer which is too large for it, and goes on', { timeout: 300_000 }, async () => {
    const { sandbox, db, start } = await prepareKills(open, place, allScopes)
    const { slack, mistral } = sandbox
    const witness = witnessWrites(sandbox)
    const hand = createHand(sandbox)
    const victim = await start(memory)
    let isGone = false
    void victim.ended.then(() => {
      isGone = true
    })
    // The program runs by the clock of this machine, and keeps no day that is still to come, nor of another month.
    const lastMonth = addMonths(monthOf(dayOf(new Date())), -1)
    const answer = Buffer.from(writeUsageAnswer(60, lastMonth)).toString()
    mistral.faults.reshape(() => answer, '/usage')
    const channel = sandboxChannels.finops.id
    const answers = () =>
      slack
        .messages({ channel, as: 'U0CLAIRE' })
        .filter(({ text }) => !text.startsWith('Loading…'))
        .map((message) => printMessage(message, slack))
    await slack.command({ user: 'U0CLAIRE', channel, text: 'spend last month' })
    await slack.waitFor(() => answers().length === 1, patience)
    expect(answers()[0]).toMatch(/could not read Mistral’s answer/)
    expect(isGone).toBe(false)
    mistral.clearFaults()
    await hand.ask('U0SARAH', 60_000, channel)
    const card = await slack.waitFor(() => slack.messages({ channel: approvalsChannel }).at(-1), patience)
    await slack.waitFor(() => slack.thread(card).length > 1, patience)
    const form = await hand.look('U0CLAIRE', card)
    await slack.submitView({ user: 'U0CLAIRE', viewId: form.id, values: {} })
    await slack.waitFor(() => /^✅/.test(printMessage(slack.findMessage(card.channel, card.ts), slack)), patience)
    expect(isGone).toBe(false)
    const check = () => expectNothingLostNothingTwice({ db, sandbox, witness })
    await vi.waitFor(check, { timeout: 60_000, interval: 500 })
  })
})
