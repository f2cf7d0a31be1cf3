import type { Clock } from '../../domain/time/clock.ts'
import { type Actor, AuditLog, describeJoin, describeLimitChange, nameActor } from './audit-log.ts'
import { type Burst, countUse } from './generator/ledger.ts'
import { limitHistory } from './generator/limit-history.ts'
import {
  createMember,
  createMembers,
  formerMember,
  type PersonSeed,
  pendingInvite,
  type SandboxMember,
  type SandboxRole,
} from './generator/people.ts'
import { products } from './generator/products.ts'
import { nameUuid } from './generator/random.ts'
import { type WorkspaceKey, workspaceSeeds } from './generator/workspaces.ts'

export interface SandboxWorkspace {
  readonly key: WorkspaceKey
  readonly id: string
  readonly name: string
  readonly cap: number | null
}

export type ChangedPart = 'use' | 'limit' | 'members' | 'workspaces'

export interface Burn {
  readonly amount: number
  /** An alias such as "codestral-latest"; Mistral Large when nothing is said. */
  readonly model?: string
  /** Name or id; Support-bot when nothing is said. */
  readonly workspace?: string
}

/** What can change in the Organization. Its past is generated; what happens from its start on is kept here. */
export class Organization {
  readonly id = nameUuid('organization northwind')
  readonly name = 'Northwind Traders'
  readonly audit = new AuditLog()
  readonly startedAt: Date
  readonly invite = pendingInvite
  readonly #clock: Clock
  readonly #seed: number
  readonly #changed: (part: ChangedPart) => void
  readonly #bursts: Burst[] = []
  #members: SandboxMember[]
  readonly #people: SandboxMember[]
  #workspaces: SandboxWorkspace[] = workspaceSeeds.map(({ key, id, name, cap }) => ({ key, id, name, cap }))
  #limits: { since: Date; amount: number | null }[] = []

  constructor(clock: Clock, seed: number, people: readonly PersonSeed[], changed: (part: ChangedPart) => void) {
    this.#clock = clock
    this.#seed = seed
    this.#changed = changed
    this.startedAt = clock.now()
    this.#members = createMembers(people)
    this.#people = [...this.#members, formerMember]
    this.#recordPast()
  }

  get members(): readonly SandboxMember[] {
    return this.#members
  }

  /** Everybody who ever was a member: figures of the past still name them. */
  get people(): readonly SandboxMember[] {
    return this.#people
  }

  get workspaces(): readonly SandboxWorkspace[] {
    return this.#workspaces
  }

  get bursts(): readonly Burst[] {
    return this.#bursts
  }

  get limit(): number | null {
    return this.#limits.at(-1)?.amount ?? null
  }

  get use(): number {
    const { api, vibe } = this.countUse(0)
    return Math.round((api + vibe) * 100) / 100
  }

  get isSuspended(): boolean {
    return this.limit !== null && this.use >= this.limit
  }

  /** The limit as it stood some time ago: what a lagging read-back still says. */
  limitBefore(lagMs: number): number | null {
    const at = this.#clock.now().getTime() - lagMs
    return (this.#limits.findLast(({ since }) => since.getTime() <= at) ?? this.#limits[0])?.amount ?? null
  }

  /** The counter as it stood some time ago: over the turn of a month it still says the old month's use. */
  countUse(lagMs: number): { api: number; vibe: number } {
    return countUse(this.#seed, this.#clock.now().getTime() - lagMs, this.#bursts)
  }

  burn({ amount, model = 'mistral-large-latest', workspace = 'Support-bot' }: Burn): void {
    const product = products.find(({ alias, meters }) => alias === model && meters.every(({ price }) => price !== null))
    if (!product) throw new RangeError(`no such model: ${model}`)
    const { key } = this.findWorkspace(workspace)
    const meters = product.meters.filter(({ group }) => group !== 'cached')
    for (const meter of meters) {
      const units = Math.round(amount / meters.length / Number(meter.price))
      this.#bursts.push({ at: this.#clock.now().getTime(), workspace: key, product, meter, units })
    }
    this.#changed('use')
  }

  setLimit(amount: number | null, by: string | Actor): void {
    const now = this.#clock.now()
    this.audit.append(
      describeLimitChange(now, typeof by === 'string' ? nameActor(this.#members, by) : by, this.limit, amount),
    )
    this.#limits.push({ since: now, amount })
    this.#changed('limit')
  }

  setCap(workspace: string, amount: number | null): void {
    const { key, cap } = this.findWorkspace(workspace)
    this.#workspaces = this.#workspaces.map((other) => (other.key === key ? { ...other, cap: amount } : other))
    this.#record('billing.workspace_monthly_limit.updated', 'WORKSPACE_MONTHLY_LIMIT', {
      previous_amount: String(cap ?? 'none'),
      amount: String(amount ?? 'none'),
    })
    this.#changed('workspaces')
  }

  renameWorkspace(workspace: string, name: string): void {
    const { key } = this.findWorkspace(workspace)
    this.#workspaces = this.#workspaces.map((other) => (other.key === key ? { ...other, name } : other))
    this.#record('workspace.update', 'WORKSPACE', { name })
    this.#changed('workspaces')
  }

  setRole(email: string, role: SandboxRole): void {
    const member = this.findMember(email)
    this.#members = this.#members.map((other) => (other === member ? { ...other, role } : other))
    this.#record('user.organization.role.update', 'USER', { email, role })
    this.#changed('members')
  }

  addMember(seed: PersonSeed): void {
    const known = createMember(seed, 0)
    // Two accounts with one address are two people to Mistral; who comes back is the one who left.
    const isTaken = this.#members.some(({ id }) => id === known.id)
    const id = isTaken ? nameUuid(`member ${seed.email} ${this.#members.length}`) : known.id
    const member = { ...known, id, joinedAt: this.#clock.now() }
    this.#members = [...this.#members, member]
    if (!this.#people.some((other) => other.id === id)) this.#people.push(member)
    this.#record('user.organization.join', 'USER', { email: seed.email })
    this.#changed('members')
  }

  removeMember(email: string): void {
    const member = this.findMember(email)
    this.#members = this.#members.filter((other) => other !== member)
    this.#record('user.organization.delete', 'USER', { email })
    this.#changed('members')
  }

  findMember(email: string): SandboxMember {
    const member = this.#members.find((other) => other.email.toLowerCase() === email.toLowerCase())
    if (!member) throw new RangeError(`no such member: ${email}`)
    return member
  }

  findWorkspace(nameOrId: string): SandboxWorkspace {
    const found = this.#workspaces.find(({ id, name }) => id === nameOrId || name === nameOrId)
    if (!found) throw new RangeError(`no such Workspace: ${nameOrId}`)
    return found
  }

  #admin(): Actor {
    return nameActor(this.#members, this.#members.find(({ role }) => role === 'admin')?.email ?? 'Mistral support')
  }

  #record(event: string, target: string, metadata: Record<string, string>): void {
    const at = this.#clock.now()
    this.audit.append({ at, actor: this.#admin(), event, eventMetadata: metadata, target, targetMetadata: metadata })
  }

  #recordPast(): void {
    for (const { at, amount } of limitHistory.filter(({ at }) => at <= this.startedAt.getTime())) {
      this.audit.append(describeLimitChange(new Date(at), this.#admin(), this.limit, amount))
      this.#limits.push({ since: new Date(at), amount })
    }
    for (const member of this.#members) {
      if (member.joinedAt <= this.startedAt) this.audit.append(describeJoin(member))
    }
  }
}
