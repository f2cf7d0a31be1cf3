import { join, resolve } from 'node:path'
import type { DatabaseConfig } from './open.ts'
import { fileOfAddress } from './sqlite/address.ts'

/** Which file these settings name, whether it is there or not; undefined: they name a server, or nothing that is known. */
export function embeddedFile({
  databaseUrl,
  dataDir,
}: DatabaseConfig): { readonly path: string; readonly setting: 'DATABASE_URL' | 'DATA_DIR' } | undefined {
  if (!databaseUrl) return { path: resolve(join(dataDir, 'chatops.sqlite')), setting: 'DATA_DIR' }
  const path = fileOfAddress(databaseUrl)
  return path ? { path: resolve(path), setting: 'DATABASE_URL' } : undefined
}
