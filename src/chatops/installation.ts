import type { CallHealth } from '../domain/call-health.ts'
/** What the program knows of itself, for `status`. */
export interface Installation {
  readonly version: string
  readonly startedAt: Date
  readonly teamId: string
  readonly teamName: string
  readonly transport: 'socket' | 'http'
  /** Permissions that the features want and the token lacks; undefined where Slack does not say what it has. */
  readonly missingScopes: { readonly needed: readonly string[]; readonly optional: readonly string[] } | undefined
  readonly storageEngine: 'sqlite' | 'postgres'
  isSlackConnected(): boolean
  /** How the calls to Slack went, by method. */
  slackCalls(): Readonly<Record<string, CallHealth>>
  /** Asks Slack who the bot is, for `slackCalls` to know how that went: what is not used for a night is not known to fail. */
  askSlack(): Promise<void>
}
