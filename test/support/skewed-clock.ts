import type { SandboxClock } from '../../src/sandbox/index.ts'

/** Runs with the other one and is wrong by so much, as a machine's clock can be. */
export const skewClock = (clock: SandboxClock, ms: number): SandboxClock => ({
  ...clock,
  now: () => new Date(clock.now().getTime() + ms),
})
