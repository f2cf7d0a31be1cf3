import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ToolError } from '../tool.ts'

/** As `sha256sum -c` reads it. */
const listName = 'SHA256SUMS'

/** A folder of files with the list of their checksums. */
export interface ExportFolder {
  write(name: string, text: AsyncIterable<string> | Iterable<string>): Promise<void>
  /** The last step: without the list the folder proves nothing. */
  seal(): Promise<void>
}

export function createFolder(path: string): ExportFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (readdirSync(path).length > 0) throw new ToolError(`--to: ${path} is not empty. Name a new folder.`)
  const names: string[] = []
  return {
    async write(name, text) {
      mkdirSync(dirname(join(path, name)), { recursive: true, mode: 0o700 })
      await pipeline(Readable.from(text), createWriteStream(join(path, name), { flags: 'wx', mode: 0o600 }))
      names.push(name)
    },
    async seal() {
      const lines: string[] = []
      for (const name of names.toSorted((one, other) => (one < other ? -1 : 1)))
        lines.push(`${await hashFile(join(path, name))}  ${name}\n`)
      writeFileSync(join(path, listName), lines.join(''), { mode: 0o600 })
    },
  }
}

/** Throws where the folder is not as it was sealed; says how many files there are. */
export async function checkFolder(path: string): Promise<number> {
  let list: string
  try {
    list = readFileSync(join(path, listName), 'utf8')
  } catch {
    throw new ToolError(`${path} holds no finished export: ${listName} is missing.`)
  }
  const lines = list.split('\n').filter(Boolean)
  for (const line of lines) {
    const [, hash, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    const found = await hashFile(join(path, name)).catch(() => undefined)
    if (hash === undefined || found !== hash) throw new ToolError(`${path}: ${name || line} is not as it was exported.`)
  }
  return lines.length
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
