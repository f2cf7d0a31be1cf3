import { expect } from 'vitest'
import type { View } from '../../src/chatops/view.ts'
import { validateBlocks } from '../../src/sandbox/slack/index.ts'
import type { Block, Message } from '../../src/slack/message.ts'

/** A reader in Paris, alone, who may see figures. */
export const reader = (change: Partial<View> = {}): View => ({
  locale: 'en-GB',
  language: 'en',
  timeZone: 'Europe/Paris',
  slash: '/mistral',
  seesNames: false,
  isDecider: false,
  isShared: false,
  ...change,
})

/** Only what we write ourselves may stand in angle brackets: people, channels, groups, times and links. */
const ourMarks = /<(@[UW]\w+|#C\w+|!subteam\^S\w+|!date\^\d+\^[^|>]+\|[^>]+|https?:\/\/[^|>]+\|[^>]*)>/g

/** A message as raw text, held against Slack's limits on the way. */
export function sketch({ text, blocks }: Message): string {
  expect(validateBlocks(blocks.map(numberActions))).toMatchObject({ ok: true })
  const marked = blocks.map(sketchBlock)
  expect(marked.join('\n').replace(ourMarks, '')).not.toContain('<')
  return `\n${[`lock screen: ${text}`, ...marked].join('\n\n')}\n`
}

function sketchBlock(block: Block): string {
  if (block.type === 'section') return block.text?.text ?? ''
  if (block.type === 'context')
    return block.elements.map((element) => ('text' in element ? String(element.text) : element.type)).join(' | ')
  if (block.type === 'actions')
    return block.elements.map((e) => (e.type === 'button' ? `[${e.text.text} → ${e.value}]` : e.type)).join(' ')
  return `(${block.type})`
}

/** As it is done when the lines behind the buttons are stored: Slack wants each action once. */
const numberActions = (block: Block): Block =>
  block.type === 'actions'
    ? { ...block, elements: block.elements.map((element, index) => ({ ...element, action_id: `a.${index}` })) }
    : block
