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
}

/** Everything about one person, asked anew; whom they were seen to be is remembered, and a change holds them back. */
export async function identifyPerson(core: Core, profile: SlackProfile, shared?: SharedReads): Promise<Asker> {
  const { mistral, config } = core
  const groups = shared?.groups ?? (await readMappedGroups(core))
  const asker = await identify(profile, { mistral, settings: config.people, groups, members: shared?.members })
  return holdIfRebound(core, withGroups(asker, groups))
}

/** The group that gives the role, and the youngest of several: whichever came last made it what it is. */
function withGroups(asker: Asker, groups: readonly MappedGroup[]): Asker {
  const { source, profile } = asker
  if (source.kind !== 'group') return asker
  const times = groups.flatMap(({ id, since }) => (source.groupIds.includes(id) ? (since.get(profile.id) ?? []) : []))
  const since = times.toSorted((left, right) => right.getTime() - left.getTime())[0]
  return since ? { ...asker, grouped: { since, heldUntil: new Date(since.getTime() + holdMs) } } : asker
}

/**
 * Remembers the address of everybody seen, and which member they were: whoever comes with another address than before,
 * also one who was no member, is held back.
 */
async function holdIfRebound(core: Core, asker: Asker): Promise<Asker> {
  const { db, organization } = core
  const { profile, member } = asker
  if (!profile.email || profile.standing !== 'full' || !isAnswered(asker)) return asker
  const seen = { slackId: profile.id, mistralId: member?.id ?? null, email: profile.email, name: profile.name }
  const known = await getBinding(db, organization, profile.id)
  // A mapped person may be no member at all, and one who left Mistral has no right that could be held back.
  const isSameMember = !member || known?.mistralId === seen.mistralId
  const isSame = known && isSameMember && isSameAddress(known.email, seen.email)
  const changedAt = isSame
    ? known.changedAt
    : await rebind(core, seen, isDecider(asker.role) && asker.source.kind === 'email')
  if (!changedAt) return asker
  const heldUntil = new Date(changedAt.getTime() + holdMs)
  return heldUntil > (await db.now()) ? { ...asker, heldUntil } : asker
}

/** Nothing is learned from an answer that did not come, or where nobody was asked. */
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
    return binding.changedAt
  })
}
