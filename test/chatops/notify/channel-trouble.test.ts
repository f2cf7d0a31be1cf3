import { expect, test } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import { findApprovalsTrouble, findChannelTrouble } from '../../../src/chatops/notify/channel-trouble.ts'
import { tellEach } from '../../../src/chatops/notify/tell-each.ts'
import type { Config } from '../../../src/config/index.ts'
import { createSandboxClock } from '../../../src/sandbox/clock.ts'
import { createSandbox } from '../../../src/sandbox/index.ts'
import { createSlackCalls } from '../../../src/slack/calls.ts'
import { createSlackChannels } from '../../../src/slack/channels.ts'
import { partsOf } from '../../support/parts.ts'
import { approvalsChannel } from '../../support/raise.ts'

const ignore = () => {}
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }

test('a channel is unreachable where Slack does not know it, and not because Slack has trouble of its own', async () => {
  await using sandbox = await openSandbox()
  const { slack, facts } = sandbox
  const find = () => findChannelTrouble(approvalsChannel, facts)
  const findElsewhere = () => findApprovalsTrouble(partsOf<Config>({ places: { approvals: approvalsChannel } }), facts)
  for (const code of ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']) {
    slack.faults.fail('conversations.info', code, 2)
    await expect(find(), code).rejects.toMatchObject({ reason: 'down', code })
    await expect(findElsewhere(), code).rejects.toMatchObject({ reason: 'down', code })
  }
  slack.faults.fail('conversations.info', 'missing_scope', 2)
  await expect(find()).rejects.toMatchObject({ reason: 'refused', code: 'missing_scope' })
  // What is asked for there can be said in direct messages instead.
  expect(await findElsewhere()).toBe('unreachable')
  slack.faults.fail('conversations.info', 'channel_not_found')
  expect(await find()).toBe('unreachable')
  expect(await find()).toBeUndefined()
})

test('who was not told because Slack had trouble is told at the next try, and others are told meanwhile', async () => {
  await using sandbox = await openSandbox()
  const { slack, channels } = sandbox
  slack.faults.fail('chat.postMessage', 'internal_error')
  const told: string[] = []
  const tell = (name: string) => async () => {
    await channels.post(approvalsChannel, { text: name, blocks: [] })
    told.push(name)
  }
  const all = ['Claire', 'Marc'].map(tell)
  await expect(tellEach({ log }, all)).rejects.toMatchObject({ reason: 'down' })
  expect(told).toEqual(['Marc'])
  await tellEach({ log }, all.slice(0, 1))
  expect(told).toEqual(['Marc', 'Claire'])
})

async function openSandbox() {
  const sandbox = await createSandbox({
    scopes: manifest.oauth_config.scopes.bot,
    clock: createSandboxClock(new Date()),
  })
  const { slack } = sandbox
  const channels = createSlackChannels(createSlackCalls({ token: slack.botToken, apiUrl: slack.apiUrl, log }))
  return { slack, channels, facts: channels.facts, [Symbol.asyncDispose]: () => sandbox.close() }
}
