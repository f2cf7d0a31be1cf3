/** How one command or click ended, for metrics: no person, no amount, no text. */
export interface Outcome {
  /** A command's name, or "unknown". */
  readonly command: string
  /** `refused`: by us, with a reason; `limited`: too many at once; `failed`: something did not work. */
  readonly result: 'answered' | 'refused' | 'limited' | 'failed'
  readonly ms: number
}

export type Observe = (outcome: Outcome) => void
