import { setImmediate } from 'node:timers/promises'
import type { Kills } from './victim.ts'

const path = '/spend-limit'

export interface Step {
  readonly name: string
  /** What the dead left in the database. */
  readonly leaves: string
  /** Calls `kill` at that step; what it returns is undone before the restart. */
  arm(kills: Kills, kill: () => void): void
  readonly writes: number
}

const onAnswer =
  (method: string, askedPath: string, nth: number): Step['arm'] =>
  ({ sandbox: { mistral } }, kill) => {
    let left = nth
    const stop = mistral.on((event) => {
      if (event.type !== 'request' || event.request.method !== method || event.request.path !== askedPath) return
      left -= 1
      if (left > 0) return
      stop()
      // The answer is not yet on its way: the process dies without it.
      kill()
    })
  }

/** Every step of a change of the limit at which a process can die. */
export const steps: readonly Step[] = [
  // The decision looks at the limit once, and the write a second time.
  { name: 'before the claim', leaves: 'approved', arm: onAnswer('GET', path, 2), writes: 1 },
  {
    name: 'after the claim, before the write took effect',
    leaves: 'applying',
    arm(kills, kill) {
      kills.sandbox.mistral.faults.fail(503, { path, method: 'POST', times: 1 })
      onAnswer('POST', path, 1)(kills, kill)
    },
    writes: 2,
  },
  {
    name: 'after the write took effect',
    leaves: 'applying',
    arm({ sandbox: { mistral } }, kill) {
      const stop = mistral.on((event) => {
        if (event.type !== 'change' || event.what !== 'limit') return
        stop()
        kill()
      })
    },
    writes: 1,
  },
  { name: 'before the read-back', leaves: 'applying', arm: onAnswer('GET', path, 3), writes: 1 },
  { name: 'after the read-back', leaves: 'applying', arm: onAnswer('GET', '/audit-logs', 1), writes: 1 },
  {
    name: 'before the card is updated',
    leaves: 'applied',
    arm(kills, kill) {
      const { mistral, slack } = kills.sandbox
      const stop = mistral.on(async (event) => {
        if (event.type !== 'request' || event.request.path !== '/audit-logs') return
        stop()
        slack.faults.hang('chat.update')
        slack.faults.hang('chat.postMessage')
        while ((await kills.raises()).at(-1)?.state !== 'applied') await setImmediate()
        kill()
      })
    },
    writes: 1,
  },
]
