import type { Config } from '../../config/index.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { isSameAddress } from '../../domain/person/address.ts'
import type { Member } from '../../domain/person/person.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { getBinding, saveBinding } from '../../storage/people/bindings.ts'
import { addRightNotice, type RightNoticeTables } from '../../storage/people/right-notices.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { Core } from '../context.ts'
import { isDecider } from './authorize.ts'
import { type Asker, identify } from './identity.ts'
import { gatherMs, type MappedGroup, readMappedGroups, rightsJob } from './mapped-groups.ts'

/** Slack admins can edit addresses: somebody who just became another member decides about nothing for a day. */
const holdMs = 24 * 3_600_000

type Tables = PeopleTables & AuditTables & JobTables & RightNoticeTables

/** What was just read for several people of one operation, so that nothing is asked once a person. */
export interface SharedReads {
  readonly groups: readonly MappedGroup[]
  readonly members?: readonly Member[]
  readonly membersProblem?: UpstreamError
}

/** Everything about one person, asked anew; whom they were seen to be is remembered, and a change holds them back. */
export async function identifyPerson(core: Core, profile: SlackProfile, shared?: SharedReads): Promise<Asker> {
  const { mistral, config } = core
  const groups = shared?.groups ?? (await readMappedGroups(core))
  const sources = {
    mistral,
    settings: config.people,
    groups,
    members: shared?.members,
    membersProblem: shared?.membersProblem,
  }
  const asker = await identify(profile, sources).catch(async (error: unknown) => {
    // Who they are is not known now; which address they have is.
    if (error instanceof UpstreamError) await rememberAddress(core, profile)
    throw error
  })
  return holdIfRebound(core, withGroups(asker, groups, config.people.roleMap))
}

/**
 * The youngest of what made the role what it is: the groups that give it, and those of a lower role that they were
 * taken out of.
 */
function withGroups(asker: Asker, groups: readonly MappedGroup[], roleMap: Config['people']['roleMap']): Asker {
  const { source, profile, role } = asker
  if (!isDecider(role) || (source.kind !== 'group' && source.kind !== 'email')) return asker
  const changes = groups.flatMap(({ id, since, left, knownSince }) => {
    const joinedAt = source.kind === 'group' && source.groupIds.includes(id) ? since.get(profile.id) : undefined
    const leftAt = isDecider(roleMap.groups.get(id)) ? undefined : left.get(profile.id)
    return [
      ...(joinedAt ? [{ since: joinedAt, isNew: joinedAt > knownSince }] : []),
      ...(leftAt ? [{ since: leftAt, isNew: true }] : []),
    ]
  })
  const latest = changes.toSorted((one, other) => other.since.getTime() - one.since.getTime())[0]
  if (!latest) return asker
  return { ...asker, grouped: { ...latest, heldUntil: new Date(latest.since.getTime() + holdMs) } }
}

/**
 * Remembers the address of everybody seen, and which member they were: whoever comes with another address than before,
 * also one who was no member, is held back.
 */
async function holdIfRebound(core: Core, asker: Asker): Promise<Asker> {
  const { db, organization } = core
  const { profile, member } = asker
  if (!profile.email || profile.standing !== 'full') return asker
  if (!isAnswered(asker)) return holdFrom(core, asker, await rememberAddress(core, profile))
  const seen = { slackId: profile.id, mistralId: member?.id ?? null, email: profile.email, name: profile.name }
  const known = await getBinding(db, organization, profile.id)
  // A mapped person may be no member at all, and one who left Mistral has no right that could be held back.
  const isSameMember = !member || known?.mistralId === seen.mistralId
  const isSame = known && isSameMember && isSameAddress(known.email, seen.email)
  const changedAt = isSame
    ? known.changedAt
    : await rebind(core, seen, isDecider(asker.role) && asker.source.kind === 'email')
  return holdFrom(core, asker, changedAt)
}

async function holdFrom({ db }: Core, asker: Asker, changedAt: Date | null): Promise<Asker> {
  if (!changedAt) return asker
  const heldUntil = new Date(changedAt.getTime() + holdMs)
  return heldUntil > (await db.now()) ? { ...asker, heldUntil } : asker
}

/** Where nobody says which member somebody is, they stay the one that they were, as long as the address is the same. */
async function rememberAddress(core: Core, { id, email, name, standing }: SlackProfile): Promise<Date | null> {
  if (!email || standing !== 'full') return null
  const known = await getBinding(core.db, core.organization, id)
  if (known && isSameAddress(known.email, email)) return known.changedAt
  return rebind(core, { slackId: id, mistralId: null, email, name }, false)
}

/** Which member they are is not learned from an answer that did not come, or where nobody was asked. */
const isAnswered = ({ memberProblem, source }: Asker): boolean =>
  !memberProblem && !(source.kind === 'none' && ['matchingOff', 'noApi', 'severalMembers'].includes(source.why))

async function rebind(
  core: Core,
  seen: Parameters<typeof saveBinding>[2],
  comesToDecide: boolean,
): Promise<Date | null> {
  const { db, organization } = core
  const toldAt = new Date((await db.now()).getTime() + gatherMs)
  return db.transaction<Tables, Date | null>(async (tx) => {
    const { binding, changed, isFirst } = await saveBinding(tx, organization, seen)
    const change = changed ? 'rebound' : isFirst && comesToDecide ? 'bound' : undefined
    if (change) {
      const action = change === 'rebound' ? 'person.rebound' : 'person.bound'
      await appendAudit(tx, { organization, action, actorId: binding.personId, outcome: 'done' })
      await addRightNotice(tx, organization, { slackId: seen.slackId, change })
      await scheduleJob(tx, organization, {
        kind: rightsJob,
        ...(change === 'rebound' ? { subject: 'now' } : { subject: 'soon', dueAt: toldAt }),
      })
    }
    // The trail holds which member and address they are since the last change: also what Mistral adds to it.
    else if (binding.changedAt)
      await appendAudit(tx, { organization, action: 'person.bound', actorId: binding.personId, outcome: 'done' })
    return binding.changedAt
  })
}
