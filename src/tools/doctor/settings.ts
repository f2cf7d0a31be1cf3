import type { Problem } from '../../config/index.ts'
import { type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

export interface SettingFacts {
  readonly problems: readonly Problem[]
  readonly config: Pick<SoundConfig, 'mistral' | 'people' | 'places' | 'policy' | 'heartbeatUrl' | 'slack'>
}

/** What the start would refuse, and what is allowed and cannot be meant. */
export function judgeSettings({ problems, config }: SettingFacts): readonly Finding[] {
  const refused = problems.map(({ name, text }) => problem(`${name} ${firstSentence(text)}`, mendOf(text)))
  const findings = [...refused, ...judgePeople(config, problems), ...judgePolicy(config), ...judgePlaces(config)]
  return findings.length > 0 ? findings : [ok('Every setting is understood, and none contradicts another.')]
}

const firstSentence = (text: string): string => /^[^.]*\./.exec(text)?.[0] ?? text
const mendOf = (text: string): string =>
  text.slice(firstSentence(text).length).trim() || 'See the setting in .env.example.'

function judgePeople({ people, mistral }: SettingFacts['config'], problems: readonly Problem[]): Finding[] {
  const { users, groups } = people.roleMap
  const isMapBroken = problems.some(({ name }) => name === 'ROLE_MAP')
  const isNobodyMapped = users.size + groups.size === 0 && !isMapBroken
  const findings: Finding[] = []
  const isKeyMissing = problems.some(({ name }) => name === 'MISTRAL_ADMIN_API_KEY')
  if (isNobodyMapped && mistral.key === undefined && !isKeyMissing)
    findings.push(
      problem('Without an Admin API key roles come from ROLE_MAP, which is empty: nobody may do anything.', nameRoles),
    )
  else if (isNobodyMapped && !people.emailMatch)
    findings.push(problem('EMAIL_MATCH is off and ROLE_MAP is empty: nobody has a role.', nameRoles))
  if (people.readAccess === 'workspace' && people.privacy === 'names')
    findings.push(
      warning(
        'READ_ACCESS=workspace with PRIVACY=names shows per-person figures with names to everyone in the workspace.',
        'Set PRIVACY=roles, or READ_ACCESS=members, unless that is meant.',
      ),
    )
  return findings
}

const nameRoles = 'Name at least two people in ROLE_MAP, e.g. U012ABC:admin,U034DEF:billing.'

function judgePolicy({ policy, mistral }: SettingFacts['config']): Finding[] {
  const { approvalBands, maxLimit, selfApprovalUpTo, breakGlass, limitWrites } = policy
  const findings: Finding[] = []
  const writes = limitWrites && mistral.key !== undefined
  if (breakGlass && !writes)
    findings.push(
      warning(
        'BREAK_GLASS is on, but the bot changes no limit itself.',
        'Set LIMIT_WRITES=on with an Admin API key, or BREAK_GLASS=off.',
      ),
    )
  const beyond = approvalBands.filter(({ from }) => maxLimit !== undefined && from > maxLimit)
  if (beyond.length > 0)
    findings.push(
      warning(
        'APPROVAL_BANDS has a band above MAX_LIMIT, which never applies.',
        'Raise MAX_LIMIT, or take the band out.',
      ),
    )
  const strict = approvalBands.find(({ approvals }) => approvals > 1)
  if (strict && selfApprovalUpTo >= strict.from && selfApprovalUpTo > 0)
    findings.push(
      warning(
        'SELF_APPROVAL_UP_TO reaches into a band that takes two people: one’s own approval is only one of them.',
        'Lower SELF_APPROVAL_UP_TO below that band, unless that is meant.',
      ),
    )
  return findings
}

function judgePlaces({ places }: SettingFacts['config']): Finding[] {
  const findings: Finding[] = []
  if (!places.approvals)
    findings.push(
      warning(
        'APPROVALS_CHANNEL is not set: requests reach deciders in direct messages only.',
        'Set it to a private channel of those who decide, unless that is meant.',
      ),
    )
  return findings
}
