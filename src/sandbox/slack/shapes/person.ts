import type { SandboxPerson } from '../types.ts'
import type { Workspace } from '../workspace.ts'
import { teamOf } from './message.ts'

/** A user as `users.info` tells it; the address only to who may read addresses. */
export function shapePerson(workspace: Workspace, person: SandboxPerson, withLocale = false) {
  const { identity, scopes, clock } = workspace
  const isBot = person.kind === 'bot'
  const isSingleChannel = person.kind === 'single-channel-guest'
  return {
    id: person.id,
    ...homeOf(workspace, person),
    name: person.name,
    real_name: person.realName,
    deleted: person.kind === 'deactivated',
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, clock.now()),
    is_admin: person.isSlackAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.kind === 'guest' || isSingleChannel,
    is_ultra_restricted: isSingleChannel,
    is_bot: isBot,
    is_app_user: false,
    is_stranger: person.kind === 'stranger',
    is_email_confirmed: person.emailConfirmed ?? !isBot,
    updated: Math.floor(clock.now().getTime() / 1_000),
    ...(withLocale ? { locale: person.locale } : {}),
    profile: {
      real_name: person.realName,
      display_name: person.name,
      title: person.title ?? '',
      team: teamOf(workspace, person.id),
      ...(scopes.includes('users:read.email') && person.email ? { email: person.email } : {}),
      ...(isBot ? { bot_id: identity.botId, api_app_id: identity.appId } : {}),
    },
  }
}

function homeOf(workspace: Workspace, { id, grid }: SandboxPerson) {
  if (!grid) return { team_id: teamOf(workspace, id) }
  const { enterpriseId } = workspace.identity
  return { team_id: grid.home, enterprise_user: { id, enterprise_id: enterpriseId, teams: grid.teams } }
}

/** One for each zone: making it takes many times as long as asking it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function offsetSeconds(timeZone: string, at: Date): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, format)
  const parts = format.formatToParts(at)
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(parts.map(({ value }) => value).join('')) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60)
}
