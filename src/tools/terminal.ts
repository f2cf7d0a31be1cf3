import { createInterface } from 'node:readline/promises'
import { readEnvironment } from '../config/index.ts'
import type { Outside } from './tool.ts'

/** The real outside: this process's environment and terminal. */
export const terminal: Outside = {
  environment: readEnvironment(),
  print: (line) => process.stdout.write(`${line}\n`),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    const gone = new AbortController()
    lines.once('close', () => gone.abort())
    try {
      return await lines.question(question, { signal: gone.signal })
    } catch (error) {
      if (gone.signal.aborted) return undefined
      throw error
    } finally {
      lines.close()
    }
  },
}
