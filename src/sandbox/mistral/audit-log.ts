import type { SandboxMember } from './generator/people.ts'

/** Who did something, as an entry of the audit log names them. */
export interface Actor {
  readonly type: 'HUMAN' | 'API_KEY' | 'OTHER'
  readonly metadata: Readonly<Record<string, string>>
}

export interface AuditEntry {
  readonly at: Date
  readonly actor: Actor
  readonly event: string
  readonly eventMetadata: Readonly<Record<string, string>>
  readonly target: string
  readonly targetMetadata: Readonly<Record<string, string>>
}

export interface RecordedEntry extends AuditEntry {
  readonly id: number
}

const compareEntries = (left: RecordedEntry, right: RecordedEntry): number =>
  left.at.getTime() - right.at.getTime() || left.id - right.id

/** Mistral's own log: append only, whoever made the change and wherever. */
export class AuditLog {
  readonly #entries: RecordedEntry[] = []

  append(entry: AuditEntry): void {
    this.#entries.push({ ...entry, id: 48_000 + this.#entries.length })
  }

  /** Oldest first. */
  read(): RecordedEntry[] {
    return this.#entries.toSorted(compareEntries)
  }
}

export const monthlyLimitEvent = 'billing.monthly_limit.updated'

const sayLimit = (amount: number | null): string => (amount === null ? 'none' : String(amount))

export const describeLimitChange = (at: Date, actor: Actor, from: number | null, to: number | null): AuditEntry => ({
  at,
  actor,
  event: monthlyLimitEvent,
  eventMetadata: {
    previous_amount: sayLimit(from),
    amount: sayLimit(to),
    no_monthly_limit: String(to === null),
    currency: 'EUR',
  },
  target: 'MONTHLY_LIMIT',
  targetMetadata: { scope: 'organization' },
})

const actAs = ({ id, email, name }: SandboxMember): Actor => ({
  type: 'HUMAN',
  metadata: { user_uuid: id, email, name: name ?? '' },
})

/** A member by name or e-mail address; anybody else is somebody at Mistral. */
export function nameActor(members: readonly SandboxMember[], by: string): Actor {
  const member = members.find(({ name, email }) => name === by || email.toLowerCase() === by.toLowerCase())
  return member ? actAs(member) : { type: 'OTHER', metadata: { name: by } }
}

export const describeJoin = (member: SandboxMember): AuditEntry => ({
  at: member.joinedAt,
  actor: actAs(member),
  event: 'user.organization.join',
  eventMetadata: { email: member.email },
  target: 'USER',
  targetMetadata: { user_uuid: member.id, email: member.email },
})
