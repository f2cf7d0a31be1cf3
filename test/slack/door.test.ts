import { describe, expect, test } from 'vitest'
import { admit } from '../../src/slack/door.ts'

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

const place = { team: { id: 'T0SANDBOX1' }, user: { id: 'U0CLAIRE', team_id: 'T0SANDBOX1' } }
const click = {
  type: 'block_actions',
  ...place,
  trigger_id: '1.2',
  container: { type: 'view', view_id: 'V0' },
  actions: [{ action_id: 'limits.approve', value: 'x' }],
}
const submission = { type: 'view_submission', ...place, view: { id: 'V0', callback_id: 'limits.request' } }
const command = {
  team_id: 'T0SANDBOX1',
  user_id: 'U0CLAIRE',
  channel_id: 'C0FINOPS',
  command: '/mistral',
  text: 'spend',
  trigger_id: '1.2',
}
const said = { type: 'message', user: 'U0CLAIRE', channel: 'D0CLAIRE', channel_type: 'im', text: 'spend', ts: '1.0' }
const event = { type: 'event_callback', team_id: 'T0SANDBOX1', event_id: 'Ev0', event: said }

const asForm = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString()
const interaction = (payload: unknown): string => asForm({ payload: JSON.stringify(payload) })

describe('a signed request', () => {
  test.each([
    ['a command', form, asForm(command)],
    ['a click', form, interaction(click)],
    ['a submission', form, interaction(submission)],
    ['a message to the bot', json, JSON.stringify(event)],
    ['Slack’s look at the address', json, JSON.stringify({ type: 'url_verification', challenge: 'sesame' })],
    ['Slack’s look at its certificate', `${form}; charset=utf-8`, asForm({ ssl_check: '1' })],
  ])('that is %s passes', (_, type, text) => {
    expect(admit(type, text)).toBe('pass')
  })

  test.each([
    ['an edited message', json, JSON.stringify({ ...event, event: { ...said, subtype: 'message_changed' } })],
    ['an event that nobody subscribed to', json, JSON.stringify({ ...event, event: { type: 'team_join', user: {} } })],
    ['a shortcut that somebody added to the app', form, interaction({ type: 'shortcut', ...place, callback_id: 'x' })],
    ['word that Slack holds events back', json, JSON.stringify({ type: 'app_rate_limited' })],
  ])('that is %s is acknowledged, and nothing more', (_, type, text) => {
    expect(admit(type, text)).toBe('ignore')
  })

  test.each([
    ['a command without a user', form, asForm({ ...command, user_id: '' })],
    ['a click of nobody', form, interaction({ ...click, user: null })],
    ['a click on nothing', form, interaction({ ...click, actions: [] })],
    ['a click whose actions are no list', form, interaction({ ...click, actions: { id: 'U0CLAIRE' } })],
    ['a click in a channel that is none', form, interaction({ ...click, channel: null })],
    ['a submission whose name is an object', form, interaction({ ...submission, view: { id: 'V', callback_id: {} } })],
    ['a payload whose kind is an object', form, interaction({ ...click, type: { match: 1 } })],
    ['a payload without a kind', form, interaction(place)],
    ['an event without a name', json, JSON.stringify({ ...event, event: { type: {} } })],
    ['an event for nobody', json, JSON.stringify({ ...event, authorizations: [null] })],
    ['a challenge without a word', json, JSON.stringify({ type: 'url_verification' })],
    ['an object of another kind', json, JSON.stringify({ type: 'surprise' })],
    ['JSON that says it is text', 'text/plain', 'null'],
    ['without a content type', '', JSON.stringify(event)],
  ])('that is %s is refused', (_, type, text) => {
    expect(admit(type, text)).toBe('refuse')
  })
})

describe('a payload', () => {
  const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const withDeep = (payload: unknown): string => JSON.stringify(payload).replace('"deep"', deep(200_000))

  test('nested a hundred thousand times is judged without an end of the stack, wherever it is nested', () => {
    const view = { id: 'V0', callback_id: 'x', private_metadata: 'deep' }
    for (const payload of [
      { ...submission, view },
      { ...click, actions: 'deep' },
      { ...submission, deeper: 'deep' },
    ])
      expect(['pass', 'refuse']).toContain(admit(form, asForm({ payload: withDeep(payload) })))
    expect(admit(json, withDeep({ ...event, event: { ...said, blocks: 'deep' } }))).toBe('pass')
    expect(admit(json, deep(400_000))).toBe('refuse')
    expect(admit(json, '['.repeat(900_000))).toBe('refuse')
  })

  test.each([
    ['a value', { state: { values: { a: { a: { value: 'x'.repeat(12_001) } } } } }],
    ['a chosen value', { state: { values: { a: { a: { selected_option: { value: 'x'.repeat(256) } } } } } }],
    ['the name of a field', { state: { values: { ['x'.repeat(256)]: { a: { value: '' } } } } }],
    ['metadata', { private_metadata: 'x'.repeat(3001) }],
    ['a name', { callback_id: 'x'.repeat(256) }],
    [
      'a hundred and one fields',
      { state: { values: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [n, {}])) } },
    ],
    ['a list of files', { state: { values: { a: { a: { files: Array(11).fill({ id: 'F0' }) } } } } }],
  ])('is refused for %s beyond what Slack allows', (_, more) => {
    expect(admit(form, interaction(submission))).toBe('pass')
    expect(admit(form, interaction({ ...submission, view: { ...submission.view, ...more } }))).toBe('refuse')
  })

  test('with the keys of a prototype is read as what it is', () => {
    const payload = JSON.stringify(submission).replace('{"id":"V0"', '{"__proto__":{"callback_id":"y"},"id":"V0"')
    expect(admit(form, asForm({ payload }))).toBe('pass')
    expect(({} as { callback_id?: string }).callback_id).toBeUndefined()
    const nameless = { ...submission, view: { id: 'V0' } }
    const inherited = JSON.stringify(nameless).replace('{"id":"V0"', '{"__proto__":{"callback_id":"y"},"id":"V0"')
    expect(admit(form, asForm({ payload: inherited }))).toBe('refuse')
  })
})
