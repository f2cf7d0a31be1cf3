import { UpstreamError } from '../domain/errors.ts'
import type { SlackCalls } from './calls.ts'

/** What somebody is in this Slack workspace, before any role. */
export type Membership = 'full' | 'guest' | 'deactivated' | 'bot' | 'foreign'

export interface SlackProfile {
  readonly id: string
  readonly standing: Membership
  readonly name: string
  /** Only where Slack does not say that it is unconfirmed. */
  readonly email: string | undefined
  /** BCP 47, "en-GB"; Slack writes the same. */
  readonly locale: string
  readonly timeZone: string | undefined
}

/** How somebody reads. */
export type SlackReader = Pick<SlackProfile, 'locale' | 'timeZone'>

export interface UserGroup {
  readonly id: string
  readonly isDisabled: boolean
  readonly memberIds: readonly string[]
}

export interface SlackPeople {
  /** Asked anew each time: authorization rests on it. */
  profile(userId: string): Promise<SlackProfile>
  /** What Slack said of somebody last, for words that cannot wait for it. No right rests on it. */
  lastSeen(userId: string): SlackReader | undefined
  /** The groups asked for; one that Slack does not know is left out. */
  groups(groupIds: readonly string[]): Promise<readonly UserGroup[]>
  /** The user with that address, if this workspace has one. */
  findByEmail(email: string): Promise<string | undefined>
}

/** There are some 600 zones and languages; what is made up must not fill the memory. */
const mostNames = 1000

export function createSlackPeople(calls: SlackCalls, teamId: string): SlackPeople {
  const readers = new Map<string, SlackReader>()
  return {
    lastSeen: (userId) => readers.get(userId),
    async profile(userId) {
      const { user } = await calls
        .repeatable('users.info', (client) => client.users.info({ user: userId, include_locale: true }))
        .catch(nobodyIfUnknown)
      if (!user) return unknownPerson(userId)
      const profile = user.profile ?? {}
      const found: SlackProfile = {
        id: userId,
        standing: standingOf(user, teamId),
        name: profile.real_name || profile.display_name || user.name || userId,
        email: user.is_email_confirmed === false ? undefined : profile.email || undefined,
        locale: user.locale && isKnownLocale(user.locale) ? user.locale : 'en-US',
        timeZone: user.tz && isKnownZone(user.tz) ? user.tz : undefined,
      }
      readers.set(userId, { locale: found.locale, timeZone: found.timeZone })
      return found
    },
    async findByEmail(email) {
      try {
        const { user } = await calls.repeatable('users.lookupByEmail', (client) =>
          client.users.lookupByEmail({ email }),
        )
        return user?.id
      } catch (error) {
        if (error instanceof UpstreamError && error.code === 'users_not_found') return undefined
        throw error
      }
    },
    async groups(groupIds) {
      if (groupIds.length === 0) return []
      const { usergroups = [] } = await calls.repeatable('usergroups.list', (client) =>
        client.usergroups.list({ include_disabled: true, include_users: true }),
      )
      return usergroups.flatMap((group) =>
        group.id && groupIds.includes(group.id)
          ? [{ id: group.id, isDisabled: Boolean(group.date_delete), memberIds: group.users ?? [] }]
          : [],
      )
    },
  }
}

/** Slack knows more zones and languages than this machine may: with one that it lacks, nobody could be answered. */
const isKnownLocale = rememberIfTaken((locale) => new Intl.Locale(locale))
const isKnownZone = rememberIfTaken((timeZone) => new Intl.DateTimeFormat('en', { timeZone }))

/** People are asked for at each click, and come from a handful of zones: trying one takes longer than all the rest. */
function rememberIfTaken(make: (name: string) => unknown): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const isTaken = known.get(name) ?? doesNotThrow(() => make(name))
    if (known.size < mostNames) known.set(name, isTaken)
    return isTaken
  }
}

function doesNotThrow(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}

interface StandingFacts {
  team_id?: string
  /** On Enterprise Grid: every workspace of the company that they belong to. */
  enterprise_user?: { teams?: string[] }
  deleted?: boolean
  is_bot?: boolean
  is_app_user?: boolean
  is_restricted?: boolean
  is_ultra_restricted?: boolean
  is_stranger?: boolean
  id?: string
}

/** The first refusal counts; somebody of whom Slack tells no team is nobody of ours. */
function standingOf(user: StandingFacts, teamId: string): Membership {
  if (!belongsTo(user, teamId) || user.is_stranger) return 'foreign'
  if (user.deleted) return 'deactivated'
  if (user.is_bot || user.is_app_user || user.id === 'USLACKBOT') return 'bot'
  if (user.is_restricted || user.is_ultra_restricted) return 'guest'
  return 'full'
}

/** On Grid `team_id` may be missing, the company's own id, or another of its workspaces, also for people of this one. */
const belongsTo = ({ team_id, enterprise_user }: StandingFacts, teamId: string): boolean =>
  enterprise_user?.teams ? enterprise_user.teams.includes(teamId) : team_id === teamId

/** An id that Slack does not know, as one that stayed in ROLE_MAP, is nobody of ours, and no failure. */
function nobodyIfUnknown(error: unknown): { user?: undefined } {
  if (error instanceof UpstreamError && error.code === 'user_not_found') return {}
  throw error
}

const unknownPerson = (id: string): SlackProfile => ({
  id,
  standing: 'foreign',
  name: id,
  email: undefined,
  locale: 'en-US',
  timeZone: undefined,
})
