import { attachFile, offerCommands, sendMessage, steer, suggest, takeOffer } from './composer.js'
import { changes, dispatchOnEnter, dispatchOnType, presses, submit } from './elements.js'
import { act, go, onDrawn, refresh, toast, whoAndWhere } from './page.js'
import { markUnread } from './unread.js'

/** Hears everything that happens on the page, and hands it to whoever knows. */

const tools = {
  ...presses,
  suggest: ({ dataset }) => suggest(dataset.line),
  control: ({ dataset }) => act(JSON.parse(dataset.body)),
  'toggle-sidebar': () => document.documentElement.classList.toggle('sidebar-open'),
  'switch-theme'() {
    const { dataset } = document.documentElement
    dataset.theme = dataset.theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem('theme', dataset.theme)
  },
}

document.addEventListener('click', (event) => {
  const { target } = event
  closePopups(target)
  const offer = target.closest('.offers [role=option]')
  if (offer) return takeOffer(offer.closest('form'), offer)
  const link = target.closest('a[data-go]')
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (link && isPlain) {
    event.preventDefault()
    const [, channel] = /^\/archives\/(\w+)/.exec(link.pathname) ?? []
    return void go(channel ? `/?${new URLSearchParams({ as: whoAndWhere().as, at: channel })}` : link.href)
  }
  const element = target.closest('[data-act]')
  const use = element && tools[element.dataset.act]
  if (use) void use(element)
})

document.addEventListener('change', ({ target }) => {
  if (target.dataset.act === 'switch-fault')
    return void act({ act: 'switch-fault', fault: target.dataset.fault, isOn: target.checked })
  const form = target.closest('[data-composer]')
  if (form && target.type === 'file') return void attachFile(form, target)
  const element = target.closest('[data-act]')
  const change = element && changes[element.dataset.act]
  if (change) void change(element)
})

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method === 'dialog') return
  event.preventDefault()
  if (form.dataset.composer) void sendMessage(form)
  else if (form.dataset.act === 'set-limit') void setLimit(form)
  else void submit(form)
})

function setLimit(form) {
  const text = form.elements.amount.value.trim()
  return act({ act: 'set-limit', amount: text === '' ? null : Number(text) })
}

document.addEventListener('input', ({ target }) => {
  const form = target.closest('[data-composer]')
  if (form) offerCommands(form)
  else dispatchOnType(target)
})

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('[data-composer]')
  if (form && event.target.matches('textarea')) steer(form, event)
  else dispatchOnEnter(event)
  if (event.key === 'Escape') closePopups()
})

function closePopups(inside) {
  for (const popup of document.querySelectorAll('details[data-popup][open]'))
    if (!inside || !popup.contains(inside)) popup.removeAttribute('open')
}

/** Escape closes a modal at Slack's, too, and only the bot's answer takes it away. */
document.addEventListener(
  'cancel',
  (event) => {
    if (!event.target.matches('[data-modal]')) return
    event.preventDefault()
    void presses.close(event.target)
  },
  true,
)

const focused = new WeakSet()

onDrawn(() => {
  const modal = document.querySelector('[data-modal]')
  if (modal && !modal.open) modal.showModal()
  // Its fields may come later, with an update.
  const field = modal?.querySelector('[autofocus], [data-input] :is(input, select, textarea, summary)')
  if (field && !focused.has(modal)) {
    focused.add(modal)
    field.focus()
  }
  // The page's policy takes no styles in attributes; those that the drawing library writes are set here.
  for (const element of document.querySelectorAll('[data-style]')) element.style.cssText = element.dataset.style
})
onDrawn(markUnread)

let opened
onDrawn(() => {
  // Slack tells the bot each time that somebody opens its Home.
  const { as, at } = whoAndWhere()
  const place = `${as} ${at}`
  if (at === 'home' && place !== opened) void act({ act: 'open-home', tab: 'home' })
  opened = place
})

for (const pane of document.querySelectorAll('[data-scroll]'))
  if (pane.querySelector('.messages')) pane.scrollTop = pane.scrollHeight

const events = new EventSource('/events')
events.addEventListener('message', refresh)
events.addEventListener('open', refresh)
events.addEventListener('error', () => toast('The sandbox does not answer. Has it ended?'))
