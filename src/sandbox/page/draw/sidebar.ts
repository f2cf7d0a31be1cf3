import type { SandboxChannel } from '../../slack/index.ts'
import { homePlace, isBotOpenTo, linkTo, listChannels, type Scene } from '../scene.ts'
import { botAvatar } from './avatar.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'

export function drawSidebar(scene: Scene): Html {
  return html`<nav class="sidebar" aria-label="Channels and apps">
    <h2>Channels</h2>
    <ul>${listChannels(scene).map((channel) => drawChannel(channel, scene))}</ul>
    ${isBotOpenTo(scene.reader) && drawApps(scene)}
  </nav>`
}

function drawChannel({ id, name, isPrivate, isShared }: SandboxChannel, scene: Scene): Html {
  return html`<li><a${place(scene, id, [id])}>${icon(isPrivate ? 'lock' : 'hash')}<span class="name">${name}</span>${isShared && html` <span title="Shared with another company" role="img" aria-label="shared with another company">${icon('shared')}</span>`}</a></li>`
}

function drawApps(scene: Scene): Html {
  const direct = scene.slack.directMessage(scene.reader.id)
  return html`<h2>Apps</h2><ul><li><a${place(scene, direct, [direct, homePlace])}>${botAvatar} Mistral</a></li></ul>`
}

/** A link that knows whether one is there, and when something was last said. */
function place(scene: Scene, at: string, places: readonly string[]): Html {
  const latest = places.flatMap((channel) => scene.slack.messages({ channel, as: scene.reader.id })).at(-1)
  return attributes({
    href: linkTo(scene, { at }),
    'data-go': true,
    'data-unread-key': `${scene.reader.id} ${places[0]}`,
    'data-latest': latest?.ts,
    'aria-current': places.includes(scene.place) ? 'page' : undefined,
  })
}
