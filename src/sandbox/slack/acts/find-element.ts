import type { Block } from '../block-kit/blocks.ts'
import type { InteractiveElement } from '../block-kit/elements.ts'
import { listElements } from '../block-kit/walk.ts'

export interface ElementName {
  readonly actionId?: string | undefined
  /** Needed where two blocks hold the same action. */
  readonly blockId?: string | undefined
}

export interface FoundElement {
  readonly block: Block
  readonly element: InteractiveElement
  readonly actionId: string
}

/** What a person sees and can use; nobody can press what is not there. */
export function findElement(blocks: readonly Block[], { actionId, blockId }: ElementName): FoundElement {
  const present = blocks.flatMap((block) =>
    listElements(block).map((element) => ({ block, element, actionId: element.action_id ?? '' })),
  )
  const found = present.find(
    (candidate) =>
      (actionId === undefined || candidate.actionId === actionId) &&
      (blockId === undefined || candidate.block.block_id === blockId),
  )
  if (found) return found
  const names = present.map((candidate) => candidate.actionId).join(', ')
  throw new Error(`nothing here is called ${actionId ?? blockId}; there are ${names || 'no elements'}`)
}
