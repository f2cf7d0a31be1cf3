import { type Names, printText } from '../../print-blocks.ts'
import type { Block } from '../../slack/block-kit/blocks.ts'
import type { InteractiveElement } from '../../slack/block-kit/elements.ts'
import { listHeld } from './held.ts'
import { attributes, type Html } from './html.ts'
import type { Surface } from './surface.ts'

/** An element where it stands, with all that drawing it takes. */
export interface Placed<Element extends InteractiveElement = InteractiveElement> {
  readonly surface: Surface
  readonly block: Block
  readonly element: Element
  readonly held: readonly string[]
  /** Unique in the document. */
  readonly id: string
  /** How a screen reader calls it where no label stands beside it. */
  readonly label: string | undefined
}

export function place(surface: Surface, block: Block, element: InteractiveElement): Placed {
  const actionId = element.action_id ?? ''
  const id = `${surface.key}-${block.block_id}-${actionId}`.replaceAll(/[^\w-]/g, '_')
  const held = listHeld(surface.held[block.block_id]?.[actionId])
  const label = block.type === 'input' ? undefined : (placeholderOf(element) ?? element.type.replaceAll('_', ' '))
  return { surface, block, element, held, id, label }
}

export const placeholderOf = (element: InteractiveElement): string | undefined =>
  'placeholder' in element ? element.placeholder?.text : undefined

/** What the script needs to tell the bot of it. */
export const markElement = ({ block, element, surface }: Placed): Html =>
  attributes({
    'data-block': block.block_id,
    'data-action': element.action_id,
    'data-confirm':
      'confirm' in element && element.confirm
        ? JSON.stringify(readConfirm(element.confirm, surface.scene.slack))
        : undefined,
  })

type Confirm = NonNullable<Extract<InteractiveElement, { type: 'button' }>['confirm']>

const readConfirm = ({ title, text, confirm, deny, style }: Confirm, names: Names) => ({
  title: title.text,
  text: printText(text, names),
  confirm: confirm?.text ?? 'Yes',
  deny: deny?.text ?? 'Cancel',
  style: style ?? 'primary',
})

/** A label names inputs by itself; groups and buttons have to say that it is theirs. */
export const labelOf = ({ id, block }: Placed): string | undefined =>
  block.type === 'input' ? `${id}-label` : undefined

/** What a field says of itself: its name, the error and the hint below it. */
export function describeField({ id, label, element, block, surface }: Placed): Html {
  const hasError = surface.errors[block.block_id] !== undefined
  const hasHint = block.type === 'input' && block.hint !== undefined
  const described = [hasError && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(' ')
  return attributes({
    'aria-label': label,
    'aria-invalid': hasError ? 'true' : undefined,
    'aria-describedby': described || undefined,
    autofocus: 'focus_on_load' in element && element.focus_on_load === true,
  })
}
