import { defineRetention } from '../../chatops/retention/retention.ts'

/** Who closed which month is the proof of its figures, which stay as well. */
export const historyRetention = defineRetention<object>({ needs: async () => ({ actions: ['history.closed'] }) })
