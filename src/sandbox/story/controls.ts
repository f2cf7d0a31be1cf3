import type { Block } from '../slack/block-kit/blocks.ts'
import type { InteractiveElement } from '../slack/block-kit/elements.ts'
import { listOptions } from '../slack/block-kit/selects.ts'
import { listElements } from '../slack/block-kit/walk.ts'
import type { SandboxSlack } from '../slack/index.ts'

export interface Control {
  readonly blockId: string
  readonly actionId: string
  readonly value: string | null
}

/** The button, or the entry of a ⋯ menu, that bears this text. */
export function findButton(blocks: readonly Block[], text: string): Control | undefined {
  for (const block of blocks)
    for (const element of listElements(block)) {
      const names = { blockId: block.block_id, actionId: element.action_id ?? '' }
      if (element.type === 'button' && element.text.text === text) return { ...names, value: null }
      const entry = element.type === 'overflow' && element.options.find((option) => option.text.text === text)
      if (entry) return { ...names, value: entry.value }
    }
  return undefined
}

/** The field with this label, or the menu with this placeholder, and what filling it in means. */
export function findField(
  blocks: readonly Block[],
  { label, value }: { label: string; value: string },
  slack: SandboxSlack,
): Control | undefined {
  for (const block of blocks)
    for (const element of listElements(block)) {
      const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined
      const name = block.type === 'input' ? block.label.text : placeholder
      if (name === label)
        return { blockId: block.block_id, actionId: element.action_id ?? '', value: readValue(element, value, slack) }
    }
  return undefined
}

/** People say what they read; Slack wants the value or the id behind it. */
function readValue(element: InteractiveElement, text: string, slack: SandboxSlack): string {
  const options = listTexts(element)
  const option = options.find((candidate) => candidate.text.text === text)
  if (option) return option.value
  if (/users/.test(element.type)) return slack.people().find(({ realName }) => realName === text)?.id ?? text
  return slack.channels().find(({ name }) => `#${name}` === text)?.id ?? text
}

function listTexts(element: InteractiveElement) {
  if (element.type === 'static_select' || element.type === 'multi_static_select') return listOptions(element)
  return 'options' in element ? element.options : []
}
