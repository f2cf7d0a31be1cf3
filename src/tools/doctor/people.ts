import type { Role } from '../../domain/person/person.ts'
import { type AskSlack, isObject, textOf } from './ask-slack.ts'
import { count, type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

type Standing = 'full' | 'guest' | 'deactivated' | 'bot' | 'unknown' | 'silent'

export interface PeopleFacts {
  readonly users: readonly { readonly id: string; readonly role: Role; readonly standing: Standing }[]
  readonly groups: readonly {
    readonly id: string
    readonly role: Role
    readonly standing: 'enabled' | 'disabled' | 'unknown' | 'silent'
    readonly members: number
  }[]
}

export async function gatherPeople({ people }: Pick<SoundConfig, 'people'>, ask: AskSlack): Promise<PeopleFacts> {
  const { users, groups } = people.roleMap
  const asked: PeopleFacts['users'][number][] = []
  for (const [id, role] of users) asked.push({ id, role, standing: await findStanding(id, ask) })
  return { users: asked, groups: groups.size > 0 ? await findGroups([...groups], ask) : [] }
}

async function findStanding(user: string, ask: AskSlack): Promise<Standing> {
  const answer = await ask('users.info', { user })
  if (answer.kind === 'refused') return answer.error === 'user_not_found' ? 'unknown' : 'silent'
  const found = answer.kind === 'answered' && isObject(answer.body.user) ? answer.body.user : undefined
  if (!found) return 'silent'
  if (found.is_stranger === true) return 'unknown'
  if (found.deleted === true) return 'deactivated'
  if (found.is_bot === true) return 'bot'
  return found.is_restricted === true || found.is_ultra_restricted === true ? 'guest' : 'full'
}

async function findGroups(groups: readonly (readonly [string, Role])[], ask: AskSlack): Promise<PeopleFacts['groups']> {
  const answer = await ask('usergroups.list', { include_disabled: 'true', include_users: 'true' })
  const listed =
    answer.kind === 'answered' && Array.isArray(answer.body.usergroups) ? answer.body.usergroups : undefined
  return groups.map(([id, role]) => {
    if (!listed) return { id, role, standing: 'silent', members: 0 }
    const group = listed.filter(isObject).find((one) => textOf(one.id) === id)
    if (!group) return { id, role, standing: 'unknown', members: 0 }
    const members = Array.isArray(group.users) ? group.users.length : 0
    return { id, role, standing: group.date_delete ? 'disabled' : 'enabled', members }
  })
}

export function judgePeople({ users, groups }: PeopleFacts): readonly Finding[] {
  if (users.length + groups.length === 0) return [ok('ROLE_MAP names nobody: roles come from Mistral, by e-mail.')]
  const findings = [
    ...users.flatMap(({ id, role, standing }) => judgeUser(id, role, standing)),
    ...groups.flatMap((group) => judgeGroup(group)),
  ]
  if (findings.length > 0) return findings
  return [
    ok(`ROLE_MAP: ${count(users.length, 'user')} and ${count(groups.length, 'user group')}, all there and active.`),
  ]
}

const takeOut = 'Take the entry out of ROLE_MAP, or correct the ID.'

function judgeUser(id: string, role: Role, standing: Standing): Finding[] {
  const entry = `ROLE_MAP: ${id}:${role}`
  if (standing === 'full') return []
  if (standing === 'silent') return [warning(`${entry} could not be checked.`, 'Mend token and permissions first.')]
  const why = {
    unknown: 'is nobody of this workspace',
    deactivated: 'is a deactivated account',
    guest: 'is a guest, who may do nothing here',
    bot: 'is a bot',
  }[standing]
  return [problem(`${entry} ${why}: the entry grants nothing.`, takeOut)]
}

function judgeGroup({ id, role, standing, members }: PeopleFacts['groups'][number]): Finding[] {
  const entry = `ROLE_MAP: ${id}:${role}`
  if (standing === 'silent') return [warning(`${entry} could not be checked.`, 'Mend token and permissions first.')]
  if (standing === 'unknown') return [problem(`${entry} is no user group of this workspace.`, takeOut)]
  if (standing === 'disabled')
    return [
      problem(`${entry} is a disabled user group: it grants nothing.`, 'Enable the group in Slack, or take it out.'),
    ]
  return members === 0
    ? [warning(`${entry} is a user group without members.`, 'Add members in Slack, or take it out.')]
    : []
}
