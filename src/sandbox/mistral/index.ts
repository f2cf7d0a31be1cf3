import { once } from 'node:events'
import type { Clock } from '../../domain/time/clock.ts'
import { createFaults, type Faults } from './faults.ts'
import type { PersonSeed, SandboxMember, SandboxRole } from './generator/people.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { type Burn, type ChangedPart, Organization, type SandboxWorkspace } from './organization.ts'
import { basePaths } from './routes/index.ts'
import type { Dialect, World } from './routes/route.ts'
import { createMistralServer } from './server.ts'

export type { FailureOptions, Faults } from './faults.ts'
export type { PersonSeed, SandboxMember, SandboxRole } from './generator/people.ts'
export type { JournalEntry } from './journal.ts'
export type { Burn, SandboxWorkspace } from './organization.ts'
export type { Dialect } from './routes/route.ts'

export interface MistralOptions {
  readonly clock: Clock
  readonly seed?: number
  /** 0, the default, takes any free one. */
  readonly port?: number
  readonly dialect?: Dialect
  /** The first members, so that their e-mail addresses are those of the sandbox's Slack. */
  readonly people?: readonly PersonSeed[]
}

export type MistralEvent =
  | { readonly type: 'request'; readonly request: JournalEntry }
  | { readonly type: 'change'; readonly what: ChangedPart | 'reset' }

/** The Organization as it is at present, as somebody at Mistral would see it. */
export interface OrganizationView {
  readonly name: string
  readonly currency: 'EUR'
  /** null: none is set. */
  readonly limit: number | null
  readonly use: number
  readonly isSuspended: boolean
  readonly members: readonly SandboxMember[]
  readonly workspaces: readonly SandboxWorkspace[]
}

/** A Mistral on this machine, over a real socket, and what can be done to it behind the bot's back. */
export interface SandboxMistral {
  /** For MISTRAL_ADMIN_API_URL. */
  readonly url: string
  readonly key: string
  readonly requests: readonly JournalEntry[]
  readonly organization: OrganizationView
  readonly faults: Faults
  /** Answers with what ends the listening. */
  on(listener: (event: MistralEvent) => void): () => void
  burn(burn: Burn): void
  /** `by` is a member's name or e-mail address; null removes the limit. */
  setLimit(amount: number | null, by: string): void
  setRole(email: string, role: SandboxRole): void
  addMember(person: PersonSeed): void
  removeMember(email: string): void
  setCap(workspace: string, amount: number | null): void
  renameWorkspace(workspace: string, name: string): void
  clearFaults(): void
  /** As it was started, at the clock's present time. */
  reset(): void
  close(): Promise<void>
}

const key = 'sandbox-admin-key'

export async function createMistral(options: MistralOptions): Promise<SandboxMistral> {
  const { clock, seed = 1, port = 0, dialect = 'original', people = [] } = options
  const listeners = new Set<(event: MistralEvent) => void>()
  const emit = (event: MistralEvent) => {
    for (const listener of listeners) listener(event)
  }
  const faults = createFaults()
  const start = () => ({
    organization: new Organization(clock, seed, people, (what) => emit({ type: 'change', what })),
    journal: new Journal(),
  })
  let state = start()

  const server = createMistralServer({
    key,
    world: (): World => ({ clock, seed, dialect, organization: state.organization, faults }),
    record: (entry) => state.journal.add(entry),
    answered: (request) => emit({ type: 'request', request }),
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port')

  return {
    url: `http://127.0.0.1:${address.port}${basePaths[dialect]}`,
    key,
    get requests() {
      return state.journal.entries
    },
    get organization() {
      const { name, limit, use, isSuspended, members, workspaces } = state.organization
      return { name, currency: 'EUR' as const, limit, use, isSuspended, members, workspaces }
    },
    faults,
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    burn: (burn) => state.organization.burn(burn),
    setLimit: (amount, by) => state.organization.setLimit(amount, by),
    setRole: (email, role) => state.organization.setRole(email, role),
    addMember: (person) => state.organization.addMember(person),
    removeMember: (email) => state.organization.removeMember(email),
    setCap: (workspace, amount) => state.organization.setCap(workspace, amount),
    renameWorkspace: (workspace, name) => state.organization.renameWorkspace(workspace, name),
    clearFaults: () => faults.clear(),
    reset: () => {
      faults.clear()
      state = start()
      emit({ type: 'change', what: 'reset' })
    },
    close: async () => {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
