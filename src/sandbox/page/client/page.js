import { morph } from './morph.js'

/** Who and where this window is. */
export const whoAndWhere = () => {
  const { as, at } = document.getElementById('app').dataset
  return { as, at }
}

const listeners = []

/** Called after every drawing, the first included. */
export function onDrawn(listener) {
  listeners.push(listener)
  listener()
}

let isDrawing = false
let isStale = false

/** Fetches the page as it is now and swaps in what changed. Calls that come meanwhile become one more. */
export async function refresh() {
  if (isDrawing) {
    isStale = true
    return
  }
  isDrawing = true
  try {
    do {
      isStale = false
      const response = await fetch(location.href)
      if (response.ok) draw(new DOMParser().parseFromString(await response.text(), 'text/html'))
    } while (isStale)
  } catch {
    // The sandbox has ended or starts anew; the next event tells.
  } finally {
    isDrawing = false
  }
}

function draw(wanted) {
  document.title = wanted.title
  const bottoms = [...document.querySelectorAll('[data-scroll]')]
    .filter(isAtBottom)
    .map(({ dataset }) => dataset.scroll)
  for (const id of ['app', 'modals']) morph(document.getElementById(id), wanted.getElementById(id))
  for (const pane of document.querySelectorAll('[data-scroll]')) keepPlace(pane, bottoms)
  for (const listener of listeners) listener()
}

const isAtBottom = (pane) => pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40

const seen = new WeakMap()

/** Conversations follow what is said, unless somebody reads further up; another one opens at its end. */
function keepPlace(pane, bottoms) {
  const name = pane.dataset.scroll
  const isNew = seen.get(pane) !== name
  seen.set(pane, name)
  const isConversation = pane.querySelector('.messages') !== null
  if (isConversation && (isNew || bottoms.includes(name))) pane.scrollTop = pane.scrollHeight
  else if (isNew) pane.scrollTop = 0
}

/** Pictures that arrive late push the end away. */
document.addEventListener(
  'load',
  ({ target }) => {
    const pane = target instanceof HTMLImageElement && target.closest('[data-scroll]')
    if (pane && pane.scrollHeight - pane.scrollTop - pane.clientHeight < target.offsetHeight + 80)
      pane.scrollTop = pane.scrollHeight
  },
  true,
)

/** Goes to another place without loading the page anew. */
export async function go(href) {
  history.pushState(null, '', href)
  document.documentElement.classList.remove('sidebar-open')
  await refresh()
}

window.addEventListener('popstate', refresh)

/** Says in one line what went wrong. */
export function toast(text) {
  const line = document.getElementById('toast')
  line.textContent = text
  clearTimeout(toast.timer)
  toast.timer = setTimeout(() => {
    line.textContent = ''
  }, 6_000)
}

/** Tells the sandbox what this person does. */
export async function act(body) {
  const { as } = whoAndWhere()
  const response = await fetch('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, ...body }),
  })
  const { error } = await response.json()
  if (error) toast(error)
  await refresh()
  return error
}

export async function upload(file, { at, thread } = {}) {
  const { as } = whoAndWhere()
  const query = new URLSearchParams({ as, name: file.name, ...(at ? { at } : {}), ...(thread ? { thread } : {}) })
  const response = await fetch(`/upload?${query}`, { method: 'POST', body: file })
  const { id, error } = await response.json()
  if (error) toast(error)
  return id
}
