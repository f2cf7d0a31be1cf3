import { expect } from 'vitest'
import { validateView } from '../../../src/sandbox/slack/index.ts'
import type { Block } from '../../../src/slack/message.ts'
import { type Modal, writeModal } from '../../../src/slack/views.ts'
import { sketch } from '../sketch.ts'

/** A modal as raw text, its inputs by their names, held against Slack's limits on the way. */
export function sketchModal(modal: Modal): string {
  expect(validateView(writeModal(modal))).toMatchObject({ ok: true })
  // Slack refuses longer ones; `writeModal` would cut them, and the reader would not know what is asked.
  for (const label of [modal.title, modal.submit, modal.close]) expect(label?.length ?? 0).toBeLessThanOrEqual(24)
  const words = sketch({
    text: modal.title,
    blocks: modal.blocks.filter(({ type }) => type === 'section'),
  })
  const inputs = modal.blocks.map(sketchInput).filter(Boolean)
  const foot = `${modal.callbackId} ${modal.metadata ?? ''} [${modal.submit ?? ''}] [${modal.close ?? ''}]`
  return `${words}\n${[...inputs, foot].join('\n')}\n`
}

function sketchInput(block: Block): string {
  if (block.type !== 'input') return ''
  const { element, label, hint, optional } = block
  const name = block.block_id ?? ''
  // What a field leads to when it is used has a name of its own; all others bear the block's.
  const action = block.dispatch_action ? `limits.${name}` : name
  expect('action_id' in element && element.action_id).toBe(action)
  const value = JSON.stringify(
    Object.entries(element).flatMap(([key, held]) => (key.startsWith('initial') ? [held] : [])),
  )
  return `(${element.type} ${name}${optional ? ', optional' : ''}) ${label.text} ${value} ${hint?.text ?? ''}`
}
