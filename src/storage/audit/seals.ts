import { createHash, createHmac } from 'node:crypto'

/** Hashes of what lies beside the chain as an entry left it, by name. */
export type AuditSeals = Readonly<Record<string, string>>

export const sealFacts = (facts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex')

/** For what can be erased: the salt lies in the row that goes. */
export const sealWithSalt = (salt: string, facts: readonly unknown[]): string =>
  createHmac('sha256', salt).update(JSON.stringify(facts)).digest('hex')

export const readSeals = (seals: string | null): AuditSeals => (seals === null ? {} : JSON.parse(seals))
