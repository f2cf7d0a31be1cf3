import type { types } from '@slack/bolt'
import { cut } from '../../../chatops/text.ts'

/**
 * Fields of modals. A field's block and action bear the same name: an error is shown at it, its value read by it. Only
 * the action of a field that tells when it is used is the name of that click.
 */

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const

interface TextField {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly typed?: string | undefined
  readonly most: number
  readonly isLong?: boolean
  readonly isOptional?: boolean
  /** The click that Enter leads to. */
  readonly tells?: string
}

export const textField = (field: TextField): types.InputBlock => ({
  type: 'input',
  block_id: field.id,
  label: plain(field.label),
  hint: plain(field.hint),
  optional: field.isOptional ?? false,
  dispatch_action: field.tells !== undefined,
  element: {
    type: 'plain_text_input',
    action_id: field.tells ?? field.id,
    ...(field.tells ? { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed' as const] } } : {}),
    multiline: field.isLong ?? false,
    max_length: field.most,
    ...(field.typed ? { initial_value: cut(field.typed, field.most) } : {}),
  },
})

interface ChoiceField {
  readonly id: string
  readonly label: string
  readonly options: Readonly<Record<string, string>>
  readonly chosen: string
  /** The click that a choice leads to. */
  readonly tells?: string
}

/** All options in sight: they are few, and the choice matters. */
export function choiceField({ id, label, options, chosen, tells }: ChoiceField): types.InputBlock {
  const written = Object.entries(options).map(([value, text]) => ({ text: plain(text), value }))
  const initial = written.find(({ value }) => value === chosen)
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    dispatch_action: tells !== undefined,
    element: {
      type: 'radio_buttons',
      action_id: tells ?? id,
      options: written,
      ...(initial ? { initial_option: initial } : {}),
    },
  }
}

interface DateField {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly typed?: string | undefined
}

export const dateField = ({ id, label, hint, typed }: DateField): types.InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  hint: plain(hint),
  element: {
    type: 'datepicker',
    action_id: id,
    ...(typed && /^\d{4}-\d\d-\d\d$/.test(typed) ? { initial_date: typed } : {}),
  },
})
