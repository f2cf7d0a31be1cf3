import type { Transaction } from 'kysely'

/** What is to become of a limit that runs for a time: it stays as it is, or goes back by the usual way. */
export type LimitChoice = 'keep' | 'return'

/** What would be left half done. */
export interface UnderWay {
  /** A line for whoever runs the tool. */
  readonly line: string
  /** Only the bot itself can end it: a write that is on its way. */
  readonly isBotsOwn: boolean
}

interface Definition<Tables> {
  underWay(db: Pick<Transaction<Tables>, 'selectFrom'>, organization: string): Promise<readonly UnderWay[]>
  /** Ends what waits for people. */
  settle(tx: Transaction<Tables>, organization: string, choice: LimitChoice): Promise<void>
}

/** How a feature comes to an end when the bot leaves. */
export type Leaving = Definition<unknown>

/** The author names the tables; everybody else passes any database. */
export const defineLeaving = <Tables>(definition: Definition<Tables>): Leaving => definition as Leaving
