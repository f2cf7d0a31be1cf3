/** What one file may take. An invoice has a few pages; a month by day and model some thousand rows. */
export interface DocumentLimits {
  readonly bytes: number
  readonly pages: number
  readonly rows: number
  readonly timeMs: number
  readonly memoryMb: number
}

export const documentLimits: DocumentLimits = {
  bytes: 5 * 1024 * 1024,
  pages: 60,
  rows: 20_000,
  timeMs: 20_000,
  memoryMb: 256,
}
