import type { InteractiveElement } from '../block-kit/elements.ts'
import { listOptions } from '../block-kit/selects.ts'
import { shapeFile } from '../shapes/file.ts'
import type { InputState } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/**
 * What a person puts into an input: text, a number, a date, an option's value, an id of a person, channel or file,
 * several of them, or nothing.
 */
export type InputValue = string | number | null | readonly string[]

/** The state that Slack's client makes of it. */
export function stateOf(workspace: Workspace, element: InteractiveElement, value: InputValue): InputState {
  const { type } = element
  const one = Array.isArray(value) ? (value[0] ?? null) : value === null || value === '' ? null : String(value)
  const many = Array.isArray(value) ? value : one === null ? [] : [one]
  switch (element.type) {
    case 'button':
      return {
        type,
        text: element.text,
        value: element.value ?? '',
        ...(element.style ? { style: element.style } : {}),
      }
    case 'overflow':
      return { type, selected_option: pick(element.options, one) }
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: one }
    case 'rich_text_input':
      return { type, rich_text_value: one === null ? null : richTextOf(one) }
    case 'radio_buttons':
      return { type, selected_option: pick(element.options, one) }
    case 'checkboxes':
      return { type, selected_options: many.map((chosen) => pick(element.options, chosen)) }
    case 'static_select':
      return { type, selected_option: pick(listOptions(element), one) }
    case 'multi_static_select':
      return { type, selected_options: many.map((chosen) => pick(listOptions(element), chosen)) }
    case 'external_select':
      return { type, selected_option: one === null ? null : optionOf(one) }
    case 'multi_external_select':
      return { type, selected_options: many.map(optionOf) }
    case 'users_select':
      return { type, selected_user: one }
    case 'multi_users_select':
      return { type, selected_users: many }
    case 'conversations_select':
      return { type, selected_conversation: one }
    case 'multi_conversations_select':
      return { type, selected_conversations: many }
    case 'channels_select':
      return { type, selected_channel: one }
    case 'multi_channels_select':
      return { type, selected_channels: many }
    case 'datepicker':
      return { type, selected_date: one }
    case 'timepicker':
      return { type, selected_time: one }
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) }
    case 'file_input':
      return { type, files: many.map((id) => shapeFile(workspace, workspace.files.find(id))) }
  }
}

function pick<Choice extends { value: string }>(options: readonly Choice[], value: string | null): Choice | null {
  if (value === null) return null
  const chosen = options.find((option) => option.value === value)
  if (chosen) return chosen
  throw new Error(`no option "${value}"; there are ${options.map((option) => option.value).join(', ')}`)
}

const optionOf = (value: string) => ({ text: { type: 'plain_text', text: value }, value })

const richTextOf = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
})
