/** How a call to another service ended, as far as its status tells: a closed set, so that it can be a label. */
export const callResults = ['2xx', '3xx', '4xx', '429', '5xx', 'refused', 'unreadable', 'none'] as const
export type CallResult = (typeof callResults)[number]

export interface MeasuredCall {
  readonly service: 'mistral' | 'slack'
  /** One of our own words for what was asked, never an address: "usage", "chat.postMessage". */
  readonly operation: string
  readonly result: CallResult
  readonly ms: number
}

/** What is counted while the bot works: no person, no amount, no text. */
export interface Measures {
  called(call: MeasuredCall): void
  /** A read is asked again after a failure. */
  retried(call: Pick<MeasuredCall, 'service' | 'operation'>): void
  /** `shared`: somebody else's call was under way already. */
  looked(cache: string, result: 'hit' | 'miss' | 'shared'): void
  /** How many answers that cache keeps now. */
  kept(cache: string, answers: number): void
  /** From the look at the figures to a message that tells what it found for the first time. */
  alertTold(ms: number): void
}

export const noMeasures: Measures = { called() {}, retried() {}, looked() {}, kept() {}, alertTold() {} }

export function resultOf(status: number | undefined): CallResult {
  if (status === undefined) return 'none'
  if (status === 429) return '429'
  if (status < 300) return '2xx'
  if (status < 400) return '3xx'
  return status < 500 ? '4xx' : '5xx'
}

/** A number that is read when somebody looks, by one value of one label or without any. */
export interface Gauge {
  /** "chatops_requests": a name for Prometheus. */
  readonly name: `chatops_${string}`
  readonly help: string
  /** All values that the label can have; those that are not told are 0. */
  readonly label?: { readonly name: string; readonly values: readonly string[] }
  /** Shown where it cannot be read, or not in time; without one it is left out then. */
  readonly unread?: number
}

/** By the value of the label, "" where there is none; undefined: there is nothing to tell yet. */
export type Reading = Readonly<Record<string, number>>
