import type { Core } from '../../../chatops/context.ts'
import { UpstreamError } from '../../../domain/errors.ts'
import { type LimitValue, limitStated } from '../../../domain/limit/limit-value.ts'
import { limitChangedEvent, readLimitChange } from '../../../domain/limit/mistral-log.ts'

/** What Mistral states at this moment; undefined where it does not answer, or does not say. */
export async function readLimitNow(core: Pick<Core, 'mistral' | 'config'>) {
  // What people typed is not Mistral's word for it.
  if (core.config.mistral.key === undefined) return undefined
  try {
    const { value } = await core.mistral.spendLimit({ fresh: true })
    const limit = limitStated(value)
    return limit === undefined ? undefined : { limit, use: value.use?.toString() }
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}

/** Every limit that anybody set since then, by Mistral's own log; nothing where it cannot be read. */
export async function limitsWrittenSince(core: Core, since: Date): Promise<LimitValue[]> {
  try {
    const { value } = await core.mistral.auditLog({ from: since, eventType: limitChangedEvent }, { fresh: true })
    return value.entries.flatMap((entry) => readLimitChange(entry)?.after ?? [])
  } catch (error) {
    if (error instanceof UpstreamError) return []
    throw error
  }
}
