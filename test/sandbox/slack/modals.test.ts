import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { button, createClient, createManualClock, refusalOf, startBolt, startSlack, text, transports } from './bench.ts'

const person = { user: 'U2SARAH', channel: 'C1GENERAL' }

const raiseModal = (title = 'Ask for a raise') => ({
  type: 'modal' as const,
  callback_id: 'limits.raise',
  title: text(title),
  submit: text('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'amount',
      label: text('New limit'),
      element: { type: 'number_input' as const, action_id: 'amount', is_decimal_allowed: false, min_value: '1' },
    },
    {
      type: 'input' as const,
      block_id: 'why',
      optional: true,
      label: text('Why'),
      element: { type: 'plain_text_input' as const, action_id: 'why', initial_value: 'batch' },
    },
  ],
})

const opensModal = (app: App) => {
  app.command('/mistral', async ({ ack, client, command }) => {
    await ack()
    await client.views.open({ trigger_id: command.trigger_id, view: raiseModal() })
  })
}

async function openModal(slack: Awaited<ReturnType<typeof startSlack>>) {
  await slack.command(person)
  return slack.waitFor(() => slack.views(person.user)[0])
}

describe.each(transports)('a modal over %s', (transport) => {
  test('shows the bot’s errors at the field, and closes once they are mended', async () => {
    const slack = await startSlack()
    const submitted: unknown[] = []
    await startBolt(slack, transport, (app) => {
      opensModal(app)
      app.view('limits.raise', async ({ ack, view }) => {
        submitted.push(view.state.values)
        const amount = Number(view.state.values.amount?.amount?.value)
        if (amount > 100) return ack({ response_action: 'errors', errors: { amount: 'Too much.' } })
        return ack()
      })
    })
    const { id: viewId } = await openModal(slack)
    await slack.submitView({ user: person.user, viewId, values: { amount: '500' } })
    expect(slack.views(person.user)).toMatchObject([{ errors: { amount: 'Too much.' } }])
    await slack.submitView({ user: person.user, viewId, values: { amount: '50' } })
    expect(slack.views(person.user)).toEqual([])
    expect(submitted).toMatchObject([
      { amount: { amount: { type: 'number_input', value: '500' } }, why: { why: { value: 'batch' } } },
      { amount: { amount: { value: '50' } } },
    ])
  })

  test('is updated, pushed upon and cleared by the acknowledgement', async () => {
    const slack = await startSlack()
    await startBolt(slack, transport, (app) => {
      opensModal(app)
      app.view('limits.raise', ({ ack, view }) => {
        const amount = view.state.values.amount?.amount?.value
        if (amount === '1') return ack({ response_action: 'update', view: raiseModal('Updated') })
        if (amount === '2') return ack({ response_action: 'push', view: raiseModal('Pushed') })
        return ack({ response_action: 'clear' })
      })
    })
    const { user } = person
    const { id: viewId } = await openModal(slack)
    const titles = () => slack.views(user).map(({ content }) => content.type === 'modal' && content.title.text)
    await slack.submitView({ user, viewId, values: { amount: '1' } })
    expect(titles()).toEqual(['Updated'])
    await slack.submitView({ user, viewId, values: { amount: '2' } })
    expect(titles()).toEqual(['Updated', 'Pushed'])
    await slack.submitView({ user, viewId: slack.views(user)[1]?.id ?? '', values: { amount: '3' } })
    expect(titles()).toEqual([])
  })
})

test('Slack’s client holds back what an input does not take', async () => {
  const slack = await startSlack()
  await startBolt(slack, 'socket', opensModal)
  const { id: viewId } = await openModal(slack)
  const submit = (amount: string | null) => slack.submitView({ user: person.user, viewId, values: { amount } })
  for (const amount of [null, '1.5', '0', 'much'])
    expect(await submit(amount)).toMatchObject({ error: 'invalid_input' })
  expect(Object.keys(slack.views(person.user)[0]?.errors ?? {})).toEqual(['amount'])
  expect(slack.journal().filter(({ method }) => method === 'view_submission')).toEqual([])
})

test('what was typed survives an update, unless its block was renamed', async () => {
  const slack = await startSlack()
  const app = await startBolt(slack, 'socket', opensModal)
  const { id } = await openModal(slack)
  await slack.typeInto({ user: person.user, viewId: id, actionId: 'why', value: 'customers need it' })
  await app.client.views.update({ view_id: id, view: raiseModal('Again') })
  expect(slack.views(person.user)[0]?.state.why?.why).toMatchObject({ value: 'customers need it' })
  const view = raiseModal()
  const renamed = { ...view, blocks: view.blocks.map((block) => ({ ...block, block_id: `${block.block_id}2` })) }
  await app.client.views.update({ view_id: id, view: renamed })
  expect(slack.views(person.user)[0]?.state.why2?.why).toMatchObject({ value: 'batch' })
})

test('a closed modal tells the bot only when it asked to be told', async () => {
  const slack = await startSlack()
  const closed: unknown[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    opensModal(bolt)
    bolt.view({ callback_id: 'limits.raise', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push(Reflect.get(body, 'is_cleared'))
      await ack()
    })
  })
  const quiet = await openModal(slack)
  await slack.closeView({ user: person.user, viewId: quiet.id })
  const told = await openModal(slack)
  await app.client.views.update({ view_id: told.id, view: { ...raiseModal(), notify_on_close: true } })
  await slack.closeView({ user: person.user, viewId: told.id })
  expect(closed).toEqual([false])
  expect(await refusalOf(app.client.views.update({ view_id: told.id, view: raiseModal() }))).toBe('not_found')
})

test('a trigger opens one modal, within three seconds', async () => {
  const clock = createManualClock()
  const slack = await startSlack({ clock })
  const triggers: string[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.command('/mistral', async ({ ack, command }) => {
      triggers.push(command.trigger_id)
      await ack()
    })
  })
  await slack.command(person)
  await slack.command(person)
  const open = (trigger_id = '') => refusalOf(app.client.views.open({ trigger_id, view: raiseModal() }))
  expect(await open(triggers[0])).toBe('accepted')
  expect(await open(triggers[0])).toBe('exchanged_trigger_id')
  clock.advance(3_001)
  expect(await open(triggers[1])).toBe('expired_trigger_id')
  expect(await open('made.up')).toBe('invalid_trigger_id')
})

test('three modals are the deepest stack', async () => {
  const slack = await startSlack()
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.command('/mistral', ({ ack }) => ack())
  })
  const trigger = () => slack.issueTrigger(person.user)
  await app.client.views.open({ trigger_id: trigger(), view: raiseModal() })
  for (let depth = 2; depth <= 3; depth += 1) await app.client.views.push({ trigger_id: trigger(), view: raiseModal() })
  expect(await refusalOf(app.client.views.push({ trigger_id: trigger(), view: raiseModal() }))).toBe(
    'push_limit_reached',
  )
})

test('a home is published, pressed and guarded by its hash', async () => {
  const slack = await startSlack()
  const user = person.user
  const pressed: string[] = []
  await startBolt(slack, 'socket', (bolt) => {
    bolt.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [button('home.refresh')] } })
    })
    bolt.action('home.refresh', async ({ ack, body }) => {
      if ('view' in body) pressed.push(body.view?.type ?? '')
      await ack()
    })
  })
  await slack.openHome({ user })
  const home = await slack.waitFor(() => slack.home(user))
  await slack.click({ user, viewId: home.id, actionId: 'home.refresh' })
  expect(pressed).toEqual(['home'])
  const client = createClient(slack)
  const publish = (hash: string) => client.views.publish({ user_id: user, hash, view: { type: 'home', blocks: [] } })
  expect(await refusalOf(publish(home.hash))).toBe('accepted')
  expect(await refusalOf(publish(home.hash))).toBe('hash_conflict')
})

test('a field that tells of its use sends the form’s hash and state, and an update keeps what was typed', async () => {
  const slack = await startSlack()
  const { user } = person
  const seen: { hash: string; values: unknown }[] = []
  const form = (more: boolean) => ({
    ...raiseModal(),
    blocks: [
      ...raiseModal().blocks,
      {
        type: 'input' as const,
        block_id: 'term',
        dispatch_action: true,
        label: text('How long?'),
        element: {
          type: 'radio_buttons' as const,
          action_id: 'limits.term',
          options: ['month', 'date'].map((value) => ({ text: text(value), value })),
        },
      },
      ...(more
        ? [
            {
              type: 'input' as const,
              block_id: 'until',
              label: text('Until?'),
              element: { type: 'datepicker' as const, action_id: 'until' },
            },
          ]
        : []),
    ],
  })
  await startBolt(slack, transports[0]!, (app) => {
    app.command('/mistral', async ({ ack, client, command }) => {
      await ack()
      await client.views.open({ trigger_id: command.trigger_id, view: form(false) })
    })
    app.action('limits.term', async ({ ack, body, client }) => {
      await ack()
      const { view } = body as { view?: { id: string; hash: string; state: { values: unknown } } }
      seen.push({ hash: view!.hash, values: view!.state.values })
      await client.views.update({ view_id: view!.id, hash: view!.hash, view: form(true) })
    })
  })
  const { id: viewId, hash } = await openModal(slack)
  await slack.typeInto({ user, viewId, actionId: 'why', value: 'customers' })
  await slack.click({ user, viewId, actionId: 'limits.term', value: 'month', isOnlyHeld: true })
  expect(seen).toEqual([])
  await slack.click({ user, viewId, actionId: 'limits.term', value: 'date' })
  const updated = await slack.waitFor(() => slack.views(user).find(({ hash: now }) => now !== hash))
  expect(seen).toMatchObject([
    {
      hash,
      values: { why: { why: { value: 'customers' } }, term: { 'limits.term': { selected_option: { value: 'date' } } } },
    },
  ])
  expect(updated.content.blocks.at(-1)).toMatchObject({ block_id: 'until' })
  expect(updated.state).toMatchObject({ why: { why: { value: 'customers' } } })
  const client = createClient(slack)
  expect(await refusalOf(client.views.update({ view_id: viewId, hash, view: form(false) }))).toBe('hash_conflict')
})
