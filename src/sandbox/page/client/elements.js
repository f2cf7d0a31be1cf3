import { confirm } from './confirm.js'
import { act, upload } from './page.js'

/** What people do to the blocks of messages, modals and Homes. */

const surfaceOf = (element) => JSON.parse(element.closest('[data-surface]').dataset.surface)

async function operate(element, value, { isOnlyHeld = false } = {}) {
  if (!(await confirm(element))) return putBack(element)
  const { block, action } = element.dataset
  element.setAttribute('aria-busy', 'true')
  await act({ act: 'operate', ...surfaceOf(element), block, action, value, isOnlyHeld })
  element.removeAttribute('aria-busy')
}

/** What was not confirmed was not chosen. */
function putBack(element) {
  for (const option of element.querySelectorAll('option')) option.selected = option.defaultSelected
  for (const box of element.querySelectorAll('input')) box.checked = box.defaultChecked
  if (element instanceof HTMLInputElement) element.value = element.defaultValue
}

const listChecked = (group) => [...group.querySelectorAll('input:checked')].map(({ value }) => value)

export const presses = {
  press(element) {
    element.closest('details[data-popup]')?.removeAttribute('open')
    return operate(element, element.dataset.value ?? null)
  },
  close: (element) => act({ act: 'close', ...surfaceOf(element) }),
}

export const changes = {
  choose: (element) => operate(element, element.value || null),
  'choose-one': (element) => operate(element, listChecked(element)[0] ?? null),
  'choose-several': (element) => operate(element, listChecked(element)),
  fill(element) {
    // These tell the bot in their own time; what stands in them goes along with everything else that tells it.
    return operate(element, element.value || null, { isOnlyHeld: element.dataset.dispatch !== undefined })
  },
  async attach(element) {
    const ids = await Promise.all([...element.files].map((file) => upload(file)))
    return operate(element, ids)
  },
}

export function dispatchOnType(element) {
  if (element.dataset.dispatch === 'character') void operate(element, element.value || null)
}

export function dispatchOnEnter(event) {
  const element = event.target
  if (event.key !== 'Enter' || element.dataset?.dispatch !== 'enter') return
  event.preventDefault()
  void operate(element, element.value || null)
}

/** A modal's fields as they stand, by block. Files are held by the sandbox already. */
function readFields(form) {
  const values = {}
  for (const input of form.querySelectorAll('[data-input]')) {
    const element = input.querySelector('[data-act]')
    if (element.dataset.act === 'attach') continue
    const read = {
      'choose-one': () => listChecked(element)[0] ?? null,
      'choose-several': () => listChecked(element),
    }[element.dataset.act]
    values[input.dataset.input] = read ? read() : element.value || null
  }
  return values
}

export async function submit(form) {
  const button = form.querySelector('footer .primary')
  button?.setAttribute('aria-busy', 'true')
  await act({ act: 'submit', ...surfaceOf(form), values: readFields(form) })
  button?.removeAttribute('aria-busy')
  document.querySelector('.wrong :is(input, select, textarea, summary)')?.focus()
}
