/** What the program knows of itself, for `status`. */
export interface Installation {
  readonly version: string
  readonly startedAt: Date
  readonly teamId: string
  readonly teamName: string
  readonly transport: 'socket' | 'http'
  readonly storageEngine: 'sqlite' | 'postgres'
  isSlackConnected(): boolean
}
