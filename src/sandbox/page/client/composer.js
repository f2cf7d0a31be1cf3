import { act, refresh, upload } from './page.js'

/** Writing messages and commands, and completing the latter. */

const partsOf = (form) => ({
  box: form.querySelector('textarea'),
  list: form.querySelector('.offers'),
  commands: JSON.parse(form.dataset.commands ?? '[]'),
})

export async function sendMessage(form) {
  const { box } = partsOf(form)
  const text = box.value.trim()
  if (text === '') return
  box.value = ''
  closeOffers(form)
  const error = await act({ act: 'send', ...JSON.parse(form.dataset.composer), text })
  if (error && box.value === '') box.value = text
}

export async function attachFile(form, input) {
  for (const file of input.files) await upload(file, JSON.parse(form.dataset.composer))
  input.value = ''
  await refresh()
}

export function suggest(line) {
  const box = document.getElementById('composer')
  box.value = line
  box.focus()
}

const mostOffers = 24

export function offerCommands(form) {
  const { box, list, commands } = partsOf(form)
  const typed = box.value.toLowerCase()
  const offers = typed.startsWith('/')
    ? commands.filter(({ line }) => line.startsWith(typed) && line !== typed).slice(0, mostOffers)
    : []
  list.replaceChildren(...offers.map(drawOffer))
  list.hidden = offers.length === 0
  box.removeAttribute('aria-activedescendant')
}

function drawOffer({ line, about }, position) {
  const offer = document.createElement('li')
  offer.id = `offer-${position}`
  offer.setAttribute('role', 'option')
  offer.dataset.line = line
  const name = document.createElement('b')
  name.textContent = line
  const note = document.createElement('span')
  note.className = 'quiet'
  note.textContent = about
  offer.append(name, ' ', note)
  return offer
}

export function closeOffers(form) {
  const { box, list } = partsOf(form)
  list.hidden = true
  box.removeAttribute('aria-activedescendant')
}

export function takeOffer(form, offer) {
  const { box } = partsOf(form)
  box.value = offer.dataset.line
  closeOffers(form)
  box.focus()
}

/** Arrows choose, Tab and Enter take, Escape closes; Enter alone sends. */
export function steer(form, event) {
  const { list } = partsOf(form)
  const chosen = list.querySelector('[aria-selected="true"]')
  const isOpen = !list.hidden
  const keys = {
    ArrowDown: () => isOpen && choose(form, chosen?.nextElementSibling ?? list.firstElementChild),
    ArrowUp: () => isOpen && choose(form, chosen?.previousElementSibling ?? list.lastElementChild),
    Tab: () => isOpen && !event.shiftKey && takeOffer(form, chosen ?? list.firstElementChild),
    Escape: () => isOpen && closeOffers(form),
    Enter() {
      if (event.shiftKey || event.isComposing) return false
      if (isOpen && chosen) takeOffer(form, chosen)
      else void sendMessage(form)
    },
  }
  const handle = keys[event.key]
  if (handle && handle() !== false) event.preventDefault()
}

function choose(form, offer) {
  const { box, list } = partsOf(form)
  for (const other of list.children) other.setAttribute('aria-selected', String(other === offer))
  box.setAttribute('aria-activedescendant', offer.id)
  offer.scrollIntoView({ block: 'nearest' })
}
