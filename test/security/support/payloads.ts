import fc from 'fast-check'
import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import { features } from '../../../src/features/index.ts'
import { sandboxChannels } from '../../../src/sandbox/world.ts'
import { hostileText, hostileValue, mutatedOften } from './hostile.ts'

const registry = registerFeatures(features)
const stored = ['offer.run', 'offer.run-beside', 'offer.share', 'offer.share-anyway'].map((name) => `${name}.1`)

/** What a form of the bot's left behind: ids that lead further than a made-up one. */
export interface Known {
  readonly team: string
  readonly users: readonly string[]
  readonly metadata: readonly string[]
  /** The blocks in which its fields stand. */
  readonly fields: readonly string[]
  readonly buttons: readonly string[]
}

/** One request to the bot, in Slack's own form or in one that Slack would never send. */
export interface Forged {
  readonly kind: 'command' | 'click' | 'submission' | 'event'
  /** What was claimed to be clicked, sent or typed. */
  readonly about: string
  readonly isWellFormed: boolean
  readonly body: unknown
}

/** Nobody of them may change anything: not at Mistral, a guest, of another company, unknown, a bot. */
export const powerless: readonly string[] = ['U0JONAS', 'U0GABI', 'U0SAM', 'U0NOBODY', 'USLACKBOT']
export const everybody: readonly string[] = ['U0CLAIRE', 'U0NADIA', 'U0SARAH', ...powerless]
const channels = [...Object.values(sandboxChannels).map(({ id }) => id as string), 'D0NOBODY', 'C0NOWHERE']

const channel = fc.constantFrom(...channels)

const field = fc.oneof(
  hostileText.map((value) => ({ type: 'plain_text_input', value })),
  hostileText.map((value) => ({ type: 'static_select', selected_option: { value: value.slice(0, 255) } })),
  fc.constantFrom('2026-12-01', '2026-11-30', '1999-01-01').map((day) => ({ type: 'datepicker', selected_date: day })),
  fc.constantFrom(...everybody).map((id) => ({ type: 'users_select', selected_user: id })),
  fc.constantFrom(...channels).map((id) => ({ type: 'conversations_select', selected_conversation: id })),
  fc.constant({ type: 'file_input', files: [{ id: 'F0NOWHERE' }] }),
  fc.constant({ type: 'plain_text_input', value: null }),
)

const values = ({ fields }: Known) =>
  fc.dictionary(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fields) },
      hostileText.map((text) => text.slice(0, 255)),
    ),
    field.map((state) => ({ field: state })),
    { maxKeys: 8 },
  )

const place = ({ team, users }: Known) =>
  fc.constantFrom(...users).map((id) => ({ team: { id: team }, user: { id, team_id: team } }))

function click(known: Known): fc.Arbitrary<Forged> {
  const value = fc.oneof(hostileText, fc.constantFrom('', ...known.metadata, ...known.buttons))
  return fc
    .record({
      who: place(known),
      action: fc.constantFrom(...Object.keys(registry.clicks), ...stored),
      value: value.map((text) => text.slice(0, 255)),
      from: fc.oneof(
        channel.map((id) => ({
          container: { type: 'message', channel_id: id, message_ts: '1.0', is_ephemeral: id.startsWith('C0G') },
        })),
        fc.record({ metadata: fc.constantFrom('', ...known.metadata), state: values(known) }).map((view) => ({
          container: { type: 'view', view_id: 'V0FORGED' },
          view: { type: 'modal', hash: '', private_metadata: view.metadata, state: { values: view.state } },
        })),
      ),
    })
    .map(({ who, action, value, from }) => ({
      kind: 'click' as const,
      about: action,
      isWellFormed: true,
      body: {
        type: 'block_actions',
        ...who,
        trigger_id: '1.2.x',
        ...from,
        actions: [{ type: 'button', action_id: action, block_id: 'b', value, action_ts: '1.0' }],
      },
    }))
}

function submission(known: Known): fc.Arbitrary<Forged> {
  return fc
    .record({
      who: place(known),
      callback: fc.constantFrom(...Object.keys(registry.forms)),
      metadata: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ...known.metadata) }, hostileText),
      values: values(known),
    })
    .map(({ who, callback, metadata, values }) => ({
      kind: 'submission' as const,
      about: callback,
      isWellFormed: true,
      body: {
        type: 'view_submission',
        ...who,
        view: {
          id: 'V0FORGED',
          type: 'modal',
          callback_id: callback,
          private_metadata: metadata.slice(0, 3000),
          state: { values },
        },
      },
    }))
}

const typedLine = fc
  .tuple(
    fc.constantFrom('', ...registry.commands.map(({ name }) => name), ...registry.acts.map(({ name }) => name)),
    fc.array(fc.oneof(hostileText, fc.constantFrom('by', 'model', 'share', 'help', 'last month', '7d', 'workspace:')), {
      maxLength: 3,
    }),
  )
  .map(([name, words]) => [name, ...words].join(' ').slice(0, 8000))

const command = ({ team, users }: Known): fc.Arbitrary<Forged> =>
  fc.record({ user: fc.constantFrom(...users), channel, text: typedLine }).map(({ user, channel, text }) => ({
    kind: 'command',
    about: text,
    isWellFormed: true,
    body: {
      team_id: team,
      user_id: user,
      channel_id: channel,
      command: '/mistral',
      text,
      trigger_id: '1.2.x',
      api_app_id: 'A0SANDBOX1',
    },
  }))

const eventOf = (user: fc.Arbitrary<string>) => {
  const said = fc.record({ user, text: typedLine })
  return fc.oneof(
    fc
      .record({ user, tab: fc.constantFrom('home', 'messages'), view: fc.oneof(hostileValue, fc.constant(null)) })
      .map((home) => ({ type: 'app_home_opened', channel: 'D0NOBODY', ...home })),
    fc.record({ said, channel }).map(({ said: { user, text }, channel }) => ({
      type: 'app_mention',
      ts: '1.0',
      user,
      channel,
      text: `<@U0MISTRAL1> ${text}`,
    })),
    said.map((message) => ({ type: 'message', channel: 'D0NOBODY', channel_type: 'im', ts: '1.0', ...message })),
    user.map((user_id) => ({
      type: 'file_shared',
      user_id,
      channel_id: 'D0NOBODY',
      file_id: 'F0NOWHERE',
      event_ts: '1.0',
    })),
  )
}

const event = ({ team, users }: Known): fc.Arbitrary<Forged> =>
  fc.record({ id: fc.uuid(), event: eventOf(fc.constantFrom(...users)) }).map(({ id, event }) => ({
    kind: 'event',
    about: event.type,
    isWellFormed: true,
    body: { type: 'event_callback', team_id: team, event_id: id, api_app_id: 'A0SANDBOX1', event },
  }))

/** Requests of every kind; half of them with something missing in them, or something else in its place. */
export function forged(known: Known): fc.Arbitrary<Forged> {
  const whole = fc.oneof(
    { weight: 3, arbitrary: click(known) },
    { weight: 4, arbitrary: submission(known) },
    { weight: 2, arbitrary: command(known) },
    { weight: 1, arbitrary: event(known) },
  )
  const broken = whole.chain((request) =>
    fc
      .integer({ min: 1, max: 3 })
      .chain((times) => mutatedOften(request.body, times))
      .map((body) => ({ ...request, isWellFormed: false, body })),
  )
  return fc.oneof(whole, broken)
}
