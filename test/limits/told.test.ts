import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { startBot } from '../support/bot.ts'
import { describeOnSqlite } from '../support/databases.ts'
import { approvalsChannel, raiseSteps } from '../support/raise.ts'
import { minute, pass } from './support/acts.ts'
import { allScopes, startFleet } from './support/fleet.ts'

describeOnSqlite('an announcement', (open, place) => {
  test('goes on with those who were not told when it is tried again', async () => {
    const fleet = await startFleet(open, place, { settings: { APPROVALS_CHANNEL: '' } })
    const { slack, steps } = fleet
    await steps.request({ amount: '50000' })
    const deciders = ['U0CLAIRE', 'U0MARC', 'U0NADIA']
    const heard = () =>
      deciders.map((user) => steps.directTexts(user).filter((text) => text.includes('Half the time')).length)
    const stop = slack.on((change) => {
      if (change.type !== 'message' || !heard().includes(1)) return
      stop()
      // The first was told; the next two find Slack away.
      slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 1, times: 2 })
    })
    await pass(fleet, 24 * 60 * minute, 60 * minute)
    await pass(fleet, 2 * minute)
    expect(heard()).toEqual([1, 1, 1])
  })
})

test('a request that no message can carry to anybody is said to be unseen, is tried again, and status says why', async () => {
  const running = await startBot({ settings: { APPROVALS_CHANNEL: '' } })
  const { slack } = running
  const steps = raiseSteps(running)
  slack.faults.fail('chat.postMessage', 'messages_tab_disabled', 100)
  await steps.request({ amount: '50000' })
  expect(steps.modal('U0SARAH')).toContain('could not show it to anybody who can approve it yet')
  expect(await running.askForText('status')).toContain('Messages Tab')
  expect(steps.directTexts('U0CLAIRE')).toEqual([])
  slack.faults.clear()
  running.sandbox.clock.advance(minute)
  await running.bot.settle()
  expect(steps.directTexts('U0CLAIRE').join()).toContain('€45,000 → €50,000')
  expect(await running.askForText('status')).not.toContain('Messages Tab')
})

test('a request that arrives is said to be sent', async () => {
  const running = await startBot()
  const steps = raiseSteps(running)
  await steps.request({ amount: '50000' })
  expect(steps.modal('U0SARAH')).toContain('Sent.')
  expect(printMessage(steps.card(), running.slack)).toContain('€50,000')
  expect(steps.card().channel).toBe(approvalsChannel)
})

/** Slack refuses two messages about a request that is denied, the head of the trail and the word to whoever asked, and a minute later none. */
async function denyWhileRefused(code: string) {
  const running = await startBot()
  const steps = raiseSteps(running)
  await steps.request({ amount: '50000' })
  running.slack.faults.fail('chat.postMessage', code, 2)
  await steps.deny('U0CLAIRE', 'Not this month.')
  const atFirst = steps.directTexts('U0SARAH')
  running.sandbox.clock.advance(minute)
  await running.bot.settle()
  return { running, steps, atFirst, later: steps.directTexts('U0SARAH') }
}

test('how a request ended is told to whoever asked for it also where Slack does not take the message at first', async () => {
  const { running, steps, atFirst, later } = await denyWhileRefused('invalid_blocks')
  const told = (texts: readonly string[]) => texts.filter((text) => text.includes('Denied')).length
  expect(told(later)).toBe(told(atFirst) + 1)
  expect(steps.threadTexts().join('\n')).toContain('Audit trail')
  expect(await running.askForText('status')).not.toContain('invalid_blocks')
})

test('whoever cannot be reached for good is not told how it ended, and nothing goes on failing for it', async () => {
  const { running, atFirst, later } = await denyWhileRefused('user_disabled')
  expect(later).toEqual(atFirst)
  expect(running.logLines.join('')).not.toContain('a job failed')
})

test.each(['invalid_blocks', 'service_unavailable'])(
  'the chart of a request comes later where Slack says %s at first',
  async (trouble) => {
    const running = await startBot({ scopes: allScopes })
    const { slack } = running
    const steps = raiseSteps(running)
    const stop = slack.on((change) => {
      if (change.type !== 'message' || change.channel !== approvalsChannel) return
      stop()
      // The card is there; its chart is next.
      slack.faults.fail('chat.postMessage', trouble)
    })
    await steps.request({ amount: '50000' })
    expect(steps.threadTexts()).toEqual([])
    running.sandbox.clock.advance(minute)
    await running.bot.settle()
    expect(steps.threadTexts()).toEqual([expect.stringContaining('November is heading for')])
  },
)
