import { z } from 'zod'
import { viewBlock } from './blocks.ts'
import { bounded, plainText } from './text.ts'

const common = {
  blocks: z.array(viewBlock).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}

export const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
  ...common,
})

export const home = z.strictObject({
  type: z.literal('home'),
  title: bounded(24).or(plainText(24)).optional(),
  ...common,
})

export type ModalContent = z.infer<typeof modal>
export type HomeContent = z.infer<typeof home>
