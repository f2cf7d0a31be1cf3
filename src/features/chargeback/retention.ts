import { defineRetention } from '../../chatops/retention/retention.ts'

/** The statement of a closed month rests on who assigned its Workspaces. */
export const chargebackRetention = defineRetention<object>({
  needs: async () => ({ actions: ['chargeback.assigned'] }),
})
