import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { platform } from '../../src/platform.js'
import { createSandboxClock } from '../../src/sandbox/clock.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'

/** Elsewhere whoever asks a process to end ends it at once. */
export const canAskToEnd = platform.stopSignals.includes('SIGTERM')

const sourceFile = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url))

/** `npm start` without npm: the program in a process of its own, in an empty folder. */
export function runBot(settings: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(join(tmpdir(), 'chatops-process-'))
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: cwd, PORT: '0', ...settings }
  const child = spawn(process.execPath, [sourceFile('launch.js'), sourceFile('main.ts')], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => Number(code))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(cwd, { recursive: true, force: true })
  })
  return { child, output, ended }
}

export async function startSandbox(): Promise<Sandbox> {
  const sandbox = await createSandbox({
    scopes: manifest.oauth_config.scopes.bot,
    clock: createSandboxClock(new Date()),
  })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** Reads the line that says so, and the port in it. */
export async function isReady({ child, output }: { child: ChildProcess; output: { out: string } }): Promise<number> {
  while (!output.out.includes('"msg":"ready"')) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    await new Promise((resolve) => child.stdout?.once('data', resolve))
  }
  return Number(/"port":(\d+)/.exec(output.out)?.[1])
}
