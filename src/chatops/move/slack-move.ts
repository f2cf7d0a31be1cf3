import type { Transaction } from 'kysely'

/** Ids of one Slack workspace that stand somewhere. */
export interface SlackIds {
  readonly people?: readonly string[]
  readonly channels?: readonly string[]
  readonly groups?: readonly string[]
}

/** What the same person, channel or user group is called in the new workspace; undefined: there is none. */
export interface NewIds {
  person(id: string): string | undefined
  channel(id: string): string | undefined
  group(id: string): string | undefined
}

interface Definition<Tables> {
  /** Which ids lie there. */
  find?(db: Pick<Transaction<Tables>, 'selectFrom'>, organization: string): Promise<SlackIds>
  /** Puts the new ids in their place; what only the old workspace can show is let go. */
  move(tx: Transaction<Tables>, organization: string, ids: NewIds): Promise<void>
}

/** What becomes of a feature's rows when the company moves to another Slack workspace. */
export type SlackMove = Definition<unknown>

/** The author names the tables; everybody else passes any database. */
export const defineSlackMove = <Tables>(definition: Definition<Tables>): SlackMove => definition as SlackMove
