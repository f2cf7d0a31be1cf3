import type { SandboxChannel, SandboxMessage } from '../../slack/index.ts'
import { homePlace, linkTo, type Scene } from '../scene.ts'
import { drawComposer } from './composer.ts'
import { dayOf, momentOf, nameDay } from './dates.ts'
import { drawHome } from './home.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { drawMessage } from './message.ts'

const closeMs = 5 * 60_000

export function drawConversation(scene: Scene): Html {
  const { slack, reader, place } = scene
  if (place === homePlace) return html`<main class="conversation">${drawBotHeader(scene)}${drawHome(scene)}</main>`
  const channel = slack.channels().find(({ id }) => id === place)
  if (!channel) throw new Error(`no channel ${place}`)
  const messages = slack.messages({ channel: place, as: reader.id })
  const where = channel.directWith ? 'Mistral' : `#${channel.name}`
  return html`<main class="conversation">
    ${channel.directWith ? drawBotHeader(scene) : drawChannelHeader(channel)}
    <div class="scroll" data-scroll="${place}" tabindex="-1">
      ${messages.length === 0 && drawBeginning(where, scene)}
      <ol class="messages" role="log" aria-label="Messages in ${where}">${drawMessages(messages, scene)}</ol>
    </div>
    ${drawComposer(scene, { label: `Message ${where}` })}
  </main>`
}

function drawChannelHeader({ name, isPrivate, isShared, members }: SandboxChannel): Html {
  return html`<header class="conversation-header">
    <h1>${icon(isPrivate ? 'lock' : 'hash')}${name}</h1>
    ${isShared && html`<span class="badge">Shared with Contoso</span>`}
    <span class="quiet">${members.length} members</span>
  </header>`
}

function drawBotHeader(scene: Scene): Html {
  const tabs = [
    { name: 'Home', at: homePlace },
    { name: 'Messages', at: scene.slack.directMessage(scene.reader.id) },
  ]
  return html`<header class="conversation-header with-tabs">
    <h1>Mistral <span class="badge">App</span></h1>
    <nav aria-label="Tabs of the app">${tabs.map(
      ({ name, at }) =>
        html`<a data-go${attributes({ href: linkTo(scene, { at }), 'aria-current': scene.place === at ? 'page' : undefined })}>${name}</a>`,
    )}</nav>
  </header>`
}

function drawBeginning(where: string, { commands }: Scene): Html {
  return html`<div class="beginning">
    <h2>This is the beginning of ${where}</h2>
    <p>Nothing has been said yet. Ask the bot:</p>
    <p>${commands.slice(0, 4).map(({ line }) => html`<button type="button" class="suggestion" data-act="suggest" data-line="${line}">${line}</button> `)}</p>
  </div>`
}

/** One after the other, with a line between the days. */
function drawMessages(messages: readonly SandboxMessage[], scene: Scene): Html[] {
  const place = { ...scene.reader, now: scene.clock.now() }
  return messages.map((message, position) => {
    const before = messages[position - 1]
    const at = momentOf(message.ts)
    const isNewDay = !before || dayOf(momentOf(before.ts), place) !== dayOf(at, place)
    const isContinued =
      !isNewDay &&
      before.author === message.author &&
      before.visibleTo === message.visibleTo &&
      at.getTime() - momentOf(before.ts).getTime() < closeMs
    const line = isNewDay && html`<li class="day" data-key="day-${message.ts}"><span>${nameDay(at, place)}</span></li>`
    return html`${line}${drawMessage(message, scene, { isContinued })}`
  })
}

export function drawThread(scene: Scene): Html | false {
  const { slack, reader, place, threadTs } = scene
  if (threadTs === undefined) return false
  const messages = slack.thread({ channel: place, ts: threadTs, as: reader.id })
  if (messages.length === 0) return false
  return html`<aside class="thread" data-key="thread" aria-label="Thread">
    <header class="conversation-header"><h2>Thread</h2><a class="icon" href="${linkTo(scene, { thread: undefined })}" data-go aria-label="Close the thread">${icon('close')}</a></header>
    <div class="scroll" data-scroll="thread-${threadTs}" tabindex="-1">
      <ol class="messages">${messages.map((message) => drawMessage(message, scene, { isInThread: true }))}</ol>
    </div>
    ${drawComposer(scene, { label: 'Reply', threadTs })}
  </aside>`
}
