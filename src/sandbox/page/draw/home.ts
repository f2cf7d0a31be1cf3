import type { Scene } from '../scene.ts'
import { drawBlocks } from './blocks.ts'
import { type Html, html } from './html.ts'

/** The bot's App Home, as it published it for this person. */
export function drawHome(scene: Scene): Html {
  const view = scene.slack.home(scene.reader.id)
  if (!view)
    return html`<div class="scroll" data-scroll="home" tabindex="-1"><div class="beginning"><h2>Nothing here yet</h2><p>The bot has not published its Home for you.</p></div></div>`
  const { id, content, state, errors } = view
  return html`<div class="scroll" data-scroll="home" tabindex="-1">
    <section class="home" data-key="${id}" data-surface="${JSON.stringify({ viewId: id })}" aria-label="Home">
      ${view.notice && html`<p class="notice" role="alert">${view.notice}</p>`}
      ${drawBlocks(content.blocks, { scene, key: id, held: state, errors })}
    </section>
  </div>`
}
