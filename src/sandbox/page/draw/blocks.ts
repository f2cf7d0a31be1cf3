import type { Block } from '../../slack/block-kit/blocks.ts'
import { drawElement } from './elements.ts'
import { type Html, html } from './html.ts'
import { drawPlainText, drawWithLibrary } from './library.ts'
import { drawPicture, drawThumbnail } from './pictures.ts'
import { place } from './placed.ts'
import type { Surface } from './surface.ts'

/** Texts are the library's; pictures, and whatever one can press or fill in, are ours. */
export const drawBlocks = (blocks: readonly Block[], surface: Surface): Html =>
  html`<div class="blocks">${blocks.map((block) => html`<div class="block ${block.type}" data-key="${block.block_id}">${drawBlock(block, surface)}</div>`)}</div>`

function drawBlock(block: Block, surface: Surface): Html | Html[] {
  switch (block.type) {
    case 'actions':
      return block.elements.map((element) => drawElement(place(surface, block, element)))
    case 'input':
      return drawInput(block, surface)
    case 'section':
      return drawSection(block, surface)
    case 'image':
      return drawPicture(block, surface.scene)
    case 'context':
      return block.elements.map((element) =>
        element.type === 'image'
          ? drawThumbnail(element, surface.scene)
          : drawWithLibrary(
              keep(element, () => ({ type: 'section', text: element })),
              surface.scene,
            ),
      )
    case 'divider':
      return html`<hr>`
    default:
      return drawWithLibrary(block, surface.scene)
  }
}

type SectionBlock = Extract<Block, { type: 'section' }>

function drawSection(block: SectionBlock, surface: Surface): Html | Html[] {
  const { accessory, ...plain } = block
  const text = drawWithLibrary(
    keep(block, () => plain),
    surface.scene,
  )
  if (!accessory) return text
  const beside =
    accessory.type === 'image' ? drawThumbnail(accessory, surface.scene) : drawElement(place(surface, block, accessory))
  return [text, html`<div class="accessory">${beside}</div>`]
}

const kept = new WeakMap<object, object>()

/** The same object for the same source, since the library's drawings are kept by object. */
function keep(source: object, derive: () => object): object {
  const derived = kept.get(source) ?? derive()
  kept.set(source, derived)
  return derived
}

type InputBlock = Extract<Block, { type: 'input' }>

function drawInput(block: InputBlock, surface: Surface): Html {
  const { scene, errors } = surface
  const placed = place(surface, block, block.element)
  const error = errors[block.block_id]
  return html`<div class="${error ? 'wrong' : 'right'}" data-input="${block.block_id}">
    <label for="${placed.id}" id="${placed.id}-label">${drawPlainText(block.label.text, scene)}${block.optional && html` <span class="quiet">(optional)</span>`}</label>
    ${drawElement(placed)}
    ${error && html`<p class="error" id="${placed.id}-error">${error}</p>`}
    ${block.hint && html`<p class="hint" id="${placed.id}-hint">${drawPlainText(block.hint.text, scene)}</p>`}
  </div>`
}
