import { scheduleJob } from '../scheduler/jobs.ts'
import type { JobTables } from '../scheduler/schema.ts'
import type { SlackProfile } from '../slack/people.ts'
import { appendAudit } from '../storage/audit/append.ts'
import type { AuditTables } from '../storage/audit/schema.ts'
import { getBinding, saveBinding } from '../storage/people/bindings.ts'
import type { PeopleTables } from '../storage/people/schema.ts'
import type { Core } from './context.ts'
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

/** Remembers which member a Slack user was seen to be, and holds back whoever was another one until lately. */
async function holdIfRebound(core: Core, asker: Asker): Promise<Asker> {
  const { db, organization } = core
  const { profile, member } = asker
  // Nothing is learned from an answer that did not come, and a mapped person may be no member at all.
  if (!member || profile.standing !== 'full') return asker
  const seen = { slackId: profile.id, mistralId: member.id, email: profile.email ?? null, name: profile.name }
  const known = await getBinding(db, organization, profile.id)
  const isSame = known && known.mistralId === seen.mistralId && known.email === (seen.email?.toLowerCase() ?? null)
  const changedAt = isSame ? known.changedAt : await rebind(core, seen)
  if (!changedAt) return asker
  const heldUntil = new Date(changedAt.getTime() + holdMs)
  return heldUntil > (await db.now()) ? { ...asker, heldUntil } : asker
}

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
