import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { createClient, refusalOf, startBolt, startSlack } from './bench.ts'

const post = { channel: 'C1GENERAL', text: 'hello' }

test('a rate limit holds for as many calls as planned', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 7, times: 2 })
  for (let call = 1; call <= 2; call += 1)
    await expect(client.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 7 })
  await client.chat.postMessage(post)
  expect(slack.messages({ channel: post.channel })).toHaveLength(1)
})

test('a failure has no effect, a lost response has', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  slack.faults.fail('chat.postMessage', 'internal_error', 1)
  expect(await refusalOf(client.chat.postMessage(post))).toBe('internal_error')
  expect(slack.messages({ channel: post.channel })).toEqual([])
  slack.faults.loseResponse('chat.postMessage')
  expect(await refusalOf(client.chat.postMessage(post))).not.toBe('accepted')
  expect(slack.messages({ channel: post.channel })).toHaveLength(1)
})

test('a hanging method never answers, until the fault is cleared', async () => {
  const slack = await startSlack()
  slack.faults.hang('auth.test')
  const abort = AbortSignal.timeout(50)
  const headers = { authorization: `Bearer ${slack.botToken}` }
  await expect(fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers, signal: abort })).rejects.toThrow()
  slack.faults.clear()
  expect(await createClient(slack).auth.test()).toMatchObject({ ok: true })
})

test('a refused response_url shows as an error of respond()', async () => {
  const slack = await startSlack()
  slack.faults.rateLimit('response_url', { retryAfterSeconds: 1 })
  const outcomes: string[] = []
  await startBolt(slack, 'socket', (app) => {
    app.command('/mistral', async ({ ack, respond }) => {
      await ack()
      await respond('answer').then(
        () => outcomes.push('ok'),
        (error: Error) => outcomes.push(error.message),
      )
    })
  })
  await slack.command({ user: 'U2SARAH', channel: post.channel })
  await slack.waitFor(() => slack.journal().some(({ kind }) => kind === 'response-url'))
  await expect.poll(() => outcomes).toEqual([expect.stringContaining('429')])
})

describe('sockets', () => {
  test.each(['dropSockets', 'refreshSockets'] as const)('after %s the bot comes back by itself', async (fault) => {
    const slack = await startSlack()
    const register = (app: App) => app.command('/mistral', ({ ack }) => ack())
    await startBolt(slack, 'socket', register, { reconnectMs: 500 })
    slack.faults[fault]()
    expect(await slack.command({ user: 'U2SARAH', channel: post.channel })).toMatchObject({ error: 'dispatch_failed' })
    await slack.waitFor(() => slack.connectionCount() === 1)
    expect(await slack.command({ user: 'U2SARAH', channel: post.channel })).toMatchObject({ acknowledged: true })
  })

  test('of several connections each command reaches one', async () => {
    const slack = await startSlack()
    const heard: number[] = []
    for (const instance of [1, 2])
      await startBolt(slack, 'socket', (app) => {
        app.command('/mistral', async ({ ack }) => {
          heard.push(instance)
          await ack()
        })
      })
    expect(slack.connectionCount()).toBe(2)
    for (let count = 0; count < 40; count += 1) await slack.command({ user: 'U2SARAH', channel: post.channel })
    expect(heard).toHaveLength(40)
    expect(new Set(heard)).toEqual(new Set([1, 2]))
  })
})
