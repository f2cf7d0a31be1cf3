import { z } from 'zod'
import { actionable, confirmable, focusable, placeholdable } from './shared.ts'
import { type Option, option, optionGroup } from './text.ts'

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable }
const several = { ...common, max_selected_items: z.int().min(1).optional() }
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const oneId = z.string().min(1).optional()
const manyIds = z.array(z.string().min(1)).optional()
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional()

interface Choices {
  options?: Option[] | undefined
  option_groups?: { options: Option[] }[] | undefined
}

/** Every option that a menu offers, in its order. */
export const listOptions = (menu: Choices): Option[] =>
  menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? []

const offersOneList = (menu: Choices) => (menu.options === undefined) !== (menu.option_groups === undefined)
const isOffered = (menu: Choices, chosen: readonly Option[]) =>
  chosen.every(({ value }) => listOptions(menu).some((offered) => offered.value === value))

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...common, ...choices, initial_option: option.optional() })
  .refine(offersOneList, 'must have either `options` or `option_groups`')
  .refine(
    (menu) => isOffered(menu, menu.initial_option ? [menu.initial_option] : []),
    '`initial_option` must match one of the options',
  )

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...several,
    ...choices,
    initial_options: z.array(option).optional(),
  })
  .refine(offersOneList, 'must have either `options` or `option_groups`')
  .refine((menu) => isOffered(menu, menu.initial_options ?? []), '`initial_options` must match the options')

const external = { min_query_length: z.int().min(0).optional() }
const conversation = {
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter,
}

export const selects = [
  staticSelect,
  multiStaticSelect,
  z.strictObject({ type: z.literal('external_select'), ...common, ...external, initial_option: option.optional() }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...several,
    ...external,
    initial_options: z.array(option).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...common, initial_user: oneId }),
  z.strictObject({ type: z.literal('multi_users_select'), ...several, initial_users: manyIds }),
  z.strictObject({ type: z.literal('conversations_select'), ...common, ...conversation, initial_conversation: oneId }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    default_to_current_conversation: z.boolean().optional(),
    filter,
    initial_conversations: manyIds,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...common,
    response_url_enabled: z.boolean().optional(),
    initial_channel: oneId,
  }),
  z.strictObject({ type: z.literal('multi_channels_select'), ...several, initial_channels: manyIds }),
] as const
