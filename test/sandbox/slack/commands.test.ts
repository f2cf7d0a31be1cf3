import { describe, expect, test } from 'vitest'
import { startBolt, startSlack, transports } from './bench.ts'

describe.each(transports)('a slash command over %s', (transport) => {
  test('is acknowledged, answered privately and posted to the channel', async () => {
    const slack = await startSlack()
    await startBolt(slack, transport, (app) => {
      app.command('/mistral', async ({ ack, respond, client, command }) => {
        await ack()
        await respond({ text: `only you: ${command.text}` })
        await client.chat.postMessage({ channel: command.channel_id, text: 'for everyone' })
      })
    })

    const reply = await slack.command({ user: 'U2SARAH', channel: 'C1GENERAL', text: 'spend' })
    expect(reply).toMatchObject({ acknowledged: true })
    await slack.waitFor(() => slack.messages({ channel: 'C1GENERAL', as: 'U2SARAH' }).length === 2)
    expect(slack.messages({ channel: 'C1GENERAL', as: 'U2SARAH' }).map(({ text }) => text)).toEqual([
      'only you: spend',
      'for everyone',
    ])
    expect(slack.messages({ channel: 'C1GENERAL', as: 'U1CLAIRE' }).map(({ text }) => text)).toEqual(['for everyone'])
  })

  test('may carry its answer in the acknowledgement', async () => {
    const slack = await startSlack()
    await startBolt(slack, transport, (app) => {
      app.command('/mistral', ({ ack }) => ack({ text: 'here', response_type: 'in_channel' }))
    })
    await slack.command({ user: 'U2SARAH', channel: 'C2FINOPS' })
    expect(slack.messages({ channel: 'C2FINOPS' })).toMatchObject([{ text: 'here', author: slack.botUserId }])
  })

  test('that is not acknowledged in time ends in Slack’s own notice', async () => {
    const slack = await startSlack({ ackTimeoutMs: 50 })
    await startBolt(slack, transport, (app) => {
      app.command('/mistral', () => Promise.resolve())
    })
    expect(await slack.command({ user: 'U2SARAH', channel: 'C1GENERAL' })).toMatchObject({
      acknowledged: false,
      error: 'operation_timeout',
    })
    expect(slack.messages({ channel: 'C1GENERAL', as: 'U2SARAH' }).at(-1)?.text).toContain('operation_timeout')
    expect(slack.messages({ channel: 'C1GENERAL', as: 'U1CLAIRE' })).toEqual([])
  })
})

test('a command that no bot hears fails at once', async () => {
  const slack = await startSlack()
  expect(await slack.command({ user: 'U2SARAH', channel: 'C1GENERAL' })).toMatchObject({
    acknowledged: false,
    error: 'dispatch_failed',
  })
})

test('slash commands do not work in threads', async () => {
  const slack = await startSlack()
  const reply = await slack.command({ user: 'U2SARAH', channel: 'C1GENERAL', threadTs: '1.000001' })
  expect(reply.error).toBe('not_supported_in_threads')
  expect(slack.journal()).toEqual([])
})
