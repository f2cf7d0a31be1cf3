import { z } from 'zod'

/** Composition objects of Block Kit, with Slack's limits. Objects are strict because Slack refuses unknown fields. */
export const bounded = (max: number) => z.string().min(1).max(max)

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: bounded(max), emoji: z.boolean().optional() })

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: bounded(max), verbatim: z.boolean().optional() })

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])

const style = z.enum(['primary', 'danger'])

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: style.optional(),
})

const optionFields = { value: bounded(150), description: plainText(75).optional() }

export const option = z.strictObject({ text: plainText(75), ...optionFields })

/** Radio buttons and checkboxes may format their options. */
export const formattedOption = z.strictObject({
  text: anyText(75),
  value: bounded(150),
  description: anyText(75).optional(),
})

export const overflowOption = z.strictObject({ text: plainText(75), ...optionFields, url: bounded(3000).optional() })

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) })

export const slackFile = z
  .strictObject({ id: z.string().optional(), url: z.string().optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), 'must have either `id` or `url`')

export type Option = z.infer<typeof option>
export type SlackFile = z.infer<typeof slackFile>
