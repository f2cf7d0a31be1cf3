import { type SandboxMessage, slackbotId } from '../../slack/index.ts'
import { linkTo, type Scene } from '../scene.ts'
import { drawAvatar } from './avatar.ts'
import { drawBlocks } from './blocks.ts'
import { formatMoment, momentOf } from './dates.ts'
import { attributes, type Html, html } from './html.ts'
import { icon } from './icons.ts'
import { drawWithLibrary } from './library.ts'
import { drawFile } from './pictures.ts'

export interface MessageOptions {
  /** Its author has just said something else. */
  readonly isContinued?: boolean
  readonly isInThread?: boolean
}

export function drawMessage(message: SandboxMessage, scene: Scene, options: MessageOptions = {}): Html {
  const { isContinued = false, isInThread = false } = options
  const { ts, channel, author, visibleTo } = message
  const facts = attributes({
    class: `message${isContinued ? ' continued' : ''}${visibleTo ? ' private' : ''}`,
    'data-key': ts,
    'data-surface': JSON.stringify({ channel, ts }),
  })
  return html`<li${facts}>
    ${isContinued ? drawTime(message, scene) : drawAvatar(author, scene)}
    <div class="message-body">
      ${visibleTo && html`<p class="only-you">${icon('eye')} Only visible to you</p>`}
      ${!isContinued && html`<p class="byline">${drawAuthor(author, scene)} ${drawTime(message, scene)}</p>`}
      ${drawContent(message, scene, isInThread)}
      ${!isInThread && drawReplies(message, scene)}
    </div>
  </li>`
}

function drawAuthor(author: string, { slack }: Scene): Html {
  const name = author === slackbotId ? 'Slackbot' : slack.people().find(({ id }) => id === author)?.realName
  const isApp = author === slack.botUserId || author === slackbotId
  return html`<b>${name ?? author}</b>${isApp && html` <span class="badge">App</span>`}`
}

function drawTime({ ts }: SandboxMessage, { reader, clock }: Scene): Html {
  const at = momentOf(ts)
  const place = { ...reader, now: clock.now() }
  const time = formatMoment(at, { hour: '2-digit', minute: '2-digit' }, place)
  const whole = formatMoment(at, { dateStyle: 'full', timeStyle: 'medium' }, place)
  return html`<time datetime="${at.toISOString()}" title="${whole}">${time}</time>`
}

function drawContent(message: SandboxMessage, scene: Scene, isInThread: boolean): Html[] {
  const { ts, blocks, files } = message
  const surface = {
    scene,
    key: `${isInThread ? 't' : 'm'}${ts}`,
    held: blocks.length > 0 ? scene.slack.inputs(message, scene.reader.id) : {},
    errors: {},
  }
  const shown = scene.slack.files().filter(({ id }) => files.includes(id))
  return [
    blocks.length > 0 ? drawBlocks(blocks, surface) : drawText(message, scene),
    ...shown.map((file) => drawFile(file, scene)),
  ]
}

const texts = new WeakMap<SandboxMessage, object>()

function drawText(message: SandboxMessage, scene: Scene): Html {
  if (message.text === '') return html``
  const block = texts.get(message) ?? { type: 'section', text: { type: 'mrkdwn', text: message.text } }
  texts.set(message, block)
  return html`<div class="blocks">${drawWithLibrary(block, scene)}</div>`
}

/** Below a message that has a thread: how many answered, and the way there. */
function drawReplies({ channel, ts }: SandboxMessage, scene: Scene): Html | false {
  const replies = scene.slack.thread({ channel, ts, as: scene.reader.id }).length - 1
  if (replies < 1) return html`<a class="reply" href="${linkTo(scene, { thread: ts })}" data-go>Reply in thread</a>`
  const text = replies === 1 ? '1 reply' : `${replies} replies`
  return html`<a class="replies" href="${linkTo(scene, { thread: ts })}" data-go>${text}</a>`
}
