import { statSync } from 'node:fs'
import { DatabaseUnavailable } from '../errors.ts'

/**
 * Throws once the file that was opened no longer stands at its path: SQLite goes on writing into a deleted file, and all
 * of it is lost when the process ends.
 */
export function watchFile(path: string, setting: DatabaseUnavailable['setting']): () => void {
  const opened = statSync(path)
  return () => {
    const present = statSync(path, { throwIfNoEntry: false })
    if (present?.ino === opened.ino && present.dev === opened.dev) return
    const what = present ? 'was replaced by another file' : 'was deleted'
    throw new DatabaseUnavailable(setting, `${path} ${what} while it was open. Nothing is kept until a restart.`)
  }
}
