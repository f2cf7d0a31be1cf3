import { randomUUID } from 'node:crypto'
import type { Core } from '../../../chatops/context.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import { readLimit, writeLimit } from '../../../domain/limit/limit-value.ts'
import type { Change } from '../../../domain/limit/raise.ts'
import { Decimal } from '../../../domain/money/decimal.ts'
import type { SubmissionInput } from '../../../slack/interactions.ts'
import { personIdFor } from '../../../storage/people/registry.ts'
import type { Tables, Tx } from '../store/store.ts'
import type { LimitFacts } from '../store/types.ts'
import type { RequestForm } from './request-view.ts'

const keptMs = 24 * 3_600_000

export interface Draft {
  readonly change: Change
  /** undefined: the asker may not see them, or Mistral did not say. */
  readonly figures: RequestForm['figures']
  readonly currency: string | null
}

/** What the modal shows is kept here: nothing that comes back in a payload is believed but this id. */
export async function saveDraft(
  core: Core,
  asker: Asker,
  change: Change,
  { figures, currency }: { readonly figures: RequestForm['figures']; readonly currency: LimitFacts['currency'] },
): Promise<string> {
  const id = randomUUID()
  const { organization, db } = core
  const madeAt = (await db.now()).getTime()
  await db.transaction<Tables, void>(async (tx) => {
    const { id: slackId, name } = asker.profile
    await tx
      .deleteFrom('limit_drafts')
      .where('made_at', '<', madeAt - keptMs)
      .execute()
    await tx
      .insertInto('limit_drafts')
      .values({
        id,
        organization,
        person_id: await personIdFor(tx, organization, { slackId, name }),
        change,
        shown_limit: figures?.limit === undefined ? null : writeLimit(figures.limit),
        shown_use: figures?.use?.toString() ?? null,
        currency,
        made_at: madeAt,
      })
      .execute()
  })
  return id
}

export async function findDraft(core: Core, input: Pick<SubmissionInput, 'metadata' | 'userId'>): Promise<Draft> {
  const draft = await core.db
    .query<Tables>()
    .selectFrom('limit_drafts')
    .innerJoin('people', 'people.person_id', 'limit_drafts.person_id')
    .selectAll('limit_drafts')
    .where('limit_drafts.id', '=', input.metadata)
    .where('limit_drafts.organization', '=', core.organization)
    .where('people.organization', '=', core.organization)
    .where('people.slack_id', '=', input.userId)
    .executeTakeFirst()
  if (!draft) throw new NotAllowed('draftGone')
  const { change, shown_limit, shown_use, currency } = draft
  const use = shown_use === null ? undefined : Decimal.of(shown_use)
  const figures = shown_limit === null ? undefined : { limit: readLimit(shown_limit), use, currency }
  return { change: change as Change, figures, currency }
}

/** A form that was sent off asks once, however often its submission arrives. */
export async function consumeDraft(tx: Tx, organization: string, id: string): Promise<void> {
  const used = await tx
    .deleteFrom('limit_drafts')
    .where('id', '=', id)
    .where('organization', '=', organization)
    .returning('id')
    .executeTakeFirst()
  if (!used) throw new NotAllowed('draftGone')
}
