import type { App } from '@slack/bolt'

/** A bot that shows everything there is in Block Kit's subset of the sandbox, and remembers what it is told. */

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: true })
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text })
const option = (value: string, text = `Option ${value}`) => ({ text: plain(text), value })
const options = [option('one'), option('two'), option('three')]

const inputs = {
  text: { type: 'plain_text_input', placeholder: plain('One line') },
  long: { type: 'plain_text_input', multiline: true },
  number: { type: 'number_input', is_decimal_allowed: false, min_value: '1' },
  date: { type: 'datepicker' },
  time: { type: 'timepicker' },
  moment: { type: 'datetimepicker' },
  email: { type: 'email_text_input' },
  one: { type: 'static_select', options },
  several: { type: 'multi_static_select', options },
  person: { type: 'users_select' },
  channel: { type: 'channels_select' },
  place: { type: 'conversations_select' },
  people: { type: 'multi_users_select' },
  radio: { type: 'radio_buttons', options: [{ ...option('one'), description: mrkdwn('The *first*') }, option('two')] },
  boxes: { type: 'checkboxes', options },
  file: { type: 'file_input', filetypes: ['csv'], max_files: 1 },
} as const

export const inputNames = Object.keys(inputs)

export const everyInput = {
  type: 'modal',
  callback_id: 'all',
  title: plain('Everything :tada:'),
  submit: plain('Send'),
  close: plain('Not now'),
  notify_on_close: true,
  blocks: [
    { type: 'section', text: mrkdwn('Fill in *all* of it.') },
    ...Object.entries(inputs).map(([name, element]) => ({
      type: 'input',
      block_id: name,
      label: plain(`The ${name}`),
      hint: plain(`A hint for ${name}`),
      element: { ...element, action_id: name },
    })),
  ],
}

/** An input that tells the bot before it is submitted. */
const tellingInput = (name: string, trigger: string) => ({
  type: 'input',
  block_id: name,
  optional: true,
  dispatch_action: true,
  label: plain(`Some ${name}`),
  element: { type: 'plain_text_input', action_id: name, dispatch_action_config: { trigger_actions_on: [trigger] } },
})

const simpleModal = (title: string) => ({
  type: 'modal',
  callback_id: 'simple',
  title: plain(title),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input',
      block_id: 'amount',
      label: plain('Amount'),
      element: { type: 'plain_text_input', action_id: 'amount' },
    },
    tellingInput('letters', 'on_character_entered'),
    tellingInput('words', 'on_enter_pressed'),
    { type: 'actions', elements: [{ type: 'button', action_id: 'push', text: plain('Explain') }] },
  ],
})

export const everyBlock = [
  { type: 'header', text: plain('Everything :chart_with_upwards_trend:') },
  {
    type: 'section',
    text: mrkdwn(
      '*Bold* _italic_ ~gone~ `code` <@U0CLAIRE> <#C0FINOPS> <https://example.com|a link> &lt;b&gt; :warning:\nThe second line, at <!date^1795000000^{date_short_pretty} {time}|then>',
    ),
  },
  { type: 'section', fields: [mrkdwn('*Spend*\n€26,940'), mrkdwn('*Limit*\n€45,000')] },
  { type: 'divider' },
  { type: 'context', elements: [mrkdwn('_Mistral API 09:12_'), plain('and so on')] },
  {
    type: 'section',
    text: mrkdwn('More, beside a menu'),
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('keep', 'Keep it'), option('drop', 'Drop it')],
    },
  },
  {
    type: 'actions',
    block_id: 'buttons',
    elements: [
      { type: 'button', action_id: 'modal', text: plain('Open'), style: 'primary' },
      {
        type: 'button',
        action_id: 'risky',
        text: plain('Risky'),
        style: 'danger',
        value: 'yes',
        confirm: {
          title: plain('Really?'),
          text: mrkdwn('This *costs* money.'),
          confirm: plain('Do it'),
          deny: plain('No'),
        },
      },
      { type: 'static_select', action_id: 'pick', placeholder: plain('Pick one'), options },
      {
        type: 'static_select',
        action_id: 'sure',
        placeholder: plain('Pick one, surely'),
        options,
        confirm: { title: plain('Sure?'), text: mrkdwn('Once more.') },
      },
      { type: 'datepicker', action_id: 'day', placeholder: plain('Pick a day') },
      { type: 'users_select', action_id: 'who', placeholder: plain('Who?') },
    ],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'A point', style: { bold: true } }] }],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'A quotation' }] },
    ],
  },
  { type: 'markdown', text: '## Markdown\n\n| a | b |\n|---|---|\n| 1 | 2 |\n' },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'Model' },
        { type: 'raw_text', text: 'Spend' },
      ],
      [
        { type: 'raw_text', text: 'Large' },
        { type: 'raw_text', text: '11,870' },
      ],
    ],
  },
  {
    type: 'data_visualization',
    title: 'By model',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Spend',
          data: [
            { label: 'Large', value: 12 },
            { label: 'Small', value: 3 },
          ],
        },
      ],
      axis_config: { categories: ['Large', 'Small'] },
    },
  },
]

export interface Heard {
  readonly actions: { readonly action: string; readonly value: unknown }[]
  readonly submissions: Readonly<Record<string, unknown>>[]
  closes: number
}

/** Registers it; whatever people do is added to what it returns. */
export function registerKitchenSink(app: App): Heard {
  const heard: Heard = { actions: [], submissions: [], closes: 0 }
  const call = (client: App['client'], method: string, args: object) => client.apiCall(method, { ...args })

  app.command('/mistral', async ({ ack, client, command }) => {
    await ack()
    if (command.text === 'modal') await call(client, 'views.open', { trigger_id: command.trigger_id, view: everyInput })
    else await call(client, 'chat.postMessage', { channel: command.user_id, text: 'Everything', blocks: everyBlock })
  })
  app.action(/.*/, async ({ ack, action, body, client }) => {
    await ack()
    const { action_id: name, type, block_id: _, action_ts: __, ...value } = { ...action } as Record<string, unknown>
    heard.actions.push({ action: String(name), value: { type, ...value } })
    const trigger = 'trigger_id' in body ? body.trigger_id : ''
    if (name === 'modal') await call(client, 'views.open', { trigger_id: trigger, view: simpleModal('First') })
    if (name === 'push') await call(client, 'views.push', { trigger_id: trigger, view: simpleModal('Second') })
  })
  app.view('simple', async ({ ack, view }) => {
    const amount = view.state.values.amount?.amount?.value
    if (amount === 'wrong') return ack({ response_action: 'errors', errors: { amount: 'Not that one.' } })
    heard.submissions.push(view.state.values)
    return ack()
  })
  app.view('all', async ({ ack, view }) => {
    heard.submissions.push(view.state.values)
    await ack({ response_action: 'clear' })
  })
  app.view({ callback_id: 'all', type: 'view_closed' }, async ({ ack }) => {
    heard.closes += 1
    await ack()
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await call(client, 'views.publish', {
      user_id: event.user,
      view: { type: 'home', blocks: [...everyBlock.slice(0, 7), { type: 'divider' }] },
    })
  })
  return heard
}
