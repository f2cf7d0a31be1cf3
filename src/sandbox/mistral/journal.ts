/** One request as it arrived. The key is never in it. */
export interface JournalEntry {
  readonly at: Date
  readonly method: string
  /** Below the base: "/usage"; as it came where it is not below it. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Of a POST: parsed JSON, or the text that would not parse. */
  readonly body: unknown
  readonly authHeaders: readonly ('x-api-key' | 'bearer')[]
  /** null: no answer was given, or none yet. */
  /** As the caller names the request, for its own log. */
  readonly requestId: string | undefined
  status: number | null
}

const longestJournal = 2_000

export class Journal {
  #entries: JournalEntry[] = []

  get entries(): readonly JournalEntry[] {
    return this.#entries
  }

  add(entry: JournalEntry): void {
    this.#entries = [...this.#entries.slice(1 - longestJournal), entry]
  }
}
