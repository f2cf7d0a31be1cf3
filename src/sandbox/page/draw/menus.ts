import { type Choice, listChoices } from './choices.ts'
import { attributes, type Html, html } from './html.ts'
import { drawPlainText } from './library.ts'
import { describeField, labelOf, markElement, type Placed, placeholderOf } from './placed.ts'

const emptyText = ({ element }: Placed) => placeholderOf(element) ?? 'Select an item'

/** One of several: the browser's own menu, which every keyboard and phone knows. */
export function drawMenu(placed: Placed): Html {
  const { element, held, id, surface } = placed
  const choices = listChoices(element, surface.scene)
  const facts = attributes({ id, class: 'field', 'data-act': 'choose' })
  const isEmpty = attributes({ selected: held.length === 0 })
  return html`<select${facts}${describeField(placed)}${markElement(placed)}>
    <option value=""${isEmpty}>${drawPlainText(emptyText(placed), surface.scene)}</option>
    ${[...Map.groupBy(choices, ({ group }) => group)].map(([group, members]) => {
      const options = members.map((choice) => drawOption(choice, placed))
      return group ? html`<optgroup label="${group}">${options}</optgroup>` : options
    })}
  </select>`
}

const drawOption = ({ value, label }: Choice, { held, surface }: Placed) =>
  html`<option${attributes({ value, selected: held.includes(value) })}>${drawPlainText(label, surface.scene)}</option>`

/** Any number of several: boxes to tick, behind a button that says what is chosen. */
export function drawSeveral(placed: Placed): Html {
  const { element, held, id, surface } = placed
  const choices = listChoices(element, surface.scene)
  const chosen = choices.filter(({ value }) => held.includes(value)).map((choice) => choice.label)
  const boxes = choices.map(({ value, label }) => {
    const facts = attributes({ type: 'checkbox', value, checked: held.includes(value) })
    return html`<label><input${facts}> ${drawPlainText(label, surface.scene)}</label>`
  })
  const text = chosen.length > 0 ? chosen.join(', ') : emptyText(placed)
  const label = labelOf(placed)
  // A button says what is chosen; its label has to say of what.
  const summary = attributes({ id, class: 'field', 'aria-labelledby': label && `${label} ${id}` })
  const group = attributes({ class: 'popup', role: 'group', 'data-act': 'choose-several' })
  return html`<details class="several" data-popup>
    <summary${summary}${describeField(placed)}>${text}</summary>
    <div${group}${markElement(placed)}>${boxes}</div>
  </details>`
}
