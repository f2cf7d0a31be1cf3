import type { Block, BlockWithoutId } from './blocks.ts'
import type { InteractiveElement } from './elements.ts'
import type { SlackFile } from './text.ts'

/** The things in a block that a person can press, choose or fill in. */
export function listElements(block: BlockWithoutId): InteractiveElement[] {
  switch (block.type) {
    case 'actions':
      return block.elements
    case 'input':
      return [block.element]
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : []
    default:
      return []
  }
}

/** The uploaded pictures that a block shows. */
export function listSlackFiles(block: BlockWithoutId): SlackFile[] {
  switch (block.type) {
    case 'image':
      return block.slack_file ? [block.slack_file] : []
    case 'context':
      return block.elements.flatMap((element) =>
        element.type === 'image' && element.slack_file ? [element.slack_file] : [],
      )
    case 'section':
      return block.accessory?.type === 'image' && block.accessory.slack_file ? [block.accessory.slack_file] : []
    default:
      return []
  }
}

/** Slack names what the app left unnamed; a payload always carries both ids. */
export function nameBlocks(blocks: readonly BlockWithoutId[]): Block[] {
  return blocks.map((block, position) => {
    const block_id = block.block_id ?? `block-${position}`
    switch (block.type) {
      case 'actions':
        return { ...block, block_id, elements: block.elements.map(nameElement) }
      case 'input':
        return { ...block, block_id, element: nameElement(block.element, 0) }
      case 'section':
        return block.accessory && block.accessory.type !== 'image'
          ? { ...block, block_id, accessory: nameElement(block.accessory, 0) }
          : { ...block, block_id }
      default:
        return { ...block, block_id }
    }
  })
}

const nameElement = <Element extends InteractiveElement>(element: Element, position: number): Element => ({
  ...element,
  action_id: element.action_id ?? `action-${position}`,
})
