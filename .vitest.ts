import { statfsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** A bot in its sandbox answers within a second; on a busy machine it may take a few. */
const patience = { testTimeout: 20_000, hookTimeout: 30_000 }

/**
 * Each bot has a database of its own, and every commit waits for the disk: half of the time. What a killed process
 * leaves behind is the same in memory, where Linux offers enough of it as a folder.
 */
function inMemory(): { readonly TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 1024 ** 3 ? { TMPDIR: '/dev/shm' } : {}
  } catch {
    return {}
  }
}

// Programs and threads that tests start have their code compiled already: for a thread that reads a file, half of its time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled-for-tests/', import.meta.url))

/** What replaces a module of ours for its whole file, and must not do so for others. */
const apart = ['test/limits/own-errors.test.ts']

/** The quick tests. Those of one worker share its modules: loading them anew for each file takes a quarter of the time. */
export default defineConfig({
  test: {
    // Two cores, and tests that wait for sockets as often as they compute.
    maxWorkers: 4,
    // Many small answers make much short-lived garbage: with more room it is gathered less often.
    execArgv: ['--max-semi-space-size=64'],
    env: inMemory(),
    projects: [
      { test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: apart, isolate: false, ...patience } },
      { test: { name: 'apart', include: apart, ...patience } },
    ],
  },
})
