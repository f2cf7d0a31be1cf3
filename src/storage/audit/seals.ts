import { createHash, createHmac } from 'node:crypto'
import { readFigures } from './entry.ts'

/** Hashes of what lies beside the chain as an entry left it, by name. */
export type AuditSeals = Readonly<Record<string, string>>

export const sealFacts = (facts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex')

/** For what can be erased: the salt lies in the row that goes. */
export const sealWithSalt = (salt: string, facts: readonly unknown[]): string =>
  createHmac('sha256', salt).update(JSON.stringify(facts)).digest('hex')

/** What tells which member somebody is from now on. */
export const bindingActions: readonly string[] = ['person.bound', 'person.rebound']

/** Somebody got another Slack id, in another workspace; its seals are the hash of who they were and of who they are. */
export const moveAction = 'person.moved'

/** Which member and which address somebody was last seen to be. */
export const sealBinding = (salt: string, mistralId: string | null, email: string | null): string =>
  sealWithSalt(salt, [mistralId, email])

/** Nothing, where somebody else put something else there. */
export function readSeals(seals: string | null): AuditSeals {
  const entries = Object.entries(readFigures(seals))
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
