import { type AskSlack, isObject, type SlackAnswer, textOf } from './ask-slack.ts'
import { count, type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

/** Whose standing is asked for one by one; of more people only their number is told. */
const mostLookedAt = 60

/** Slack holds back whoever asks much at once. */
const askedAtOnce = 4

/** How many, or why that is not known: nobody is taken for no guest as long as Slack did not say so. */
type Guests = { readonly counted: number } | { readonly because: string }

export interface ChannelFacts {
  /** The setting that names it, or where else it was found: "a digest". */
  readonly namedBy: string
  readonly id: string
  readonly found:
    | {
        readonly kind: 'there'
        readonly name: string
        readonly isPrivate: boolean
        readonly isMember: boolean
        readonly isArchived: boolean
        readonly isExternal: boolean
        /** undefined: Slack did not say. */
        readonly members: number | undefined
        readonly guests: Guests
      }
    | { readonly kind: 'refused'; readonly error: string }
    | { readonly kind: 'silent' }
}

type Place = Pick<ChannelFacts, 'namedBy' | 'id'>

export function placesOf({ places }: Pick<SoundConfig, 'places'>, digests: readonly string[]): readonly Place[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['APPROVALS_CHANNEL', places.approvals],
    ['ALERTS_CHANNEL', places.alerts],
    ['DIGEST_CHANNEL', places.digest],
    ...digests.map((id): [string, string] => ['a digest', id]),
  ]
  const once = new Map(named.flatMap(([namedBy, id]) => (id ? [[`${namedBy} ${id}`, { namedBy, id }] as const] : [])))
  return [...once.values()]
}

export async function gatherChannels(places: readonly Place[], ask: AskSlack): Promise<readonly ChannelFacts[]> {
  const facts: ChannelFacts[] = []
  for (const place of places) facts.push({ ...place, found: await findChannel(place.id, ask) })
  return facts
}

async function findChannel(id: string, ask: AskSlack): Promise<ChannelFacts['found']> {
  const answer = await ask('conversations.info', { channel: id, include_num_members: 'true' })
  if (answer.kind === 'refused') return { kind: 'refused', error: answer.error }
  const channel = answer.kind === 'answered' && isObject(answer.body.channel) ? answer.body.channel : undefined
  if (!channel) return { kind: 'silent' }
  return {
    kind: 'there',
    name: textOf(channel.name) ?? id,
    isPrivate: channel.is_private === true,
    isMember: channel.is_member === true,
    isArchived: channel.is_archived === true,
    isExternal: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
    members: typeof channel.num_members === 'number' ? channel.num_members : undefined,
    guests: await countGuests(id, ask),
  }
}

async function countGuests(id: string, ask: AskSlack): Promise<Guests> {
  const answer = await ask('conversations.members', { channel: id, limit: String(mostLookedAt + 1) })
  if (answer.kind !== 'answered' || !Array.isArray(answer.body.members)) return { because: whyUnanswered(answer) }
  const members = answer.body.members.filter((member) => typeof member === 'string')
  if (members.length > mostLookedAt) return { because: `there are more than ${mostLookedAt} members` }
  let counted = 0
  for (let at = 0; at < members.length; at += askedAtOnce) {
    const few = members.slice(at, at + askedAtOnce)
    for (const standing of await Promise.all(few.map((user) => ask('users.info', { user })))) {
      const user = standing.kind === 'answered' && isObject(standing.body.user) ? standing.body.user : undefined
      if (!user) return { because: whyUnanswered(standing) }
      if (user.is_restricted === true || user.is_ultra_restricted === true) counted += 1
    }
  }
  return { counted }
}

function whyUnanswered(answer: SlackAnswer): string {
  if (answer.kind !== 'refused') return 'Slack did not answer about every member'
  if (answer.error === 'ratelimited') return 'Slack was asked too much just now'
  return `Slack does not tell who is who (${answer.error})`
}

export function judgeChannels(facts: readonly ChannelFacts[]): readonly Finding[] {
  if (facts.length === 0)
    return [
      warning(
        'No channel is set: requests and what cannot wait go to deciders in direct messages.',
        'Set APPROVALS_CHANNEL and ALERTS_CHANNEL, unless that is meant.',
      ),
    ]
  return facts.flatMap(judgeChannel)
}

function judgeChannel({ namedBy, id, found }: ChannelFacts): Finding[] {
  const invite = `Invite the bot there (/invite @mistral), or name another channel.`
  if (found.kind === 'silent')
    return [warning(`${namedBy}: Slack did not answer about ${id}.`, 'Run this again once Slack answers.')]
  if (found.kind === 'refused') {
    if (found.error === 'channel_not_found')
      return [problem(`${namedBy}: ${id} does not exist, or is private and the bot is not in it.`, invite)]
    return [
      problem(`${namedBy}: Slack tells nothing about ${id} (${found.error}).`, 'Mend token and permissions first.'),
    ]
  }
  const name = `${namedBy}: #${found.name}`
  const findings: Finding[] = []
  if (found.isArchived) findings.push(problem(`${name} is archived.`, 'Unarchive it, or name another channel.'))
  if (found.isExternal)
    findings.push(
      problem(
        `${name} is shared with another company, so nothing is posted there.`,
        'Name a channel of your own company.',
      ),
    )
  if (found.isPrivate && !found.isMember)
    findings.push(problem(`${name} is private, and the bot is not in it.`, invite))
  if (namedBy === 'APPROVALS_CHANNEL' && !found.isPrivate)
    findings.push(
      warning(
        `${name} is public: everybody in the workspace can read requests, reasons and amounts.`,
        'Make it private, or name a private channel of those who decide.',
      ),
    )
  if ('counted' in found.guests && found.guests.counted > 0)
    findings.push(
      warning(
        `${name} can be read by ${count(found.guests.counted, 'guest')} from outside the company.`,
        'Take them out of the channel, or name another one.',
      ),
    )
  return findings.length > 0 ? findings : [ok(`${name} is there: ${sayReaders(found)}.`)]
}

function sayReaders({ isPrivate, isMember, members, guests }: ChannelFacts['found'] & { kind: 'there' }): string {
  const kind = isPrivate ? 'private' : 'public, so that every full member can read it'
  const who = members === undefined ? '' : `, ${count(members, 'member')}`
  const outside = 'counted' in guests ? ', no guests' : `, guests not counted, because ${guests.because}`
  return `${kind}${who}${outside}${isMember ? '' : ', and the bot joins with its first post'}`
}
