import type { Scene } from '../scene.ts'
import { botAvatar } from './avatar.ts'
import { drawBlocks } from './blocks.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { drawPlainText } from './library.ts'

/** The topmost modal that this person has open; below it wait those that opened it. */
export function drawModal(scene: Scene): Html | undefined {
  const stack = scene.slack.views(scene.reader.id)
  const view = stack.at(-1)
  if (view?.content.type !== 'modal') return undefined
  const { id, content, state, errors, notice } = view
  const plain = (text: { text: string } | undefined, fallback: string) => drawPlainText(text?.text ?? fallback, scene)
  const facts = attributes({
    class: 'modal',
    'data-key': id,
    'data-modal': true,
    'data-surface': JSON.stringify({ viewId: id }),
    'aria-labelledby': 'modal-title',
  })
  return html`<dialog${facts}>
    <form data-act="submit" novalidate>
      <header>${botAvatar}<h2 id="modal-title">${plain(content.title, '')}</h2>
        <button type="button" class="icon" data-act="close" aria-label="${stack.length > 1 ? 'Back' : 'Close'}">${icon(stack.length > 1 ? 'back' : 'close')}</button></header>
      <div class="modal-body">
        ${notice && html`<p class="notice" role="alert">${notice}</p>`}
        ${drawBlocks(content.blocks, { scene, key: id, held: state, errors })}
      </div>
      <footer>
        <button type="button" class="button" data-act="close">${plain(content.close, 'Cancel')}</button>
        ${content.submit && html`<button class="button primary"${attributes({ disabled: content.submit_disabled })}>${plain(content.submit, 'Submit')}</button>`}
      </footer>
    </form>
  </dialog>`
}
