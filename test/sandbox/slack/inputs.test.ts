import type { types } from '@slack/bolt'
import { expect, test } from 'vitest'
import { createClient, startBolt, startSlack, text } from './bench.ts'

const user = 'U2SARAH'
const options = ['a', 'b'].map((value) => ({ text: text(value.toUpperCase()), value }))

/** Opens a modal with these inputs, one a block, named after their type. */
async function openWith(elements: readonly types.InputBlockElement[]) {
  const slack = await startSlack()
  const blocks = elements.map((element) => ({
    type: 'input' as const,
    block_id: element.type,
    label: text('Label'),
    element: { ...element, action_id: 'field' },
  }))
  const view = { type: 'modal' as const, callback_id: 'form', title: text('Form'), submit: text('Send'), blocks }
  await createClient(slack).views.open({ trigger_id: slack.issueTrigger(user), view })
  return { slack, viewId: slack.views(user)[0]?.id ?? '' }
}

const cases: readonly (readonly [types.InputBlockElement, string | readonly string[], object])[] = [
  [{ type: 'plain_text_input' }, 'words', { value: 'words' }],
  [{ type: 'number_input', is_decimal_allowed: true }, '1.5', { value: '1.5' }],
  [{ type: 'email_text_input' }, 'a@b.example', { value: 'a@b.example' }],
  [{ type: 'url_text_input' }, 'https://b.example', { value: 'https://b.example' }],
  [{ type: 'rich_text_input' }, 'words', { rich_text_value: { type: 'rich_text' } }],
  [{ type: 'static_select', options }, 'b', { selected_option: { text: text('B'), value: 'b' } }],
  [{ type: 'multi_static_select', options }, ['a', 'b'], { selected_options: options }],
  [{ type: 'radio_buttons', options }, 'a', { selected_option: { value: 'a' } }],
  [{ type: 'checkboxes', options }, ['b'], { selected_options: [{ value: 'b' }] }],
  [{ type: 'users_select' }, 'U1CLAIRE', { selected_user: 'U1CLAIRE' }],
  [{ type: 'multi_users_select' }, ['U1CLAIRE'], { selected_users: ['U1CLAIRE'] }],
  [{ type: 'conversations_select' }, 'C1GENERAL', { selected_conversation: 'C1GENERAL' }],
  [{ type: 'multi_conversations_select' }, ['C1GENERAL'], { selected_conversations: ['C1GENERAL'] }],
  [{ type: 'channels_select' }, 'C1GENERAL', { selected_channel: 'C1GENERAL' }],
  [{ type: 'multi_channels_select' }, ['C1GENERAL'], { selected_channels: ['C1GENERAL'] }],
  [{ type: 'datepicker' }, '2026-11-30', { selected_date: '2026-11-30' }],
  [{ type: 'timepicker' }, '09:00', { selected_time: '09:00' }],
  [{ type: 'datetimepicker' }, '1795000000', { selected_date_time: 1_795_000_000 }],
]

test('every input arrives with the state that Slack gives it', async () => {
  const { slack, viewId } = await openWith(cases.map(([element]) => element))
  const submitted: Record<string, unknown>[] = []
  await startBolt(slack, 'socket', (app) => {
    app.view('form', async ({ ack, view }) => {
      submitted.push(view.state.values)
      await ack()
    })
  })
  const values = Object.fromEntries(cases.map(([element, value]) => [element.type, value]))
  expect(await slack.submitView({ user, viewId, values })).toMatchObject({ acknowledged: true })
  const expected = cases.map(([{ type }, , state]) => [type, { field: { type, ...state } }])
  expect(submitted).toMatchObject([Object.fromEntries(expected)])
})

test('a file input carries the files, which the bot may then read', async () => {
  const { slack, viewId } = await openWith([{ type: 'file_input', max_files: 1 }])
  const names: unknown[] = []
  await startBolt(slack, 'socket', (app) => {
    app.view('form', async ({ ack, view }) => {
      names.push(view.state.values.file_input?.field?.files?.map(({ name }) => name))
      await ack()
    })
  })
  const upload = (name: string) => slack.uploadFile({ user, file: { name, bytes: Buffer.from('a,b') } })
  const submit = (ids: readonly string[]) => slack.submitView({ user, viewId, values: { file_input: ids } })
  const invoice = upload('invoice.csv')
  expect(await submit([invoice, upload('second.csv')])).toMatchObject({ error: 'invalid_input' })
  await submit([invoice])
  expect(names).toEqual([['invoice.csv']])
})

test.each<readonly [types.InputBlockElement, string]>([
  [{ type: 'plain_text_input', min_length: 3 }, 'ab'],
  [{ type: 'plain_text_input', max_length: 3 }, 'abcd'],
  [{ type: 'number_input', is_decimal_allowed: false, max_value: '9' }, '10'],
  [{ type: 'email_text_input' }, 'nobody'],
  [{ type: 'url_text_input' }, 'nowhere'],
])('Slack’s client keeps %o from taking “%s”', async (element, value) => {
  const { slack, viewId } = await openWith([element])
  expect(await slack.submitView({ user, viewId, values: { [element.type]: value } })).toMatchObject({
    acknowledged: false,
    error: 'invalid_input',
  })
})

test('an option that is not offered cannot be chosen', async () => {
  const { slack, viewId } = await openWith([{ type: 'static_select', options }])
  const choose = slack.submitView({ user, viewId, values: { static_select: 'c' } })
  await expect(choose).rejects.toThrow('there are a, b')
})

test('a conversation chosen with response_url_enabled can be answered', async () => {
  const { slack, viewId } = await openWith([{ type: 'conversations_select', response_url_enabled: true }])
  await startBolt(slack, 'socket', (app) => {
    app.view('form', async ({ ack, respond }) => {
      await ack()
      await respond({ text: 'shared', response_type: 'in_channel' })
    })
  })
  await slack.submitView({ user, viewId, values: { conversations_select: 'C3SECRET' } })
  await slack.waitFor(() => slack.messages({ channel: 'C3SECRET' })[0]?.text === 'shared')
})

test('a modal whose submission stays unanswered, or is answered wrongly, stays open with Slack’s notice', async () => {
  const { slack, viewId } = await openWith([{ type: 'plain_text_input' }])
  const submit = () => slack.submitView({ user, viewId, values: { plain_text_input: 'x' } })
  expect(await submit()).toMatchObject({ acknowledged: false, error: 'dispatch_failed' })
  expect(slack.views(user)[0]?.notice).toContain('trouble connecting')
  await startBolt(slack, 'socket', (app) => {
    app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { no_such_block: 'x' } }))
  })
  expect(await submit()).toMatchObject({ acknowledged: true, error: 'invalid_error_block' })
  expect(slack.views(user)).toHaveLength(1)
})

test('a button that nobody answers leaves a notice for the one who pressed it', async () => {
  const slack = await startSlack()
  const elements = [{ type: 'button' as const, action_id: 'x.y', text: text('Press') }]
  const place = { channel: 'C1GENERAL', text: 'card', blocks: [{ type: 'actions' as const, elements }] }
  const { ts = '' } = await createClient(slack).chat.postMessage(place)
  expect(await slack.click({ user, channel: place.channel, ts, actionId: 'x.y' })).toMatchObject({
    acknowledged: false,
  })
  expect(slack.messages({ channel: place.channel, as: user })).toHaveLength(2)
  expect(slack.messages({ channel: place.channel })).toHaveLength(1)
})
