import { z } from 'zod'

/** Slack's payloads as far as they are read. An id that does not look like one is refused here, not deeper inside. */
const id = z.string().regex(/^[A-Z0-9]{2,40}$/)
/** What Slack makes of its own: triggers, views, hashes. It never is as long as this. */
const token = z.string().max(255)
/** What a person can type into a field holds 3,000 signs, and some of them are several characters. */
const typed = z.string().max(12_000)
const timestamp = z.string().max(30)

export const commandPayload = z.object({
  team_id: id,
  user_id: id,
  channel_id: id,
  command: z.string().max(50),
  text: z.string().max(8000).default(''),
  trigger_id: token,
})

const option = z.object({ value: token })

/** Where an interaction took place, and whose it is. */
const place = z.object({
  team: z.object({ id }).nullable(),
  user: z.object({ id, team_id: id.optional() }),
  /** Set on Enterprise Grid, where a person's home is any workspace of the company. */
  enterprise: z.object({ id }).nullish(),
})

/**
 * The workspaces that have to be ours. Within one company on Grid the home says nothing: whether somebody belongs to
 * this workspace is asked for with their profile.
 */
export function teamIdsOf({ team, user, enterprise }: z.output<typeof place>): string[] {
  const home = enterprise ? undefined : user.team_id
  return [team?.id ?? '', home ?? team?.id ?? '']
}

const fieldState = z.looseObject({
  value: typed.nullish(),
  selected_date: token.nullish(),
  selected_time: token.nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).max(100).nullish(),
  selected_user: id.nullish(),
  selected_conversation: id.nullish(),
  files: z.array(z.object({ id })).max(10).nullish(),
})

/** A view has a hundred blocks at most, and each of ours one field. */
const hasFewFields = (values: object): boolean => Object.keys(values).length <= 100
const fields = z.record(token, z.record(token, fieldState).refine(hasFewFields)).refine(hasFewFields)

const shownView = {
  private_metadata: z.string().max(3000).default(''),
  state: z.object({ values: fields }).default({ values: {} }),
}

export const clickPayload = place.extend({
  trigger_id: token,
  container: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('message'),
      channel_id: id,
      message_ts: timestamp,
      is_ephemeral: z.boolean().default(false),
    }),
    z.object({ type: z.literal('view'), view_id: token }),
  ]),
  response_url: z.string().max(1000).optional(),
  /** The modal or Home in which it was used, with what its fields hold. */
  view: z.object({ ...shownView, type: token.default('modal'), hash: token.default('') }).optional(),
  actions: z.tuple([z.object({ action_id: token, value: token.nullish(), selected_option: option.nullish() })]),
})

/** An event and its envelope. A message of a bot, an edit or a deletion is none that anybody said to us. */
export const eventPayload = z.object({
  team_id: id,
  event_id: z.string().max(100),
  event: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('app_home_opened'),
      user: id,
      channel: id,
      tab: token,
      view: z.unknown().optional(),
    }),
    z.object({
      type: z.enum(['message', 'app_mention']),
      user: id,
      channel: id,
      channel_type: token.optional(),
      text: z.string().max(40_000).default(''),
      ts: timestamp,
      thread_ts: timestamp.optional(),
      subtype: z.literal('file_share').optional(),
      bot_id: z.undefined().optional(),
    }),
    z.object({ type: z.literal('file_shared'), user_id: id, channel_id: id, file_id: id, event_ts: timestamp }),
  ]),
})

export const submissionPayload = place.extend({
  view: z.object({ ...shownView, id: token, callback_id: token }),
})

type FieldState = z.output<typeof fieldState>

/** One input a block: its value, whatever kind of input it is; of several that are chosen, with a comma between them. */
export const readValues = (
  values: z.output<typeof submissionPayload>['view']['state']['values'],
): Record<string, string | null> =>
  Object.fromEntries(Object.entries(values).map(([blockId, inputs]) => [blockId, readValue(Object.values(inputs)[0])]))

function readValue(input: FieldState | undefined): string | null {
  const { value, selected_date, selected_time, selected_option, selected_options, selected_user } = input ?? {}
  const one = value ?? selected_date ?? selected_time ?? selected_option?.value ?? selected_user
  const files = input?.files?.map((file) => file.id).join(',')
  return (
    one ?? input?.selected_conversation ?? files ?? selected_options?.map((chosen) => chosen.value).join(',') ?? null
  )
}
