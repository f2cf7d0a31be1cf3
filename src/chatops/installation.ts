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
}
