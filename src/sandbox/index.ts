import type { Clock } from '../domain/clock.ts'
import { createSandboxClock, type SandboxClock } from './clock.ts'
import { createMistral, type Dialect, type SandboxMistral } from './mistral/index.ts'
import { createSlack, type SandboxSlack } from './slack/index.ts'
import { sandboxChannels, sandboxMembers, sandboxPeople } from './world.ts'

export interface SandboxOptions {
  /** Tests bring one that stands still. */
  readonly clock?: Clock
  readonly seed?: number
  readonly dialect?: Dialect
  /** What the manifest grants. */
  readonly scopes: readonly string[]
  readonly events?: readonly string[]
}

export interface Sandbox {
  readonly slack: SandboxSlack
  readonly mistral: SandboxMistral
  readonly clock: Clock
  /** What the bot needs to live here: the same variables as anywhere. */
  readonly environment: Readonly<Record<string, string>>
  reset(): void
  close(): Promise<void>
}

/** A Wednesday morning with the month well under way: the same figures in every demo and every picture. */
export const sandboxStart = new Date('2026-11-18T09:12:00Z')

export const createDemoClock = (): SandboxClock => createSandboxClock(sandboxStart)

/** Slack and Mistral on this machine, over real sockets: nothing of the bot is replaced. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock = createDemoClock(), seed = 1, dialect = 'original', scopes, events } = options
  const people = sandboxPeople
  const channels = Object.values(sandboxChannels)
  const slack = await createSlack({ clock, people, channels, scopes, ...(events ? { events } : {}) })
  const mistral = await createMistral({ clock, seed, dialect, people: sandboxMembers })
  return {
    slack,
    mistral,
    clock,
    environment: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      MISTRAL_ADMIN_API_KEY: mistral.key,
      MISTRAL_ADMIN_API_URL: mistral.url,
      APPROVALS_CHANNEL: sandboxChannels.approvals.id,
      ALERTS_CHANNEL: sandboxChannels.finops.id,
      DIGEST_CHANNEL: sandboxChannels.digest.id,
      PORT: '0',
    },
    reset() {
      slack.reset()
      mistral.reset()
    },
    async close() {
      await Promise.all([slack.close(), mistral.close()])
    },
  }
}
