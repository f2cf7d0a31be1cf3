import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { signRequest } from '../../../src/sandbox/slack/index.ts'
import { createClient, createManualClock, startBolt, startSlack, transports } from './bench.ts'

const minute = 60_000

const openSocket = (url: string) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(url)
    socket.addEventListener('message', () => resolve('hello'))
    socket.addEventListener('error', () => resolve('refused'))
  })

describe.each(transports)('events over %s', (transport) => {
  test('tell of mentions and direct messages as far as scopes and subscriptions allow', async () => {
    const slack = await startSlack({ events: ['app_mention', 'message.im'] })
    const heard: unknown[] = []
    await startBolt(slack, transport, (app) => {
      app.event('app_mention', async ({ event }) => void heard.push([event.type, event.channel, event.user]))
      app.event('message', async ({ event }) => void heard.push([event.type, event.channel, event.channel_type]))
    })
    const user = 'U2SARAH'
    const mention = `<@${slack.botUserId}> spend?`
    await slack.say({ user, channel: 'C1GENERAL', text: mention })
    await slack.say({ user, channel: 'C1GENERAL', text: 'lunch?' })
    await slack.say({ user, channel: 'C2FINOPS', text: mention })
    const direct = slack.directMessage(user)
    await slack.say({ user, channel: direct, text: 'spend?' })
    await expect
      .poll(() => heard)
      .toEqual([
        ['app_mention', 'C1GENERAL', user],
        ['message', direct, 'im'],
      ])
  })

  test('in a shared channel say so', async () => {
    const slack = await startSlack({ events: ['app_mention'] })
    const bodies: object[] = []
    await startBolt(slack, transport, (app) => {
      app.event('app_mention', async ({ body }) => void bodies.push(body))
    })
    await slack.say({ user: 'U5STRANGER', channel: 'C4SHARED', text: `<@${slack.botUserId}>` })
    await expect.poll(() => bodies).toMatchObject([{ team_id: slack.teamId, is_ext_shared_channel: true }])
    expect(bodies).not.toMatchObject([{ event: { user_team: slack.teamId } }])
  })
})

test('an event that fails over HTTP is sent again at once, after a minute and after five', async () => {
  const clock = createManualClock()
  const slack = await startSlack({ clock, events: ['app_mention'] })
  const seen: unknown[] = []
  const server = createServer((request, response) => {
    seen.push([request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']])
    response.writeHead(500).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  await slack.say({ user: 'U2SARAH', channel: 'C1GENERAL', text: `<@${slack.botUserId}>` })
  const first = [
    [undefined, undefined],
    ['1', 'http_error'],
  ]
  await expect.poll(() => seen).toEqual(first)
  clock.advance(minute)
  await expect.poll(() => seen).toEqual([...first, ['2', 'http_error']])
  clock.advance(5 * minute)
  await expect.poll(() => seen).toEqual([...first, ['2', 'http_error'], ['3', 'http_error']])
})

test('an event that a socket leaves unanswered is sent again with its attempt', async () => {
  const slack = await startSlack({ ackTimeoutMs: 30, events: ['app_mention'] })
  const { url = '' } = await createClient(slack, slack.appToken).apps.connections.open({})
  const attempts: unknown[] = []
  const socket = new WebSocket(url)
  socket.addEventListener('message', ({ data }) => {
    const envelope = JSON.parse(String(data))
    if (envelope.type === 'hello') return
    attempts.push([envelope.retry_attempt, envelope.retry_reason])
    if (envelope.retry_attempt === 1) socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }))
  })
  await slack.waitFor(() => slack.connectionCount() === 1)
  const reply = await slack.say({ user: 'U2SARAH', channel: 'C1GENERAL', text: `<@${slack.botUserId}>` })
  expect(reply.error).toBe('operation_timeout')
  await slack.waitFor(() => slack.journal().filter(({ kind, ok }) => kind === 'event' && ok).length === 1)
  expect(attempts).toEqual([
    [0, ''],
    [1, 'timeout'],
  ])
})

test('a Socket Mode address is good for one connection', async () => {
  const slack = await startSlack()
  const { url = '' } = await createClient(slack, slack.appToken).apps.connections.open({})
  const open = () => openSocket(url)
  expect([await open(), await open()]).toEqual(['hello', 'refused'])
})

test('refused sockets keep bots out until they are welcome again', async () => {
  const slack = await startSlack()
  const connect = async () => {
    const { url = '' } = await createClient(slack, slack.appToken).apps.connections.open({})
    return openSocket(url)
  }
  slack.faults.refuseSockets(true)
  expect(await connect()).toBe('refused')
  slack.faults.refuseSockets(false)
  expect(await connect()).toBe('hello')
})

test('requests that are forged or stale do not pass Bolt’s check, well signed ones do', async () => {
  const slack = await startSlack()
  await startBolt(slack, 'http', (app) => {
    app.command('/mistral', ({ ack }) => ack())
  })
  const body = new URLSearchParams({ command: '/mistral', team_id: slack.teamId, user_id: 'U2SARAH' }).toString()
  const now = Math.floor(Date.now() / 1_000)
  const send = async (timestamp: number, secret: string) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signRequest(secret, timestamp, body),
    }
    return (await fetch(slack.requestUrl() ?? '', { method: 'POST', headers, body })).status
  }
  expect(await send(now, slack.signingSecret)).toBe(200)
  expect(await send(now, 'another secret')).toBe(401)
  expect(await send(now - 600, slack.signingSecret)).toBe(401)
})

test('the sandbox calls and fetches from this machine alone', async () => {
  const slack = await startSlack()
  expect(() => slack.setRequestUrl('https://example.com/slack/events')).toThrow('this machine')
  await expect(slack.fetchImage('https://example.com/chart.png')).rejects.toThrow('this machine')
})
