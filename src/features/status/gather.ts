import type { ReadContext } from '../../chatops/context.ts'
import type { Installation } from '../../chatops/installation.ts'
import { type ChannelTrouble, findApprovalsTrouble } from '../../chatops/notify/channel-trouble.ts'
import { findPostTrouble, type PostTrouble } from '../../chatops/notify/post-trouble.ts'
import { isDecider } from '../../chatops/people/authorize.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { isSameAddress } from '../../domain/person/address.ts'
import { lowestRole, type Member, type Role, roles } from '../../domain/person/person.ts'
import type { Reach } from '../../mistral/index.ts'
import { type FailingJob, findFailingJobs } from '../../scheduler/jobs.ts'
import { type BackgroundWork, findBackgroundWork } from '../../scheduler/runs.ts'

export interface StatusData {
  readonly installation: Pick<
    Installation,
    'version' | 'startedAt' | 'teamName' | 'transport' | 'missingScopes' | 'storageEngine'
  >
  readonly isSlackConnected: boolean
  /** undefined: there is no Admin API key. */
  readonly reach: Reach | undefined
  readonly mappedRoles: MappedRoles
  /** 'unknown': Slack did not say. */
  readonly approvals: ChannelTrouble | 'unknown' | undefined
  /** Messages that did not arrive, or of which nobody can tell. */
  readonly posts: PostTrouble
  /** How often use is compared with the limit. */
  readonly pollMs: number
  /** What is tried again and again, or was given up. */
  readonly failing: readonly FailingJob[]
  /** What repeats or waits in the background. */
  readonly work: readonly BackgroundWork[]
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
    posts: await findPostTrouble(context.tables, context.organization),
    pollMs: config.mistral.pollIntervalMs,
    failing: await findFailingJobs(context.tables, context.organization),
    work: await findBackgroundWork(context.tables, context.organization),
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

/** People with a role by ROLE_MAP of whom Mistral has no member with their e-mail and at least that role. */
async function checkMappedRoles(context: ReadContext): Promise<MappedRoles> {
  const { config, mistral, people } = context
  if (config.mistral.key === undefined) return { kind: 'none' }
  try {
    const entries = await listMapped(context)
    if (entries.length === 0) return { kind: 'none' }
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

/** By their own entry, else by the groups that they are in, as `identify` reads them. */
async function listMapped({ config, people }: ReadContext): Promise<(readonly [string, Role])[]> {
  const { users, groups } = config.people.roleMap
  const enabled = (await people.groups([...groups.keys()])).filter(({ isDisabled }) => !isDisabled)
  const held = enabled.flatMap(({ id, memberIds }) => memberIds.map((memberId) => ({ memberId, role: groups.get(id) })))
  const inGroups = [...Map.groupBy(held, ({ memberId }) => memberId)].flatMap(([memberId, entries]) => {
    const role = lowestRole(entries.flatMap((entry) => entry.role ?? []))
    return role && !users.has(memberId) ? [[memberId, role] as const] : []
  })
  return [...users, ...inGroups]
}

/** Mistral may give more than the entry does. */
const covers = (member: Member, role: Role): boolean =>
  member.roles.some((held) => roles.indexOf(held) >= roles.indexOf(role))

const isSamePerson = (member: Member, email: string | undefined): boolean => isSameAddress(member.email, email)
