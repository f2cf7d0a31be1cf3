import { defineFeature } from '../../chatops/contract.ts'
import { rateMigrations } from '../../storage/rates/schema.ts'
import { keepRatesJob, keepReferenceRates, startKeepingRates } from './keep.ts'

/** Exchange rates for reports that are wanted in one currency as well: kept here, shown by each report. */
export const rates = defineFeature({
  name: 'rates',
  migrations: rateMigrations,
  starts: [startKeepingRates],
  jobs: { [keepRatesJob]: keepReferenceRates },
  settings: ['REPORT_CURRENCY', 'RATES_FILE', 'RATES_URL'],
})
