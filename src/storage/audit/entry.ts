import { createHash, createHmac } from 'node:crypto'

/** Figures and states, never names or free text: what is in the chain cannot be erased. */
export type AuditFigures = Readonly<Record<string, string | number | boolean | null>>

export type AuditOutcome = 'done' | 'refused' | 'failed' | 'unknown'

/** One link of the chain, as it is hashed. */
export interface AuditEntry {
  readonly organization: string
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number
  /** The database's time in milliseconds. */
  readonly at: number
  /** "limit.requested": topic and verb. */
  readonly action: string
  /** A person of the people registry; null: the bot itself. */
  readonly actorId: string | null
  /** Who that person was when it happened, as a salted hash: the salt lies in the registry and goes with the person. */
  readonly actorHash: string | null
  /** What it is about: a request's id. */
  readonly subject: string | null
  /** Figures as canonical JSON. */
  readonly before: string | null
  readonly after: string | null
  readonly outcome: string
  readonly textHash: string | null
  /** Hashes of what it left beside the chain, by name, as JSON; null where it left nothing, and in older versions. */
  readonly seals: string | null
  readonly previousHash: string
  readonly hash: string
}

/** An entry with its free text, as long as that is not erased. */
export interface AuditRecord extends AuditEntry {
  readonly text: string | null
  readonly salt: string | null
}

export interface AuditHead {
  readonly sequence: number
  readonly hash: string
}

/** What the first entry is linked to. */
export const genesisHash = '0'.repeat(64)

/** An array keeps the order of fields, and JSON their borders: no two entries serialize alike. Entries of older versions have no actorHash, and no seals. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const fields = [
    entry.seals === null ? (entry.actorHash === null ? 'audit-1' : 'audit-2') : 'audit-3',
    entry.organization,
    entry.sequence,
    entry.at,
    entry.action,
    entry.actorId,
    entry.subject,
    entry.before,
    entry.after,
    entry.outcome,
    entry.textHash,
    entry.previousHash,
    ...(entry.seals === null ? (entry.actorHash === null ? [] : [entry.actorHash]) : [entry.actorHash, entry.seals]),
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** Salted, since a short text could be guessed from its bare hash after it was erased. */
export function hashText(text: string, salt: string): string {
  return createHmac('sha256', salt).update(text).digest('hex')
}

/** What a person is known by for good: a Slack id does not change hands, and without one Mistral's, else the address. */
export function hashPerson(person: PersonKey, salt: string): string {
  const { slackId, mistralId, email } = person
  return createHmac('sha256', salt)
    .update(
      JSON.stringify(
        slackId === null ? (mistralId === null ? ['email', email] : ['mistral', mistralId]) : ['slack', slackId],
      ),
    )
    .digest('hex')
}

export interface PersonKey {
  readonly slackId: string | null
  readonly mistralId: string | null
  readonly email: string | null
}

export function writeFigures(figures: AuditFigures): string {
  const unwritable = Object.entries(figures).find(([, value]) => typeof value === 'number' && !Number.isFinite(value))
  if (unwritable) throw new RangeError(`the figure ${unwritable[0]} is not a number`)
  return JSON.stringify(Object.fromEntries(Object.entries(figures).sort(([left], [right]) => (left < right ? -1 : 1))))
}

/** What stands in an entry that somebody else may have made: nothing where it is no such thing. */
export function readFigures(figures: string | null): AuditFigures {
  try {
    const parsed: unknown = JSON.parse(figures ?? '{}')
    return typeof parsed === 'object' && parsed !== null ? (parsed as AuditFigures) : {}
  } catch {
    return {}
  }
}
