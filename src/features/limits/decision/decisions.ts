import type { Core } from '../../../chatops/context.ts'
import type { Asker } from '../../../chatops/people/identity.ts'
import { type LimitValue, writeLimit } from '../../../domain/limit/limit-value.ts'
import { databaseNow } from '../../../storage/columns.ts'
import type { Tx } from '../store/store.ts'
import type { Raise } from '../store/types.ts'

export interface Decision {
  readonly personId: string
  /** The role that they had just then, and where it came from, stays with what they decided. */
  readonly asker: Asker
  /** `stated`: they say that they set it by hand. */
  readonly verdict: 'approve' | 'deny' | 'stated'
  readonly note?: string | null
  readonly sawLimit?: LimitValue | undefined
  readonly sawUse?: string | null
}

export async function insertDecision(
  tx: Tx,
  { organization }: Pick<Core, 'organization'>,
  raise: Raise,
  { personId, asker, verdict, note, sawLimit, sawUse }: Decision,
): Promise<void> {
  await tx
    .insertInto('raise_decisions')
    .values({
      organization,
      raise_id: raise.id,
      raise_version: raise.version,
      person_id: personId,
      mistral_id: asker.member?.id ?? null,
      verdict,
      role: asker.role ?? 'member',
      role_source: asker.source.kind,
      note: note ?? null,
      saw_limit: sawLimit === undefined ? null : writeLimit(sawLimit),
      saw_use: sawUse ?? null,
      decided_at: databaseNow,
      lapsed_at: null,
    })
    .execute()
}
