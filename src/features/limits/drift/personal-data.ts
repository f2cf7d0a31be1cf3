import { definePersonalRows } from '../../../chatops/people/personal-data.ts'
import { limitsWords } from '../words.ts'

/** Who keeps a limit that was changed at Mistral. Who changed it is in Mistral's log alone. */
export const driftPersonalData = definePersonalRows({
  ...{ table: 'limit_drifts', column: 'kept_by', by: 'personIds', shows: 'id', erases: 'name' },
  sheet: (reader) => limitsWords(reader).drift.sheet,
  say: ({ length }, reader) => limitsWords(reader).drift.youKept(length),
})
