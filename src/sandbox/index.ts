import { createSandboxClock, type SandboxClock } from './clock.ts'
import { createEcb, type SandboxEcb } from './ecb.ts'
import { createMistral, type Dialect, type SandboxMistral } from './mistral/index.ts'
import type { CommandHint } from './page/scene.ts'
import { startPage } from './page/server.ts'
import { createSlack, type SandboxSlack } from './slack/index.ts'
import { sandboxChannels, sandboxMembers, sandboxPeople } from './world.ts'

export type { SandboxClock } from './clock.ts'

export interface SandboxOptions {
  /** Tests bring one that stands still. */
  readonly clock?: SandboxClock
  readonly seed?: number
  readonly dialect?: Dialect
  /** What the manifest grants. */
  readonly scopes: readonly string[]
  readonly events?: readonly string[]
  /** Where the page would like to be served; 0, the default, takes any free port; instead of one that is taken, the next. */
  readonly port?: number
  /** What the page's composer offers to complete. */
  readonly commands?: readonly CommandHint[]
  /** Called when somebody starts over on the page, so that a bot which lives here can forget as well. */
  readonly onReset?: (reset: () => void) => Promise<void>
}

export interface Sandbox {
  /** The page to try everything in a browser. */
  readonly url: string
  readonly slack: SandboxSlack
  readonly mistral: SandboxMistral
  /** Publishes exchange rates, for whoever sets REPORT_CURRENCY. */
  readonly ecb: SandboxEcb
  readonly clock: SandboxClock
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
  const { port = 0, commands = [], onReset } = options
  const people = sandboxPeople
  const channels = Object.values(sandboxChannels)
  const slack = await createSlack({ clock, people, channels, scopes, ...(events ? { events } : {}) })
  const mistral = await createMistral({ clock, seed, dialect, people: sandboxMembers })
  const ecb = await createEcb(clock)
  const reset = () => {
    ecb.answer(undefined)
    slack.reset()
    mistral.reset()
  }
  const page = await startPage({
    slack,
    mistral,
    clock,
    commands,
    port,
    reset: async () => (onReset ? onReset(reset) : reset()),
  })
  return {
    url: page.url,
    slack,
    mistral,
    ecb,
    clock,
    environment: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      MISTRAL_ADMIN_API_KEY: mistral.key,
      MISTRAL_ADMIN_API_URL: mistral.url,
      RATES_URL: ecb.url,
      APPROVALS_CHANNEL: sandboxChannels.approvals.id,
      ALERTS_CHANNEL: sandboxChannels.finops.id,
      DIGEST_CHANNEL: sandboxChannels.digest.id,
      // Whoever wants months to be kept says how many: reading them asks for all of the past.
      HISTORY_MONTHS: '0',
      PORT: '0',
    },
    reset,
    async close() {
      await Promise.all([page.close(), slack.close(), mistral.close(), ecb.close()])
    },
  }
}
