import type { types } from '@slack/bolt'
import { cut } from '../../chatops/text.ts'

/** Fields of this feature's forms. A field's block and action bear the same name. */

export const plain = (text: string, most = 2000) =>
  ({ type: 'plain_text', text: cut(text, most), emoji: true }) as const

export type Options = readonly (readonly [value: string, text: string])[]

const optionsOf = (options: Options) => options.map(([value, text]) => ({ text: plain(text, 75), value }))

interface Field {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: boolean
}

const inputOf = ({ id, label, hint, isOptional = false }: Field) => ({
  type: 'input' as const,
  block_id: id,
  label: plain(label),
  optional: isOptional,
  ...(hint ? { hint: plain(hint) } : {}),
})

export const selectField = (
  field: Field & { readonly options: Options; readonly chosen?: string | undefined },
): types.InputBlock => {
  const options = optionsOf(field.options)
  const initial = options.find(({ value }) => value === field.chosen)
  return {
    ...inputOf(field),
    element: {
      type: 'static_select',
      action_id: field.id,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  }
}

export const tickField = (field: Field & { readonly options: Options }): types.InputBlock => ({
  ...inputOf(field),
  element: { type: 'checkboxes', action_id: field.id, options: optionsOf(field.options) },
})

export const textField = (
  field: Field & { readonly typed?: string | undefined; readonly most: number },
): types.InputBlock => ({
  ...inputOf(field),
  element: {
    type: 'plain_text_input',
    action_id: field.id,
    max_length: field.most,
    ...(field.typed ? { initial_value: cut(field.typed, field.most) } : {}),
  },
})

export const dateField = (field: Field & { readonly day?: string | undefined }): types.InputBlock => ({
  ...inputOf(field),
  element: { type: 'datepicker', action_id: field.id, ...(field.day ? { initial_date: field.day } : {}) },
})

export const fileField = (field: Field & { readonly filetypes: string[] }): types.InputBlock => ({
  ...inputOf(field),
  element: { type: 'file_input', action_id: field.id, filetypes: field.filetypes, max_files: 1 },
})
