/** Asks before what costs money, where the bot wants it asked. */
export function confirm(element) {
  const wish = element.dataset.confirm
  if (!wish) return Promise.resolve(true)
  const { title, text, confirm: yes, deny, style } = JSON.parse(wish)
  const dialog = document.createElement('dialog')
  dialog.className = 'modal confirm'
  dialog.setAttribute('aria-labelledby', 'confirm-title')
  dialog.append(
    make('h2', { id: 'confirm-title', textContent: title }),
    make('p', { textContent: text }),
    make('form', { method: 'dialog' }, [
      make('button', { className: 'button', value: 'no', textContent: deny }),
      make('button', { className: `button ${style}`, value: 'yes', textContent: yes, autofocus: true }),
    ]),
  )
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}

function make(tag, facts, children = []) {
  const element = Object.assign(document.createElement(tag), facts)
  element.append(...children)
  return element
}
