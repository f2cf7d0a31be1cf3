import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { type LimitValue, readLimit, writeLimit } from '../../../domain/limit/limit-value.ts'
import { databaseNow } from '../../../storage/columns.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import { trail } from '../store/follow-up.ts'
import { findRaise, type Tables, type Tx } from '../store/store.ts'
import type { LimitFacts, Raise } from '../store/types.ts'

/** What an approver saw holds for this long. */
const reviewMs = 10 * 60_000

export type Verdict = 'approve' | 'deny'

export interface Review {
  readonly id: string
  readonly raiseId: string
  readonly raiseVersion: number
  readonly personId: string
  readonly verdict: Verdict
  readonly sawLimit: LimitValue | undefined
  readonly sawUse: string | null
}

/** Somebody looks at the figures in order to decide: what they see is kept, and their decision rests on it. */
export async function beginReview(
  core: Core,
  raise: Raise,
  asker: Asker,
  verdict: Verdict,
  facts: LimitFacts,
): Promise<string> {
  const id = randomUUID()
  const expiresAt = (await core.db.now()).getTime() + reviewMs
  await core.db.transaction<Tables, void>(async (tx) => {
    const { id: slackId, name } = asker.profile
    const personId = await personIdFor(tx, core.organization, { slackId, name })
    await tx
      .insertInto('raise_reviews')
      .values({
        id,
        organization: core.organization,
        raise_id: raise.id,
        raise_version: raise.version,
        person_id: personId,
        verdict,
        saw_limit: facts.limit === undefined ? null : writeLimit(facts.limit),
        saw_use: facts.use?.toString() ?? null,
        expires_at: expiresAt,
        used_at: null,
      })
      .execute()
    const saw = {
      limit: facts.limit === undefined ? null : writeLimit(facts.limit),
      use: facts.use?.toString() ?? null,
    }
    await trail(tx, core, raise, { action: 'limit.reviewed', actorId: personId, outcome: 'done', before: saw })
  })
  return id
}

/** The request of a review, if it is this person's; nothing else in the payload is believed. */
export async function findReviewed(core: Core, reviewId: string, slackUserId: string, verdict: Verdict) {
  const db = core.db.query<Tables>()
  const row = await db
    .selectFrom('raise_reviews')
    .innerJoin('people', 'people.person_id', 'raise_reviews.person_id')
    .selectAll('raise_reviews')
    .where('raise_reviews.id', '=', reviewId)
    .where('raise_reviews.verdict', '=', verdict)
    .where('people.organization', '=', core.organization)
    .where('people.slack_id', '=', slackUserId)
    .executeTakeFirst()
  const raise = row && (await findRaise(db, core.organization, row.raise_id))
  if (!row || !raise) throw new NotAllowed('reviewOver')
  const review: Review = {
    id: row.id,
    raiseId: row.raise_id,
    raiseVersion: row.raise_version,
    personId: row.person_id,
    verdict,
    sawLimit: row.saw_limit === null ? undefined : readLimit(row.saw_limit),
    sawUse: row.saw_use,
  }
  return { review, raise }
}

/** The request that a review is about, whoever brings it. */
export async function findReviewSubject(core: Core, reviewId: string): Promise<string | undefined> {
  const row = await core.db
    .query<Tables>()
    .selectFrom('raise_reviews')
    .innerJoin('raises', 'raises.id', 'raise_reviews.raise_id')
    .select('raises.id')
    .where('raise_reviews.id', '=', reviewId)
    .where('raises.organization', '=', core.organization)
    .executeTakeFirst()
  return row?.id
}

/** Used up by the first who comes with it, within its time, for the version that was looked at. */
export async function consumeReview(tx: Tx, review: Review, raise: Raise): Promise<void> {
  const used = await tx
    .updateTable('raise_reviews')
    .set({ used_at: databaseNow })
    .where('id', '=', review.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', databaseNow)
    .returning('id')
    .executeTakeFirst()
  if (!used || review.raiseVersion !== raise.version) throw new NotAllowed('reviewOver')
}
