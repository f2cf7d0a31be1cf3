import type { Block } from './block-kit/blocks.ts'
import type { InteractiveElement } from './block-kit/elements.ts'
import { listElements } from './block-kit/walk.ts'
import type { InputState, InputStates } from './types.ts'

/** What every input holds before anyone touched it, as `state.values` of a payload has it. */
export function initialStates(blocks: readonly Block[]): InputStates {
  const states: Record<string, Record<string, InputState>> = {}
  for (const block of blocks) {
    for (const element of listElements(block)) {
      const state = initialState(element)
      if (state) states[block.block_id] = { ...states[block.block_id], [element.action_id ?? '']: state }
    }
  }
  return states
}

/** An updated view keeps what was typed where block id and action id stay the same. */
export function keepStates(fresh: InputStates, old: InputStates): InputStates {
  return Object.fromEntries(
    Object.entries(fresh).map(([blockId, states]) => [
      blockId,
      Object.fromEntries(
        Object.entries(states).map(([actionId, state]) => {
          const before = old[blockId]?.[actionId]
          return [actionId, before?.type === state.type ? before : state]
        }),
      ),
    ]),
  )
}

export const setState = (
  states: InputStates,
  { blockId, actionId, state }: { blockId: string; actionId: string; state: InputState },
): InputStates => ({ ...states, [blockId]: { ...states[blockId], [actionId]: state } })

function initialState(element: InteractiveElement): InputState | undefined {
  const { type } = element
  switch (element.type) {
    case 'button':
    case 'overflow':
      return undefined
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null }
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] }
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null }
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null }
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] }
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null }
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] }
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null }
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null }
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null }
    case 'file_input':
      return { type, files: [] }
  }
}
