import { z } from 'zod'

/** Slack's payloads as far as they are read. An id that does not look like one is refused here, not deeper inside. */
const id = z.string().regex(/^[A-Z0-9]{2,40}$/)

export const commandPayload = z.object({
  team_id: id,
  user_id: id,
  channel_id: id,
  command: z.string().max(50),
  text: z.string().max(8000).default(''),
  trigger_id: z.string(),
})

const option = z.object({ value: z.string() })

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
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  files: z.array(z.object({ id })).nullish(),
})

const shownView = {
  private_metadata: z.string().max(3000).default(''),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), fieldState)) }).default({ values: {} }),
}

export const clickPayload = place.extend({
  trigger_id: z.string(),
  container: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('message'),
      channel_id: id,
      message_ts: z.string(),
      is_ephemeral: z.boolean().default(false),
    }),
    z.object({ type: z.literal('view'), view_id: z.string() }),
  ]),
  response_url: z.string().optional(),
  /** The modal or Home in which it was used, with what its fields hold. */
  view: z.object({ ...shownView, type: z.string().default('modal'), hash: z.string().default('') }).optional(),
  actions: z.tuple([
    z.object({ action_id: z.string(), value: z.string().max(255).nullish(), selected_option: option.nullish() }),
  ]),
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
      tab: z.string(),
      view: z.unknown().optional(),
    }),
    z.object({
      type: z.enum(['message', 'app_mention']),
      user: id,
      channel: id,
      channel_type: z.string().optional(),
      text: z.string().max(40_000).default(''),
      ts: z.string(),
      thread_ts: z.string().optional(),
      subtype: z.literal('file_share').optional(),
      bot_id: z.undefined().optional(),
    }),
    z.object({ type: z.literal('file_shared'), user_id: id, channel_id: id, file_id: id, event_ts: z.string() }),
  ]),
})

export const submissionPayload = place.extend({
  view: z.object({ ...shownView, id: z.string(), callback_id: z.string() }),
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
