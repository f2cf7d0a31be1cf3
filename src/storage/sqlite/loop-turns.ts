import { setImmediate } from 'node:timers/promises'

/** As long as Slack's acknowledgements may wait for the database's work of others. */
const longestMs = 4

/**
 * SQLite answers at once, so that work of many queries runs from its first to its last without the event loop seeing
 * anything else. Asked between queries, this lets the loop go round once it was held for too long.
 */
export function createLoopTurns(now: () => number = () => performance.now()): { takeTurn(): Promise<void> } {
  let heldSince: number | undefined
  let turning: Promise<void> | undefined
  const goRound = () =>
    setImmediate().then(() => {
      heldSince = undefined
      turning = undefined
    })
  return {
    async takeTurn() {
      if (heldSince !== undefined && now() - heldSince >= longestMs) await turning
      if (heldSince !== undefined) return
      heldSince = now()
      turning = goRound()
    },
  }
}
