import type { NotAllowed } from '../../domain/errors.ts'
import type { SlackProfile } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { Core } from '../context.ts'

export interface Refusal {
  readonly profile: Pick<SlackProfile, 'id'> & Partial<Pick<SlackProfile, 'name'>>
  /** What they wanted: "limits.approve", "limits raise". */
  readonly wanted: string
  readonly error: NotAllowed
  /** What it was about, where that is something that we know. The answer does not hang on it. */
  readonly subject?: (() => Promise<string | undefined>) | undefined
}

/** Who was refused what is in the trail as well. It is said to the person whether or not it could be written down. */
export async function recordRefusal(core: Core, refusal: Refusal): Promise<void> {
  const { db, organization, log } = core
  const { profile, wanted, error } = refusal
  const subject = await subjectOf(core, refusal)
  try {
    await db.transaction<PeopleTables & AuditTables, void>(async (tx) => {
      const { id: slackId, name } = profile
      const actorId = await personIdFor(tx, organization, { slackId, ...(name === undefined ? {} : { name }) })
      await appendAudit(tx, {
        organization,
        action: 'access.refused',
        actorId,
        outcome: 'refused',
        after: { wanted, reason: error.reason },
        ...(subject === undefined ? {} : { subject }),
      })
    })
  } catch (cause) {
    log.error({ error: cause, wanted, reason: error.reason }, 'a refusal could not be written into the trail')
  }
}

async function subjectOf({ log }: Core, { subject, wanted }: Refusal): Promise<string | undefined> {
  try {
    return await subject?.()
  } catch (error) {
    log.error({ error, wanted }, 'what a refusal was about could not be read')
    return undefined
  }
}
