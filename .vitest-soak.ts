import { defineConfig } from 'vitest/config'

/**
 * Long tests, one after the other: faults, kills, simulated weeks, whole programs, and the page in a browser. SOAK_MINUTES
 * bounds each that is random (12), SOAK_SEED repeats a run, and SOAK_KILLS counts the kills of a limit change instead.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
