import { type ChannelTrouble, findApprovalsTrouble } from '../../chatops/approvals-channel.ts'
import { isDecider } from '../../chatops/authorize.ts'
import type { ReadContext } from '../../chatops/context.ts'
import type { Installation } from '../../chatops/installation.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { type Member, type Role, roles } from '../../domain/person.ts'
import type { Reach } from '../../mistral/index.ts'

export interface StatusData {
  readonly installation: Pick<Installation, 'version' | 'startedAt' | 'teamName' | 'transport' | 'storageEngine'>
  readonly isSlackConnected: boolean
  /** undefined: there is no Admin API key. */
  readonly reach: Reach | undefined
  readonly mappedRoles: MappedRoles
  /** 'unknown': Slack did not say. */
  readonly approvals: ChannelTrouble | 'unknown' | undefined
  /** Who is mapped to what is for those who decide. */
  readonly isForDecider: boolean
}

export type MappedRoles =
  /** None are mapped, or there is no Admin API to confirm them. */
  | { readonly kind: 'none' }
  | { readonly kind: 'confirmed'; readonly count: number }
  | { readonly kind: 'unconfirmed'; readonly entries: readonly { slackUserId: string; role: Role }[] }
  | { readonly kind: 'unknown' }

/** Asks Mistral the cheap questions, so that the status is of now, and not of the last time that somebody asked. */
export async function gatherStatus(context: ReadContext): Promise<StatusData> {
  const { config, installation, mistral } = context
  const hasKey = config.mistral.key !== undefined
  if (hasKey) await Promise.allSettled([mistral.spendLimit({ fresh: true }), mistral.workspaces({ fresh: true })])
  const mappedRoles = await checkMappedRoles(context)
  return {
    installation,
    isSlackConnected: installation.isSlackConnected(),
    reach: hasKey ? mistral.reach() : undefined,
    mappedRoles,
    approvals: await checkApprovalsChannel(context),
    isForDecider: isDecider(await findRole(context)),
  }
}

async function checkApprovalsChannel({ config, channelFacts }: ReadContext): Promise<StatusData['approvals']> {
  try {
    return await findApprovalsTrouble(config, channelFacts)
  } catch (error) {
    if (error instanceof UpstreamError) return 'unknown'
    throw error
  }
}

/** Without an answer there is no role. */
async function findRole(context: ReadContext): Promise<Role | undefined> {
  try {
    return (await context.identify()).role
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}

/** Entries of ROLE_MAP for which Mistral has no member with that person's e-mail and at least that role. */
async function checkMappedRoles({ config, mistral, people }: ReadContext): Promise<MappedRoles> {
  const entries = [...config.people.roleMap.users]
  if (entries.length === 0 || config.mistral.key === undefined) return { kind: 'none' }
  try {
    const { value } = await mistral.members({ fresh: true })
    const checked = await Promise.all(
      entries.map(async ([slackUserId, role]) => {
        const { email } = await people.profile(slackUserId)
        const isConfirmed = value.members.some((member) => isSamePerson(member, email) && covers(member, role))
        return { slackUserId, role, isConfirmed }
      }),
    )
    const unconfirmed = checked.filter(({ isConfirmed }) => !isConfirmed)
    return unconfirmed.length > 0
      ? { kind: 'unconfirmed', entries: unconfirmed }
      : { kind: 'confirmed', count: entries.length }
  } catch (error) {
    if (error instanceof UpstreamError) return { kind: 'unknown' }
    throw error
  }
}

/** Mistral may give more than the entry does. */
const covers = (member: Member, role: Role): boolean =>
  member.roles.some((held) => roles.indexOf(held) >= roles.indexOf(role))

const isSamePerson = (member: Member, email: string | undefined): boolean =>
  email !== undefined && member.email?.toLowerCase() === email.toLowerCase()
