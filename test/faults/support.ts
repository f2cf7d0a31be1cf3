import { minute, pass, second } from '../limits/support/acts.ts'
import type { Fleet } from '../limits/support/fleet.ts'

/** Everything works again, and there is time for what waited: leases, the next try, and the one after a longer pause. */
export async function recover(fleet: Fleet): Promise<void> {
  fleet.mistral.clearFaults()
  fleet.slack.faults.clear()
  for (const step of [20 * second, 20 * second, minute, 5 * minute, 15 * minute, minute]) await pass(fleet, step, step)
}
