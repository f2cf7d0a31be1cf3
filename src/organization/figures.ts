import type { Config } from '../config/index.ts'
import type { Log } from '../domain/log.ts'
import type { Clock } from '../domain/time/clock.ts'
import { createMistral, type MistralReads, type MistralWrites } from '../mistral/index.ts'
import type { Database } from '../storage/database.ts'
import { createImportedFigures } from './imported-figures.ts'

/** Where an Organization's figures come from, and the one way to change its limit. */
export interface Figures {
  readonly mistral: MistralReads
  /** undefined where there is no Admin API, or LIMIT_WRITES is off. */
  readonly limitWrites: MistralWrites | undefined
  close(): Promise<void>
}

/** The Admin API where there is a key; else what people import and type. */
export function openFigures(
  { config, id }: { readonly config: Pick<Config, 'mistral' | 'policy'>; readonly id: string },
  { clock, log, db }: { readonly clock: Clock; readonly log: Log; readonly db: Database },
): Figures {
  const { key, url } = config.mistral
  if (key === undefined)
    return { mistral: createImportedFigures({ db, clock }, id), limitWrites: undefined, close: async () => {} }
  // Not only for the compiler: what a report is given has no way to write.
  const { setSpendLimit, close, ...mistral } = createMistral({ url, key, clock, log })
  return { mistral, limitWrites: config.policy.limitWrites ? { setSpendLimit } : undefined, close }
}
