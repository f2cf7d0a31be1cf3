import { expect, onTestFinished, test } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { createSandbox } from '../../../src/sandbox/index.ts'
import { type AskSlack, createAskSlack } from '../../../src/tools/doctor/ask-slack.ts'
import { gatherChannels, judgeChannels } from '../../../src/tools/doctor/channels.ts'

const people = ['U0CLAIRE', 'U0MARC', 'U0NADIA', 'U0SARAH', 'U0JONAS', 'U0GABI']

/** Six people, one of them a guest, and a clock that only notes how long somebody would have waited. */
async function createChannel() {
  const { slack, environment, close } = await createSandbox({ scopes: manifest.oauth_config.scopes.bot })
  onTestFinished(close)
  slack.updateChannel('C0DIGEST', { members: people })
  const waited: number[] = []
  const clock = { sleep: async (ms: number) => void waited.push(ms) }
  const ask = createAskSlack(environment.SLACK_API_URL ?? '', environment.SLACK_BOT_TOKEN ?? '', clock)
  return { slack, waited, ask, said: () => sayGuests(ask) }
}

async function sayGuests(ask: AskSlack): Promise<string | undefined> {
  const found = await gatherChannels([{ namedBy: 'DIGEST_CHANNEL', id: 'C0DIGEST' }], ask)
  return judgeChannels(found)[0]?.says
}

test('guests are counted, and nobody waits where Slack answers', async () => {
  const { said, waited } = await createChannel()
  expect(await said()).toMatch(/can be read by 1 guest from outside/)
  expect(waited).toEqual([])
})

test('whom Slack holds back waits as long as it says, and counts everybody after all', async () => {
  const { slack, said, waited } = await createChannel()
  slack.faults.rateLimit('users.info', { retryAfterSeconds: 7, times: 2 })
  expect(await said()).toMatch(/can be read by 1 guest from outside/)
  expect(waited).toEqual([7_000, 7_000])
})

test('nobody is said to be no guest whom Slack did not tell about', async () => {
  const { slack, said, waited } = await createChannel()
  slack.faults.rateLimit('users.info', { retryAfterSeconds: 5, times: 1_000 })
  expect(await said()).toMatch(/guests not counted, because Slack was asked too much just now/)
  expect(waited.length).toBeLessThanOrEqual(8)
  slack.faults.clear()
  slack.faults.rateLimit('users.info', { retryAfterSeconds: 3_600 })
  expect(await said()).toMatch(/guests not counted, because Slack was asked too much/)
  expect(waited).not.toContain(3_600_000)
  slack.faults.clear()
  slack.faults.loseResponse('users.info')
  expect(await said()).toMatch(/guests not counted, because Slack did not answer about every member/)
  slack.faults.fail('users.info', 'missing_scope')
  expect(await said()).toMatch(/guests not counted, because Slack does not tell who is who \(missing_scope\)/)
  slack.faults.fail('conversations.members', 'missing_scope')
  expect(await said()).toMatch(/guests not counted, because Slack does not tell who is who \(missing_scope\)/)
})

test('few are asked for at once', async () => {
  const { ask } = await createChannel()
  let [under, most] = [0, 0]
  await sayGuests(async (question, ...rest) => {
    under += 1
    most = Math.max(most, under)
    try {
      return await ask(question, ...rest)
    } finally {
      under -= 1
    }
  })
  expect(most).toBe(4)
})
