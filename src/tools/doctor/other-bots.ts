import { UpstreamError } from '../../domain/errors.ts'
import { limitChangedEvent } from '../../domain/limit/mistral-log.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { createMistral } from '../../mistral/index.ts'
import type { Inspection } from '../../storage/inspect.ts'
import { count, type Finding, ok, type SoundConfig, warning } from './finding.ts'

const days = 30
/** Our entry in the trail and Mistral's in its log are of the same moment, on two clocks. */
const sameMomentMs = 5 * 60_000

export interface OtherBotFacts {
  /** When keys changed the limit, by Mistral's log; undefined: the log cannot be read. */
  readonly byKey: readonly number[] | undefined
  /** When this installation may have changed it, by its trail; undefined: the database cannot be read. */
  readonly own: readonly number[] | undefined
}

export async function gatherOtherBots(
  { mistral: { key, url } }: Pick<SoundConfig, 'mistral'>,
  { inspection, clock }: { readonly inspection: Inspection; readonly clock: Clock },
): Promise<OtherBotFacts | undefined> {
  if (key === undefined) return undefined
  const now = clock.now()
  const mistral = createMistral({ url, key, clock, timeoutMs: 8_000 })
  try {
    const query = { from: new Date(now.getTime() - days * 86_400_000), eventType: limitChangedEvent }
    const entries = await mistral.auditLog(query).then(
      ({ value }) => value.entries,
      (error: unknown) => {
        if (error instanceof UpstreamError) return undefined
        throw error
      },
    )
    const byKey = entries?.filter(({ actor }) => actor.kind !== 'HUMAN').map(({ at }) => at.getTime())
    return { byKey, own: await findOwn(inspection) }
  } finally {
    await mistral.close()
  }
}

async function findOwn(inspection: Inspection): Promise<readonly number[] | undefined> {
  // A database that no bot has used has written nothing.
  if (inspection.kind === 'absent') return []
  if (inspection.kind !== 'there') return undefined
  return inspection.database
    .rows(`select at from audit_entries where action in ('limit.attempted', 'limit.written')`)
    .then((rows) => rows.map(({ at }) => Number(at)))
    .catch(() => undefined)
}

export function judgeOtherBots(facts: OtherBotFacts | undefined): readonly Finding[] {
  if (!facts)
    return [ok('Without an Admin API key other bots on the Organization cannot be seen, and cannot get in the way.')]
  const { byKey, own } = facts
  if (!byKey)
    return [
      warning(
        'Mistral’s audit log cannot be read, so other bots on the Organization cannot be seen.',
        'Give the key’s role the right to read the audit log.',
      ),
    ]
  if (!own)
    return [
      warning('The database cannot be read, so nobody can tell its changes from others’.', 'Mend the database first.'),
    ]
  const foreign = byKey.filter((at) => !own.some((ours) => Math.abs(ours - at) <= sameMomentMs))
  const latest = Math.max(...foreign)
  if (foreign.length > 0)
    return [
      warning(
        `${count(foreign.length, 'change')} of the limit within ${days} days, the last on ${new Date(latest).toISOString().slice(0, 10)}, came from an API key and not from this installation.`,
        'If another bot or script changes the limit as well, stop one of them; if this database was restored or replaced, that is why.',
      ),
    ]
  return [ok(`No other API key changed the limit within ${days} days. Another bot that only reads leaves no trace.`)]
}
