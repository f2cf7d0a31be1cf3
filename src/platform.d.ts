export interface Platform {
  /** What asks the process to end well. */
  readonly stopSignals: readonly NodeJS.Signals[]
  /** Whether files have modes, so that one can be closed to other users. */
  readonly hasFileModes: boolean
  readonly bundledNode: { readonly folder: string; readonly executables: readonly string[] }
  /** The path of a file, as it stands in an address. */
  pathOfAddress(path: string): string
}

export function describePlatform(platform: NodeJS.Platform): Platform
export const platform: Platform
