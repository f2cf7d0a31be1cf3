import type { Core } from '../../chatops/context.ts'
import { UnreadableRates } from '../../domain/money/reference-rates.ts'
import { addDays, dayOf, weekdayOf } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'
import { fetchRates, RatesNotFetched } from '../../ecb/fetch.ts'
import { readRatesFile } from '../../ecb/read-file.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import { findNewestRate, keepRates } from '../../storage/rates/rates.ts'
import type { RateTables } from '../../storage/rates/schema.ts'

export const keepRatesJob = 'rates.keep'

const betweenLooksMs = 3 * 3_600_000
const retryMs = 20 * 60_000

/** Rates are kept where amounts are converted, and nobody is asked for them elsewhere. */
export async function startKeepingRates(core: Core): Promise<void> {
  if (core.config.reportCurrency === undefined) return
  await core.db.transaction<JobTables, void>((tx) =>
    scheduleJob(tx, core.organization, { kind: keepRatesJob, subject: 'all' }),
  )
}

/** The operator's file counts first; what is newer is fetched, where an address is given. A failure never stops a report. */
export async function keepReferenceRates(core: Core): Promise<number | undefined> {
  const { file, url } = core.config.rates
  if (core.config.reportCurrency === undefined) return undefined
  const wasRead = file === undefined || (await tryTo(core, 'RATES_FILE', async () => keepFile(core, file)))
  const wasFetched = url === undefined || (await tryTo(core, 'RATES_URL', async () => fetchNewest(core, url)))
  return wasRead && wasFetched ? betweenLooksMs : retryMs
}

async function keepFile(core: Core, file: string): Promise<void> {
  const rates = await readRatesFile(file)
  await core.db.transaction<RateTables, void>((tx) => keepRates(tx, core.organization, rates, { isGiven: true }))
}

async function fetchNewest(core: Core, url: string): Promise<void> {
  const newest = await findNewestRate(core.db.query<RateTables>(), core.organization)
  if (newest !== undefined && newest >= lastWorkday(dayOf(core.clock.now()))) return
  const rates = await fetchRates(url)
  await core.db.transaction<RateTables, void>((tx) => keepRates(tx, core.organization, rates, { isGiven: false }))
}

/** Rates are published on workdays, in the afternoon: on a holiday it is asked for in vain, some times a day. */
function lastWorkday(day: Day): Day {
  let last = day
  while ([0, 6].includes(weekdayOf(last))) last = addDays(last, -1)
  return last
}

async function tryTo({ log }: Core, setting: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    const isOfFile = error instanceof Error && 'code' in error && typeof error.code === 'string'
    if (!(error instanceof UnreadableRates || error instanceof RatesNotFetched || isOfFile)) throw error
    log.warn({ setting, error }, 'exchange rates could not be read, so that amounts of those days stay unconverted')
    return false
  }
}
