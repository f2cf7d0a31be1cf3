import { z } from 'zod'
import { actionable, confirmable, focusable, placeholdable } from './shared.ts'

const dispatchable = {
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
    .optional(),
}
const typed = { ...actionable, ...focusable, ...placeholdable, ...dispatchable }

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine(
    ({ min_length = 0, max_length = 3000 }) => min_length <= max_length,
    '`min_length` must not exceed `max_length`',
  )

const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  })
  .refine(
    ({ min_value, max_value }) =>
      min_value === undefined || max_value === undefined || Number(min_value) <= Number(max_value),
    '`min_value` must not exceed `max_value`',
  )

const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().optional(),
})

const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() })

const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
})

export const textInputs = [plainTextInput, numberInput, emailInput, urlInput, richTextInput] as const

const chosen = { ...actionable, ...confirmable, ...focusable }

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...chosen,
  ...placeholdable,
  initial_date: z.iso.date().optional(),
})

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...chosen,
  ...placeholdable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
})

const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...chosen,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
})

export const dateElements = [datepicker, timepicker, datetimepicker] as const
