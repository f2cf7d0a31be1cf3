/** How long a random test goes on: twelve minutes hold some five hundred kills, on each of two engines. */
export const soakMs = Number(process.env.SOAK_MINUTES ?? 12) * 60_000

/** What is under way at the end may take its time. */
export const soakTimeout = { timeout: soakMs + 5 * 60_000 }

/** SOAK_KILLS=1000: so many kills, however long they take. */
export const soakKills = process.env.SOAK_KILLS === undefined ? undefined : Number(process.env.SOAK_KILLS)

/** On a busy machine a kill and the start after it take some seconds. */
export const killsTimeout = { timeout: soakKills === undefined ? soakTimeout.timeout : soakKills * 30_000 }

/** Whether there were kills enough, or time enough where nobody said how many. */
export function isSoakOver(kills: number, startedAt: number): boolean {
  return soakKills === undefined ? Date.now() - startedAt >= soakMs : kills >= soakKills
}

/** A small generator (mulberry32), so that a run can be had again by its seed. */
export function createRandom(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (limit: number): number => Math.floor(next() * limit),
    oneOf: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!,
  }
}

/** SOAK_SEED repeats a run; each run says its own. */
export function takeSeed(name: string): number {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 31)
  process.stdout.write(`${name}: SOAK_SEED=${seed}\n`)
  return seed
}
