import type { Config } from '../../config/index.ts'
import type { Kind, MovedId, MovePlan } from './plan.ts'

/** What would change, what has no counterpart, and what that means: for whoever runs the tool. */

const plural: Readonly<Record<Kind, string>> = { person: 'People', channel: 'Channels', group: 'User groups' }

const meaning: Readonly<Record<Kind, string>> = {
  person:
    'They stay in the trail under their old id. If they join later, they count as new, and wait 24 hours before they decide.',
  channel: 'Digests there pause, and their makers can give them another channel.',
  group: 'Its role in ROLE_MAP is gone until you name another group.',
}

const reasons: Readonly<Record<NonNullable<MovedId['why']>, string>> = {
  unknownHere: 'the old workspace does not say who or what it is',
  unknownThere: 'the new workspace has none of that name',
  taken: 'another one has the same counterpart',
}

export function sayPlan({ ids }: MovePlan): string[] {
  return (Object.keys(plural) as Kind[]).flatMap((kind) => {
    const all = ids.filter((one) => one.kind === kind)
    if (all.length === 0) return []
    const missing = all.filter(({ to }) => to === undefined)
    return [
      `${plural[kind]}: ${all.length - missing.length} of ${all.length} have a counterpart.`,
      ...all.filter(({ to }) => to !== undefined).map((one) => `  ${sayId(one)} → ${one.to}`),
      ...missing.map((one) => `  ${sayId(one)}: none (${reasons[one.why ?? 'unknownThere']})`),
      ...(missing.length > 0 ? [`  ${meaning[kind]}`] : []),
    ]
  })
}

const sayId = ({ from, name }: MovedId): string => (name === undefined ? from : `${from} (${name})`)

/** The lines of the settings that name ids, as they have to be afterwards. */
export function saySettings({ people, places }: Config, plan: MovePlan): string[] {
  const channel = (name: string, id: string | undefined) =>
    id === undefined ? [] : [`  ${name}=${plan.channel(id) ?? ''}${plan.channel(id) ? '' : `   # was ${id}`}`]
  const { users, groups } = people.roleMap
  const entries = [...users, ...groups]
  const mapped = entries.flatMap(([id, role]) => {
    const moved = plan.person(id) ?? plan.group(id)
    return moved === undefined ? [] : [`${moved}:${role}`]
  })
  const lost = entries.flatMap(([id, role]) =>
    (plan.person(id) ?? plan.group(id)) === undefined ? [`${id}:${role}`] : [],
  )
  const note = lost.length > 0 ? `   # without counterpart: ${lost.join(',')}` : ''
  return [
    'Settings of the new workspace:',
    '  SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET: those of the new app',
    ...channel('APPROVALS_CHANNEL', places.approvals),
    ...channel('ALERTS_CHANNEL', places.alerts),
    ...channel('DIGEST_CHANNEL', places.digest),
    ...(entries.length > 0 ? [`  ROLE_MAP=${mapped.join(',')}${note}`] : []),
  ]
}

export const consequences: readonly string[] = [
  'Open requests get new cards there, with the approvals that they have. Messages, files and cards of the old workspace stay',
  'there, and their buttons no longer work. Buttons, pictures and forms that are open are let go. The audit trail goes on:',
  'an entry says that the company moved, and one for each person ties their old id to the new one, as salted hashes.',
  'In an Enterprise Grid, people keep their ids when the workspace is one of the same company: then only channels change.',
]
