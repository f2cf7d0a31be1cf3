import type { Core } from '../../chatops/context.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { limitStated } from '../../domain/limit/limit-value.ts'

/** What Mistral states at this moment; undefined where it does not answer, or does not say. */
export async function readLimitNow(core: Pick<Core, 'mistral'>) {
  try {
    const { value } = await core.mistral.spendLimit({ fresh: true })
    const limit = limitStated(value)
    return limit === undefined ? undefined : { limit, use: value.use?.toString() }
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}
