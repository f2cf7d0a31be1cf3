import type { ReadContext } from '../../chatops/context.ts'
import { maySeeNames } from '../../chatops/people/authorize.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { type Concern, type KeysReport, reportKeys } from './report.ts'

/** Mistral lists no keys at this address; an older dialect of the Admin API has no such list. */
export type Keys = KeysReport | 'notOffered'

type Sources = Pick<ReadContext, 'mistral' | 'clock'>

export async function readKeys({ mistral, clock }: Sources, only?: Concern): Promise<Keys> {
  try {
    const [{ value, fetchedAt }, members] = await Promise.all([mistral.apiKeys(), mistral.members()])
    return reportKeys({ ...value, members: members.value.members, fetchedAt }, only, clock.now())
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === 'notOffered') return 'notOffered'
    throw error
  }
}

export async function gatherKeys(context: ReadContext, only: Concern | undefined): Promise<Keys> {
  const { asker, config, trail } = context
  const report = await readKeys(context, only)
  // First the trace, then the look: nobody reads names unseen.
  if (report !== 'notOffered' && report.rows.length > 0 && maySeeNames(asker.role, config.people.privacy))
    await trail.record('keys.viewed', { report: 'keys' })
  return report
}
