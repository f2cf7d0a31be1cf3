/**
 * Makes one tree like another, and leaves alone whatever is the same already: the focus, what is half typed, what is
 * scrolled or folded out stay as they are.
 */
export function morph(present, wanted) {
  if (present.nodeType === Node.TEXT_NODE) {
    if (present.data !== wanted.data) present.data = wanted.data
    return
  }
  if (present.nodeType !== Node.ELEMENT_NODE || present.hasAttribute('data-kept')) return
  morphField(present, wanted)
  morphAttributes(present, wanted)
  morphChildren(present, wanted)
}

/** Set by the person or by the script, and therefore not the server's to take away. */
const ours = new Set(['open', 'style', 'aria-busy'])

function morphAttributes(present, wanted) {
  for (const { name, value } of wanted.attributes)
    if (present.getAttribute(name) !== value && !ours.has(name)) present.setAttribute(name, value)
  for (const { name } of [...present.attributes])
    if (!wanted.hasAttribute(name) && !ours.has(name)) present.removeAttribute(name)
}

/**
 * A field shows what the server holds once that has changed, except while somebody is in it: what was filled in a moment
 * ago may not have arrived there yet.
 */
function morphField(present, wanted) {
  const [value, held] = fieldOf(present)
  if (!value || present[held] === wanted[held]) return
  present[held] = wanted[held]
  if (present !== document.activeElement) present[value] = wanted[held]
}

/** The property that a person changes, and the one that says how the server drew it. */
function fieldOf(element) {
  if (element instanceof HTMLOptionElement) return ['selected', 'defaultSelected']
  if (element instanceof HTMLTextAreaElement) return ['value', 'defaultValue']
  if (!(element instanceof HTMLInputElement) || element.type === 'file') return []
  return ['checkbox', 'radio'].includes(element.type) ? ['checked', 'defaultChecked'] : ['value', 'defaultValue']
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.dataset.key : undefined)

const isAlike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b)

function morphChildren(present, wanted) {
  if (present instanceof HTMLTextAreaElement) return
  const keyed = new Map([...present.childNodes].filter(keyOf).map((child) => [keyOf(child), child]))
  let next = present.firstChild
  for (const child of [...wanted.childNodes]) {
    const key = keyOf(child)
    const known = key === undefined ? next : keyed.get(key)
    if (known && isAlike(known, child)) {
      if (known === next) next = next.nextSibling
      else present.insertBefore(known, next)
      morph(known, child)
    } else {
      present.insertBefore(child, next)
    }
  }
  while (next) {
    const gone = next
    next = next.nextSibling
    // Gives the focus back to where it came from.
    if (gone instanceof HTMLDialogElement) gone.close()
    gone.remove()
  }
}
