import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

export const patience = 60_000
export const cwd = mkdtempSync(join(tmpdir(), 'demo-'))
afterAll(() => rmSync(cwd, { recursive: true }))

/** `npm run demo -- …`, without npm around it, in a folder that is not the project's. */
export function runDemo(...words: string[]) {
  const child = spawn(process.execPath, [resolve('src/launch.js'), resolve('src/sandbox/demo.ts'), ...words], { cwd })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}
