import { z } from 'zod'
import { dateElements, textInputs } from './inputs.ts'
import { selects } from './selects.ts'
import { actionable, confirmable, focusable } from './shared.ts'
import { bounded, formattedOption, overflowOption, plainText, slackFile } from './text.ts'

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: bounded(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: bounded(75).optional(),
})

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
})

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(formattedOption).min(1).max(10),
  initial_options: z.array(formattedOption).min(1).optional(),
})

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(formattedOption).min(1).max(10),
  initial_option: formattedOption.optional(),
})

const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(bounded(20)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
})

const imageFields = {
  type: z.literal('image'),
  alt_text: bounded(2000),
  image_url: bounded(3000).optional(),
  slack_file: slackFile.optional(),
}

const hasOneSource = (image: { image_url?: string | undefined; slack_file?: object | undefined }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined)

export const imageElement = z
  .strictObject(imageFields)
  .refine(hasOneSource, 'must have either `image_url` or `slack_file`')

export const imageBlock = z
  .strictObject({ ...imageFields, block_id: bounded(255).optional(), title: plainText(2000).optional() })
  .refine(hasOneSource, 'must have either `image_url` or `slack_file`')

export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  checkboxes,
  radioButtons,
  ...selects,
  ...dateElements,
])

export const accessoryElement = z.discriminatedUnion('type', [
  button,
  overflow,
  checkboxes,
  radioButtons,
  imageElement,
  ...selects,
  ...dateElements,
])

export const inputElement = z.discriminatedUnion('type', [
  checkboxes,
  radioButtons,
  fileInput,
  ...textInputs,
  ...selects,
  ...dateElements,
])

/** What a person can press, choose or fill in. */
export type InteractiveElement = z.infer<typeof actionsElement> | z.infer<typeof inputElement>
