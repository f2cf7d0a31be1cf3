import type { InteractiveElement } from '../block-kit/elements.ts'
import type { InputState, SandboxView } from '../types.ts'

/** What Slack's client checks before it sends a modal: messages by block id. */
export function checkInputs({ content, state }: SandboxView): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {}
  for (const block of content.blocks) {
    if (block.type !== 'input') continue
    const held = state[block.block_id]?.[block.element.action_id ?? '']
    const error = checkInput(block.element, held, block.optional ?? false)
    if (error) errors[block.block_id] = error
  }
  return errors
}

function checkInput(element: InteractiveElement, held: InputState | undefined, isOptional: boolean) {
  const [value] = Object.entries(held ?? {}).flatMap(([name, content]) => (name === 'type' ? [] : [content]))
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return isOptional ? undefined : 'Please complete this required field.'
  switch (element.type) {
    case 'plain_text_input':
      return checkLength(String(value), element.min_length ?? 0, element.max_length ?? 3_000)
    case 'number_input':
      return checkNumber(String(value), element)
    case 'email_text_input':
      return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(String(value)) ? undefined : 'Enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(String(value)) ? undefined : 'Enter a valid URL.'
    case 'file_input':
      return Array.isArray(value) && value.length > (element.max_files ?? 10) ? 'Too many files.' : undefined
    default:
      return undefined
  }
}

function checkLength(text: string, min: number, max: number) {
  if (text.length < min) return `Enter at least ${min} characters.`
  return text.length > max ? `Enter at most ${max} characters.` : undefined
}

function checkNumber(
  text: string,
  { is_decimal_allowed, min_value, max_value }: Extract<InteractiveElement, { type: 'number_input' }>,
) {
  const pattern = is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  if (!pattern.test(text)) return is_decimal_allowed ? 'Enter a number.' : 'Enter a whole number.'
  if (min_value !== undefined && Number(text) < Number(min_value)) return `Enter a number of at least ${min_value}.`
  if (max_value !== undefined && Number(text) > Number(max_value)) return `Enter a number of at most ${max_value}.`
  return undefined
}
