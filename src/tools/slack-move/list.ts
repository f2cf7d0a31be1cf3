import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '../../domain/usage/usage.ts'

/** Which id became which, by the day of the move: it names people, so whoever erases everything has to find it. */
export const pathOfList = (dataDir: string, day: Day): string => join(dataDir, `slack-move-${day}.csv`)

export function findLists(dataDir: string): string[] {
  try {
    const names = readdirSync(dataDir).filter((name) => /^slack-move-\d{4}-\d{2}-\d{2}\.csv$/.test(name))
    return names.map((name) => join(dataDir, name))
  } catch {
    // A bot on PostgreSQL has no such folder until something is written there.
    return []
  }
}
