import type { SandboxMistral } from '../mistral/index.ts'
import type { SandboxSlack } from '../slack/index.ts'

/** What one can break from the page, in words. */
export const faultNames = {
  'mistral-slow': 'Mistral answers after 4 s',
  'mistral-down': 'Mistral is down (503)',
  'mistral-limiting': 'Mistral limits the rate (429)',
  'mistral-loses-answers': 'Mistral loses the answer of a limit change',
  'counter-lags': 'Mistral’s counter lags by 6 h',
  'slack-limiting': 'Slack limits posting (429)',
  'files-slow': 'Slack takes 20 s over files',
} as const

export type FaultName = keyof typeof faultNames

export type FaultSwitches = ReturnType<typeof createFaultSwitches>

const often = Number.POSITIVE_INFINITY
const hour = 3_600_000

/** Switches that stay on until somebody turns them off. */
export function createFaultSwitches(slack: SandboxSlack, mistral: SandboxMistral) {
  const on = new Set<FaultName>()
  const effects: Readonly<Record<FaultName, () => void>> = {
    'mistral-slow': () => mistral.faults.delay(4_000),
    'mistral-down': () => mistral.faults.fail(503),
    'mistral-limiting': () => mistral.faults.fail(429, { retryAfterSeconds: 30 }),
    'mistral-loses-answers': () => mistral.faults.loseAnswer('/spend-limit', often, 'POST'),
    'counter-lags': () => {
      mistral.faults.counterLagMs = 6 * hour
    },
    'slack-limiting': () => slack.faults.rateLimit('chat.postMessage', { retryAfterSeconds: 5, times: often }),
    'files-slow': () => slack.faults.slowFiles(20_000),
  }

  /** Faults are added one by one and taken away together, so each turn starts from none. */
  function apply(): void {
    slack.faults.clear()
    mistral.clearFaults()
    for (const name of on) effects[name]()
  }

  return {
    isOn: (name: FaultName) => on.has(name),
    turn(name: FaultName, isOn: boolean): void {
      if (isOn) on.add(name)
      else on.delete(name)
      apply()
    },
    /** The sandbox that starts anew has cleared its faults itself. */
    forget: () => on.clear(),
  }
}
