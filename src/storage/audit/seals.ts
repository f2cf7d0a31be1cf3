import { createHash, createHmac } from 'node:crypto'

/** Hashes of what lies beside the chain as an entry left it, by name. */
export type AuditSeals = Readonly<Record<string, string>>

export const sealFacts = (facts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex')

/** For what can be erased: the salt lies in the row that goes. */
export const sealWithSalt = (salt: string, facts: readonly unknown[]): string =>
  createHmac('sha256', salt).update(JSON.stringify(facts)).digest('hex')

/** What tells which member somebody is from now on. */
export const bindingActions: readonly string[] = ['person.bound', 'person.rebound']

/** Which member and which address somebody was last seen to be. */
export const sealBinding = (salt: string, mistralId: string | null, email: string | null): string =>
  sealWithSalt(salt, [mistralId, email])

export const readSeals = (seals: string | null): AuditSeals => (seals === null ? {} : JSON.parse(seals))
