import { isSameAddress } from '../../domain/person/address.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { getBinding, saveBinding } from '../../storage/people/bindings.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { Core } from '../context.ts'
import { type Asker, identify } from './identity.ts'

/** Slack admins can edit addresses: somebody who just became another member decides about nothing for a day. */
const holdMs = 24 * 3_600_000
/** Tells the admins; see the feature `whoami`. */
export const reboundJob = 'whoami.rebound'

type Tables = PeopleTables & AuditTables & JobTables

/** Everything about one person, asked anew; whom they were seen to be is remembered, and a change holds them back. */
export async function identifyPerson(core: Core, profile: SlackProfile): Promise<Asker> {
  const { people, mistral, config } = core
  return holdIfRebound(core, await identify(profile, { people, mistral, settings: config.people }))
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
  const changedAt = isSame ? known.changedAt : await rebind(core, seen)
  if (!changedAt) return asker
  const heldUntil = new Date(changedAt.getTime() + holdMs)
  return heldUntil > (await db.now()) ? { ...asker, heldUntil } : asker
}

/** Nothing is learned from an answer that did not come, or where nobody was asked. */
const isAnswered = ({ memberProblem, source }: Asker): boolean =>
  !memberProblem && !(source.kind === 'none' && ['matchingOff', 'noApi', 'severalMembers'].includes(source.why))

async function rebind(core: Core, seen: Parameters<typeof saveBinding>[2]): Promise<Date | null> {
  const { db, organization } = core
  return db.transaction<Tables, Date | null>(async (tx) => {
    const { binding, changed } = await saveBinding(tx, organization, seen)
    if (changed) {
      await appendAudit(tx, { organization, action: 'person.rebound', actorId: binding.personId, outcome: 'done' })
      await scheduleJob(tx, organization, { kind: reboundJob, subject: seen.slackId })
    }
    return binding.changedAt
  })
}
