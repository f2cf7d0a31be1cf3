import { z } from 'zod'
import { bounded, confirm, plainText } from './text.ts'

/** Fields that many elements share. */
export const actionable = { action_id: bounded(255).optional() }
export const confirmable = { confirm: confirm.optional() }
export const focusable = { focus_on_load: z.boolean().optional() }
export const placeholdable = { placeholder: plainText(150).optional() }
