import type { Core } from '../../chatops/context.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { LimitValue } from '../../domain/limit/limit-value.ts'
import { limitChangedEvent, readLimitChange } from '../../domain/limit/mistral-log.ts'

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
