import type { InteractiveElement } from '../../slack/block-kit/elements.ts'
import { attributes, type Html, html } from './html.ts'
import { drawPlainText } from './library.ts'
import { markElement, type Placed } from './placed.ts'

type ButtonElement = Extract<InteractiveElement, { type: 'button' }>

export function drawButton(placed: Placed<ButtonElement>): Html {
  const { element, surface } = placed
  const text = drawPlainText(element.text.text, surface.scene)
  const facts = attributes({
    class: `button ${element.style ?? ''}`.trim(),
    'aria-label': element.accessibility_label,
    'data-act': 'press',
  })
  if (element.url === undefined) return html`<button type="button"${facts}${markElement(placed)}>${text}</button>`
  const href = /^https?:/.test(element.url) ? element.url : '#'
  return html`<a href="${href}" target="_blank" rel="noreferrer"${facts}${markElement(placed)}>${text}</a>`
}

type OverflowElement = Extract<InteractiveElement, { type: 'overflow' }>

export function drawOverflow(placed: Placed<OverflowElement>): Html {
  const options = placed.element.options.map(({ text, value }) => {
    const facts = attributes({ type: 'button', role: 'menuitem', 'data-act': 'press', 'data-value': value })
    return html`<button${facts}${markElement(placed)}>${drawPlainText(text.text, placed.surface.scene)}</button>`
  })
  return html`<details class="overflow" data-popup><summary class="button" aria-label="More actions">⋯</summary><div class="popup" role="menu">${options}</div></details>`
}
