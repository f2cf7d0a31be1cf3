import type { Config } from '../config/index.ts'
import type { Log } from '../domain/log.ts'
import type { Measures } from '../domain/measures.ts'
import type { Clock } from '../domain/time/clock.ts'
import { createMistral, type MistralReads, type MistralWrites } from '../mistral/index.ts'
import type { DatabaseReads } from '../storage/database.ts'
import { createImportedFigures } from './imported-figures.ts'
import { fillPast } from './imported-past.ts'
import { preferHistory } from './kept-usage.ts'
import { noticeElsewhere } from './limit-elsewhere.ts'

/** Where an Organization's figures come from, and the one way to change its limit. */
export interface Figures {
  readonly mistral: MistralReads
  /** undefined where there is no Admin API, or LIMIT_WRITES is off. */
  readonly limitWrites: MistralWrites | undefined
  close(): Promise<void>
}

interface Surroundings {
  readonly organization: string
  readonly clock: Clock
  readonly log: Log
  readonly db: DatabaseReads
  readonly measures: Measures
}

/** The Admin API where there is a key; with what was imported of months before its past; else what people import and type. Months that are kept are asked for nowhere. */
export function openFigures(config: Pick<Config, 'mistral' | 'policy'>, around: Surroundings): Figures {
  const { organization, clock, log, db, measures } = around
  const { key, url } = config.mistral
  const imported = createImportedFigures({ db, clock }, organization)
  if (key === undefined) {
    return { mistral: withHistory(imported), limitWrites: undefined, close: async () => {} }
  }
  // Not only for the compiler: what a report is given has no way to write.
  const { setSpendLimit, close, ...mistral } = createMistral({ url, key, clock, log, measures })
  const known = withHistory(mistral)
  return {
    mistral: {
      ...known,
      usage: fillPast(known, imported.usage, clock),
      spendLimit: noticeElsewhere(db, organization, mistral),
    },
    limitWrites: config.policy.limitWrites ? { setSpendLimit } : undefined,
    close,
  }

  function withHistory(mistral: MistralReads): MistralReads {
    return { ...mistral, usage: preferHistory(db, organization, { mistral, clock }) }
  }
}
