import type { SandboxClock } from '../clock.ts'
import type { SandboxMistral } from '../mistral/index.ts'
import type { SandboxPerson, SandboxSlack } from '../slack/index.ts'
import type { FaultSwitches } from './fault-switches.ts'

/** A line that the composer offers to complete. */
export interface CommandHint {
  readonly line: string
  readonly about: string
}

/** The world that the page shows. */
export interface World {
  readonly slack: SandboxSlack
  readonly mistral: SandboxMistral
  readonly clock: SandboxClock
  readonly commands: readonly CommandHint[]
  readonly faults: FaultSwitches
}

export type PanelName = 'controls' | 'requests'

/** The world as one window shows it: who looks, at what. */
export interface Scene extends World {
  readonly reader: SandboxPerson
  /** A channel's id, or `home`: the bot's App Home. */
  readonly place: string
  readonly threadTs: string | undefined
  readonly panel: PanelName | undefined
}

export const homePlace = 'home'

/** The address of a place, with what is open beside it. */
export function linkTo(scene: Pick<Scene, 'reader' | 'place' | 'threadTs' | 'panel'>, change: Partial<Turn> = {}) {
  const { as, at, thread, panel }: Turn = {
    as: scene.reader.id,
    at: scene.place,
    thread: scene.threadTs,
    panel: scene.panel,
    // Another place has other threads.
    ...(change.at !== undefined || change.as !== undefined ? { thread: undefined } : {}),
    ...change,
  }
  const query = new URLSearchParams({ as, at, ...(thread ? { thread } : {}), ...(panel ? { panel } : {}) })
  return `/?${query}`
}

interface Turn {
  readonly as: string
  readonly at: string
  readonly thread: string | undefined
  readonly panel: PanelName | undefined
}

/** What this person finds on the left: the channels that they are in. */
export const listChannels = ({ slack, reader }: Pick<Scene, 'slack' | 'reader'>) =>
  slack.channels().filter(({ members, directWith }) => !directWith && members.includes(reader.id))

export const isBotOpenTo = (person: SandboxPerson) => person.kind !== 'stranger'

/** Reads an address; what does not exist, or is not for this person, leads to where they can be. */
export function readScene(world: World, query: URLSearchParams): Scene {
  const people = listPeople(world)
  const reader = people.find(({ id }) => id === query.get('as')) ?? people[0]
  if (!reader) throw new Error('nobody lives in this sandbox')
  const panel = query.get('panel')
  return {
    ...world,
    reader,
    place: findPlace(world, reader, query.get('at')),
    threadTs: query.get('thread') ?? undefined,
    panel: panel === 'controls' || panel === 'requests' ? panel : undefined,
  }
}

/** Whom one can be. */
export const listPeople = ({ slack }: Pick<World, 'slack'>) =>
  slack.people().filter(({ kind }) => kind !== 'bot' && kind !== 'deactivated')

function findPlace(world: World, reader: SandboxPerson, wanted: string | null): string {
  const channels = listChannels({ ...world, reader }).map(({ id }) => id)
  const places = isBotOpenTo(reader) ? [...channels, homePlace, world.slack.directMessage(reader.id)] : channels
  const fallback = channels.find((id) => id === 'C0FINOPS') ?? places[0]
  // A direct message with the bot is the same place for everybody, whoever's it is.
  if (wanted?.startsWith('D')) return places.find((id) => id.startsWith('D')) ?? fallback ?? homePlace
  return places.find((id) => id === wanted) ?? fallback ?? homePlace
}
