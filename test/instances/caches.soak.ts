import { expect, test } from 'vitest'
import { printMessage } from '../../src/sandbox/print-message.ts'
import { type Fleet, startFleet } from '../limits/support/fleet.ts'
import { describeOnPostgres } from '../support/databases.ts'

/** Asks so often that each of them is asked: Slack chooses the socket. */
async function askAll(fleet: Fleet): Promise<string[]> {
  const { slack } = fleet
  const channel = slack.directMessage('U0CLAIRE')
  const asked = fleet.bots.map(({ outcomes }) => outcomes.length)
  const answers: string[] = []
  while (fleet.bots.some(({ outcomes }, index) => outcomes.length === asked[index])) {
    const before = fleet.outcomes.length
    await slack.command({ user: 'U0CLAIRE', channel, text: 'spend' })
    await fleet.finished(before + 1)
    const message = slack.messages({ channel, as: 'U0CLAIRE' }).findLast(({ visibleTo }) => visibleTo !== undefined)
    answers.push(message ? printMessage(message, slack) : '')
  }
  return answers
}

describeOnPostgres('three instances that each remember figures', (open, place) => {
  test('all know the limit that one of them changed', { timeout: 300_000 }, async () => {
    const fleet = await startFleet(open, place, { size: 3 })
    const { steps, mistral } = fleet
    for (const answer of await askAll(fleet)) expect(answer).toMatch(/of €45,000/)
    await steps.request({ amount: '50000' })
    await steps.approve('U0CLAIRE')
    expect(mistral.organization.limit).toBe(50_000)
    for (const answer of await askAll(fleet)) expect(answer).toMatch(/of €50,000/)
    const reads = () =>
      mistral.requests.filter(({ path, method }) => path === '/spend-limit' && method === 'GET').length
    const before = reads()
    await askAll(fleet)
    // Once each of them has looked, it is remembered as before.
    expect(reads()).toBe(before)
  })
})
