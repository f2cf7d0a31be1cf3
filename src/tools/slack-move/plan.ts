import type { NewIds } from '../../chatops/move/slack-move.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { SlackDirectory } from '../../slack/directory.ts'

export type Kind = 'person' | 'channel' | 'group'

/** What becomes of one id. */
export interface MovedId {
  readonly kind: Kind
  readonly from: string
  /** undefined: it has no counterpart. */
  readonly to: string | undefined
  /** What both are called: an address, a name. */
  readonly name: string | undefined
  /** Why there is none, or why it is not taken. */
  readonly why?: 'unknownHere' | 'unknownThere' | 'taken'
}

export interface MovePlan extends NewIds {
  readonly ids: readonly MovedId[]
}

export interface Wanted {
  readonly people: readonly { readonly slackId: string; readonly email: string | null }[]
  readonly channels: readonly string[]
  readonly groups: readonly string[]
  /** Given by hand: these ids come first. */
  readonly map: ReadonlyMap<string, string>
}

/** People by their address, channels and user groups by their name; `old`: undefined where the old workspace no longer answers. */
export async function planMove(
  wanted: Wanted,
  old: SlackDirectory | undefined,
  next: SlackDirectory,
): Promise<MovePlan> {
  const people: MovedId[] = []
  for (const { slackId, email } of wanted.people) {
    const given = wanted.map.get(slackId)
    // What Slack says today comes before what was stored once.
    const address = given ? undefined : ((await old?.addressOf(slackId)) ?? email ?? undefined)
    const to = given ?? (address === undefined ? undefined : await next.findByAddress(address))
    people.push(asMoved('person', slackId, to, address))
  }
  const channels = await byName('channel', wanted.channels, wanted.map, [await old?.channels(), await next.channels()])
  const groups = await byName('group', wanted.groups, wanted.map, [
    await orNone(old?.groups()),
    await orNone(next.groups()),
  ])
  const ids = refuseTwins([...people, ...channels, ...groups])
  const moved = new Map(ids.map(({ from, to }) => [from, to]))
  return { ids, person: (id) => moved.get(id), channel: (id) => moved.get(id), group: (id) => moved.get(id) }
}

const asMoved = (kind: Kind, from: string, to: string | undefined, name: string | undefined): MovedId => ({
  ...{ kind, from, to, name },
  ...(to === undefined ? { why: name === undefined ? ('unknownHere' as const) : ('unknownThere' as const) } : {}),
})

type Names = ReadonlyMap<string, string> | undefined

async function byName(
  kind: Kind,
  wanted: readonly string[],
  map: ReadonlyMap<string, string>,
  [here, there]: readonly [Names, Names],
): Promise<MovedId[]> {
  const idsThere = new Map([...(there ?? [])].map(([id, name]) => [name, id]))
  return wanted.map((from) => {
    const name = here?.get(from)
    return asMoved(kind, from, map.get(from) ?? (name === undefined ? undefined : idsThere.get(name)), name)
  })
}

/** Plans without user groups have none, and their API refuses. */
async function orNone(asked: Promise<Names> | undefined): Promise<Names> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'refused') return undefined
    throw error
  }
}

/** Two of the old workspace cannot become one, or one that is there already: they stay, and a person says who it is. */
function refuseTwins(ids: readonly MovedId[]): MovedId[] {
  const claims = Map.groupBy(ids, ({ to }) => to)
  const known = new Set(ids.map(({ from }) => from))
  const isTaken = ({ from, to = '' }: MovedId) => (claims.get(to)?.length ?? 0) > 1 || (to !== from && known.has(to))
  return ids.map((one) => (one.to !== undefined && isTaken(one) ? { ...one, to: undefined, why: 'taken' } : one))
}
