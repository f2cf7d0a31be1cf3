import { z } from 'zod'
import { dataVisualization } from './data-visualization.ts'
import { accessoryElement, actionsElement, imageBlock, imageElement, inputElement } from './elements.ts'
import { richText } from './rich-text.ts'
import { anyText, bounded, mrkdwn, plainText } from './text.ts'

const identified = { block_id: bounded(255).optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...identified,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessoryElement.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must have `text` or `fields`')

const header = z.strictObject({ type: z.literal('header'), ...identified, text: plainText(150) })

const divider = z.strictObject({ type: z.literal('divider'), ...identified })

const context = z.strictObject({
  type: z.literal('context'),
  ...identified,
  elements: z
    .array(z.union([plainText(3000), mrkdwn(3000), imageElement]))
    .min(1)
    .max(10),
})

const actions = z.strictObject({
  type: z.literal('actions'),
  ...identified,
  elements: z.array(actionsElement).min(1).max(25),
})

const input = z.strictObject({
  type: z.literal('input'),
  ...identified,
  label: plainText(2000),
  element: inputElement,
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})

const markdown = z.strictObject({ type: z.literal('markdown'), ...identified, text: bounded(12_000) })

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) }),
  richText,
])

const columnSetting = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
})

const table = z.strictObject({
  type: z.literal('table'),
  ...identified,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z.array(columnSetting.nullable()).max(20).optional(),
})

const everywhere = [section, header, divider, context, actions, input, imageBlock, richText] as const

export const messageBlock = z.discriminatedUnion('type', [...everywhere, markdown, table, dataVisualization])
export const viewBlock = z.discriminatedUnion('type', [...everywhere])

export type BlockWithoutId = z.infer<typeof messageBlock>
/** A block as Slack stores it: whoever left the id out was given one. */
export type Block = BlockWithoutId & { block_id: string }
