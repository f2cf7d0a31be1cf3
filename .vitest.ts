import { defineConfig } from 'vitest/config'

/** The quick tests. A bot in its sandbox answers within a second; on a busy machine it may take a few. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
