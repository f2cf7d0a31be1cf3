import { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'

export interface Disk {
  /** While it is full, nothing can be written that needs a page more. */
  setFull(isFull: boolean): void
}

/** The engine's own limit of a file's size, set on every connection of this process: it says what a full disk says. */
export function createDisk(): Disk {
  const connections = new Set<DatabaseSync>()
  const { prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...sql) {
    connections.add(this)
    return prepare.apply(this, sql)
  }
  onTestFinished(() => {
    DatabaseSync.prototype.prepare = prepare
  })
  return {
    setFull(isFull) {
      for (const file of connections)
        if (file.isOpen) file.exec(`pragma max_page_count = ${isFull ? 1 : 1_073_741_823}`)
        else connections.delete(file)
    },
  }
}
