import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { button, startBolt, startSlack, text, transports } from './bench.ts'

const channel = 'C1GENERAL'

const answersCommandsWithButton = (app: App) => {
  app.command('/mistral', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'choose', blocks: [button('limits.raise', 'r1')] })
  })
}

describe.each(transports)('a click over %s', (transport) => {
  test('replaces an ephemeral message in place', async () => {
    const slack = await startSlack()
    await startBolt(slack, transport, (app) => {
      answersCommandsWithButton(app)
      app.action('limits.raise', async ({ ack, respond, body }) => {
        await ack()
        const isHidden = 'container' in body && body.container.is_ephemeral === true && body.message === undefined
        await respond({ replace_original: true, text: isHidden ? 'done' : 'not as Slack' })
      })
    })
    await slack.command({ user: 'U2SARAH', channel })
    const shown = await slack.waitFor(() => slack.messages({ channel, as: 'U2SARAH' })[0])
    await slack.click({ user: 'U2SARAH', channel, ts: shown.ts, actionId: 'limits.raise' })
    await slack.waitFor(() => slack.messages({ channel, as: 'U2SARAH' })[0]?.text === 'done')
    expect(slack.messages({ channel, as: 'U2SARAH' })).toHaveLength(1)
  })

  test('carries the message, the person, the state of its menus and the value of the button', async () => {
    const slack = await startSlack()
    const bodies: unknown[] = []
    const app = await startBolt(slack, transport, (bolt) => {
      bolt.action('limits.raise', async ({ ack, body }) => {
        bodies.push(body)
        await ack()
      })
      bolt.action('limits.scope', ({ ack }) => ack())
    })
    const options = ['month', 'always'].map((value) => ({ text: text(value), value }))
    const menu = { type: 'static_select' as const, action_id: 'limits.scope', options }
    const posted = await app.client.chat.postMessage({
      channel,
      text: 'card',
      blocks: [{ type: 'actions', block_id: 'menu', elements: [menu] }, button('limits.raise', 'r1')],
    })
    const ts = posted.ts ?? ''
    await slack.click({ user: 'U2SARAH', channel, ts, actionId: 'limits.scope', value: 'always' })
    expect(await slack.click({ user: 'U2SARAH', channel, ts, actionId: 'limits.raise' })).toMatchObject({
      acknowledged: true,
    })
    expect(bodies).toMatchObject([
      {
        type: 'block_actions',
        team: { id: slack.teamId },
        enterprise: null,
        user: { id: 'U2SARAH', username: 'sarah', team_id: slack.teamId },
        channel: { id: channel, name: 'general' },
        container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
        message: { ts, text: 'card', bot_id: expect.any(String) },
        actions: [{ type: 'button', action_id: 'limits.raise', block_id: 'buttons', value: 'r1' }],
        state: { values: { menu: { 'limits.scope': { selected_option: { value: 'always' } } } } },
      },
    ])
  })
})

test('a click on a message as it was seen before still arrives', async () => {
  const slack = await startSlack()
  const values: string[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.action('limits.raise', async ({ ack, action }) => {
      if ('value' in action && action.value) values.push(action.value)
      await ack()
    })
  })
  const { ts = '' } = await app.client.chat.postMessage({
    channel,
    text: 'card',
    blocks: [button('limits.raise', 'r1')],
  })
  const [seen] = slack.messages({ channel })
  if (!seen) throw new Error('no card')
  await app.client.chat.update({ channel, ts, text: 'decided' })
  await slack.click({ user: 'U1CLAIRE', message: seen, actionId: 'limits.raise' })
  expect(values).toEqual(['r1'])
  await expect(slack.click({ user: 'U1CLAIRE', channel, ts, actionId: 'limits.raise' })).rejects.toThrow('no elements')
})

test('a copy of a card has another place', async () => {
  const slack = await startSlack()
  const places: (string | undefined)[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.action('limits.raise', async ({ ack, body }) => {
      places.push('channel' in body ? body.channel?.id : undefined)
      await ack()
    })
  })
  const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'card', blocks: [button('limits.raise')] })
  const copy = slack.forward({ channel, ts, to: 'C2FINOPS' })
  await slack.click({ user: 'U1CLAIRE', message: copy, actionId: 'limits.raise' })
  expect(places).toEqual(['C2FINOPS'])
})

test('a stranger in a shared channel carries the id of another workspace', async () => {
  const slack = await startSlack()
  const teams: unknown[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.action('limits.raise', async ({ ack, body }) => {
      teams.push(body.user.team_id, body.team?.id)
      await ack()
    })
    bolt.command('/mistral', async ({ ack, command }) => {
      teams.push(command.team_id)
      await ack()
    })
  })
  const shared = { user: 'U5STRANGER', channel: 'C4SHARED' }
  const { ts = '' } = await app.client.chat.postMessage({ ...shared, text: 'card', blocks: [button('limits.raise')] })
  await slack.click({ ...shared, ts, actionId: 'limits.raise' })
  await slack.command(shared)
  expect(teams[0]).not.toBe(slack.teamId)
  expect(teams.slice(1)).toEqual([slack.teamId, teams[0]])
})

test('nobody can press a button that only another person sees', async () => {
  const slack = await startSlack()
  await startBolt(slack, 'socket', answersCommandsWithButton)
  await slack.command({ user: 'U2SARAH', channel })
  const message = await slack.waitFor(() => slack.messages({ channel, as: 'U2SARAH' })[0])
  await expect(slack.click({ user: 'U1CLAIRE', message, actionId: 'limits.raise' })).rejects.toThrow('does not see')
})
