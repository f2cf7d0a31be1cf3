import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import manifest from '../../../manifest/socket-mode.json' with { type: 'json' }
import type { Tables } from '../../../src/features/limits/store/store.ts'
import { createSandboxClock } from '../../../src/sandbox/clock.ts'
import { createSandbox, type Sandbox } from '../../../src/sandbox/index.ts'
import type { Database } from '../../../src/storage/database.ts'
import type { Open, Place } from '../../support/databases.ts'
import { allMigrations, databaseSettings, inspect } from './fleet.ts'

const sourceFile = (name: string) => fileURLToPath(new URL(`../../../src/${name}`, import.meta.url))

/** The program in a process of its own, to be killed. */
export interface Victim {
  /** At once, and without a word: `kill -9`. */
  kill(): void
  /** As an operator ends it: SIGTERM. */
  terminate(): void
  readonly ended: Promise<unknown>
  /** How it ended: 0 for well. */
  readonly code: Promise<number | null>
  /** Where it serves health and signed requests. */
  readonly port: number
}

/** A sandbox and a database that outlive the processes which use them, in real time: theirs cannot be moved. */
export async function prepareKills(
  open: Open,
  place: Place,
  scopes: readonly string[] = manifest.oauth_config.scopes.bot,
) {
  const sandbox = await createSandbox({
    scopes,
    clock: createSandboxClock(new Date()),
  })
  onTestFinished(() => sandbox.close())
  const db = await open(allMigrations)
  const environment = { ...sandbox.environment, ...databaseSettings(place) }
  return {
    sandbox,
    db,
    start: (settings: Readonly<Record<string, string>> = {}) => startVictim({ ...environment, ...settings }),
    ...inspect(db, sandbox),
  }
}

export type Kills = Awaited<ReturnType<typeof prepareKills>>

async function startVictim(environment: Readonly<Record<string, string>>): Promise<Victim> {
  const cwd = mkdtempSync(join(tmpdir(), 'chatops-victim-'))
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: cwd, ...environment }
  const child = spawn(process.execPath, [sourceFile('launch.js'), sourceFile('main.ts')], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  const terminate = () => void child.kill('SIGTERM')
  const code = ended.then(() => child.exitCode)
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) kill()
    await ended
    rmSync(cwd, { recursive: true, force: true })
  })
  let output = ''
  while (!output.includes('"msg":"ready"')) {
    const [chunk] = await Promise.race([once(child.stdout, 'data'), ended.then(() => ['ended'])])
    if (chunk === 'ended') throw new Error(`the bot ended before it was ready: ${output}`)
    output += chunk
  }
  child.stdout.resume()
  return { kill, terminate, ended, code, port: Number(/"port":(\d+)/.exec(output)?.[1]) }
}

/** As if the leases of the dead had run out: nobody waits minutes for that here. */
export async function endLeases(db: Database): Promise<void> {
  await db.query<Tables>().updateTable('raises').set({ lease_until: 1 }).where('lease_until', 'is not', null).execute()
  await db.query<Tables>().updateTable('jobs').set({ lease_until: null }).execute()
  const now = ['limits.apply', 'limits.cards', 'limits.tell']
  await db.query<Tables>().updateTable('jobs').set({ due_at: 1 }).where('kind', 'in', now).execute()
}

/** A person who presses and types, and sees what becomes of it. */
export function createHand({ slack }: Sandbox) {
  const top = (user: string) => slack.views(user).at(-1)
  const formOf = (user: string, callbackId: string) =>
    slack.waitFor(
      () => {
        const view = top(user)
        return view?.content.callback_id === callbackId && view
      },
      // A busy machine takes its time.
      { timeoutMs: 30_000 },
    )
  return {
    async ask(user: string, amount: number, channel: string) {
      await slack.command({ user, channel, text: 'limits raise' })
      const { id } = await formOf(user, 'limits.request')
      await slack.submitView({
        user,
        viewId: id,
        values: { amount: String(amount), term: 'permanent', reason: 'Batch.' },
      })
    },
    async look(user: string, { channel, ts }: { channel: string; ts: string }) {
      // A form that a killed bot left open stands before the card: nobody presses behind it, nor sends it for another card.
      for (const { id } of slack.views(user)) await slack.closeView({ user, viewId: id })
      await slack.click({ user, channel, ts, actionId: 'limits.approve' })
      return formOf(user, 'limits.approve')
    },
  }
}
