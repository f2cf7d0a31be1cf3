import { defineConfig } from 'vitest/config'

/** Long tests, one after the other: faults, kills, simulated weeks. SOAK_MINUTES bounds each that is random. */
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    testTimeout: (Number(process.env.SOAK_MINUTES ?? 3) + 5) * 60_000,
    fileParallelism: false,
  },
})
