import type { InteractiveElement } from '../../slack/block-kit/elements.ts'
import { attributes, type Html, html } from './html.ts'
import { drawPlainText, drawWithLibrary } from './library.ts'
import { describeField, labelOf, markElement, type Placed } from './placed.ts'

type GroupElement = Extract<InteractiveElement, { type: 'checkboxes' | 'radio_buttons' }>
type GroupOption = GroupElement['options'][number]

/** Boxes to tick, or buttons of which one holds. */
export function drawChoiceGroup(placed: Placed<GroupElement>): Html {
  const { element, held, id } = placed
  const isRadio = element.type === 'radio_buttons'
  const options = element.options.map((option) => {
    const facts = attributes({
      type: isRadio ? 'radio' : 'checkbox',
      name: id,
      value: option.value,
      checked: held.includes(option.value),
    })
    const detail = option.description && html`<small>${drawText(option.description, placed)}</small>`
    return html`<label class="choice"><input${facts}> <span>${drawText(option.text, placed)}${detail}</span></label>`
  })
  const group = attributes({
    id,
    class: 'choices',
    'aria-labelledby': labelOf(placed),
    role: isRadio ? 'radiogroup' : 'group',
    'data-act': isRadio ? 'choose-one' : 'choose-several',
  })
  return html`<div${group}${describeField(placed)}${markElement(placed)}>${options}</div>`
}

const drawText = (text: GroupOption['text'], { surface }: Placed) =>
  text.type === 'mrkdwn'
    ? drawWithLibrary({ type: 'section', text }, surface.scene)
    : drawPlainText(text.text, surface.scene)
