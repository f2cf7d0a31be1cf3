import { printMessage, printView } from '../print-message.ts'
import type { Block } from '../slack/block-kit/blocks.ts'
import type { SandboxMessage, SandboxPerson, SandboxSlack, SandboxView } from '../slack/index.ts'
import { StoryError } from './parse.ts'

/** Something that a person has before their eyes: a message, a modal, the bot's Home. */
export interface Sight {
  readonly blocks: readonly Block[]
  /** As text, and where it stands. */
  readonly text: string
  readonly place: string
  readonly target: { readonly channel: string; readonly ts: string } | { readonly viewId: string }
  readonly view?: SandboxView
}

export function findPerson(slack: SandboxSlack, name: string): SandboxPerson {
  const person = slack.people().find(({ realName }) => realName.split(' ')[0] === name)
  if (!person) throw new StoryError(`nobody here is called ${name}`)
  return person
}

export function findChannel(slack: SandboxSlack, place: string, person: SandboxPerson): string {
  if (place === 'Messages') return slack.directMessage(person.id)
  const channel = slack.channels().find(({ name }) => `#${name}` === place)
  if (!channel) throw new StoryError(`there is no channel ${place}`)
  return channel.id
}

/** All that a person sees, the nearest first: their modal, what was said last, the Home. */
export function listSights(slack: SandboxSlack, person: SandboxPerson, place?: string): Sight[] {
  const all = [...listModals(slack, person), ...listMessages(slack, person), ...listHomes(slack, person)]
  return place === undefined ? all : all.filter((sight) => sight.place === place)
}

const listModals = (slack: SandboxSlack, { id }: SandboxPerson): Sight[] =>
  slack
    .views(id)
    .slice(-1)
    .map((view) => seeView(slack, view, 'a modal'))

function listHomes(slack: SandboxSlack, { id }: SandboxPerson): Sight[] {
  const home = slack.home(id)
  return home ? [seeView(slack, home, 'Home')] : []
}

const seeView = (slack: SandboxSlack, view: SandboxView, place: string): Sight => ({
  blocks: view.content.blocks,
  text: printView(view, slack),
  place,
  target: { viewId: view.id },
  view,
})

function listMessages(slack: SandboxSlack, { id }: SandboxPerson): Sight[] {
  return slack
    .channels()
    .filter(({ members }) => members.includes(id))
    .flatMap((channel) => {
      const place = channel.directWith ? 'Messages' : `#${channel.name}`
      return slack
        .messages({ channel: channel.id, as: id })
        .flatMap(({ ts }) => slack.thread({ channel: channel.id, ts, as: id }))
        .map((message) => ({ message, place }))
    })
    .toSorted((a, b) => Number(b.message.ts) - Number(a.message.ts))
    .map(({ message, place }) => seeMessage(slack, message, place))
}

function seeMessage(slack: SandboxSlack, message: SandboxMessage, place: string): Sight {
  const { blocks, channel, ts, files } = message
  const pictures = slack.files().filter(({ id }) => files.includes(id))
  const text = [
    printMessage(message, slack),
    ...pictures.map(({ altText, title }) => `(picture: ${altText ?? title})\n`),
  ]
  return { blocks, text: text.join('\n'), place, target: { channel, ts } }
}
