/** How far a long piece of work is, for whoever waits for its answer. */
export interface Progress {
  /** undefined: nothing that is done one by one. */
  reached(): Reached | undefined
  note(reached: Reached): void
}

export interface Reached {
  readonly done: number
  readonly of: number
}

export function createProgress(): Progress {
  let latest: Reached | undefined
  return {
    reached: () => latest,
    note: (reached) => {
      latest = reached
    },
  }
}
