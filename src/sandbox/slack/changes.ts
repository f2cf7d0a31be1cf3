import type { Change } from './types.ts'

export type Changes = ReturnType<typeof createChanges>

/** Tells the page and waiting tests that something changed; they look for themselves at what. */
export function createChanges() {
  const listeners = new Set<(change: Change) => void>()

  function on(listener: (change: Change) => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  function emit(change: Change): void {
    for (const listener of [...listeners]) listener(change)
  }

  /** Resolves with the first truthy answer of `look`, which is asked now and after each change. */
  function waitFor<Found>(
    look: () => Found | undefined | null | false,
    { timeoutMs = 5_000 }: { timeoutMs?: number } = {},
  ): Promise<Found> {
    const { promise, resolve, reject } = Promise.withResolvers<Found>()
    const check = () => {
      try {
        const found = look()
        if (found) settle(() => resolve(found))
      } catch (error) {
        settle(() => reject(error))
      }
    }
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      stop()
      finish()
    }
    const timer = setTimeout(
      () => settle(() => reject(new Error(`nothing matched ${look.toString()} within ${timeoutMs} ms`))),
      timeoutMs,
    )
    const stop = on(check)
    check()
    return promise
  }

  return { on, emit, waitFor }
}
