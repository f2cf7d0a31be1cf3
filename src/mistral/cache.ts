import type { Clock } from '../domain/clock.ts'
import type { Fetched } from '../domain/fetched.ts'
import { type SharedCall, shareCall } from './share.ts'

export interface ReadOptions {
  /** Never cached, never shared with a call already under way: authorization uses it. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal
}

export interface CachedRead<Query, Value> {
  read(query: Query, options?: ReadOptions): Promise<Fetched<Value>>
  /** Forgets every answer, those under way included: what was asked before a write does not outlive it. */
  forget(): void
}

export interface CachedReadOptions<Query, Value> {
  readonly clock: Clock
  load(query: Query, options: { fresh: boolean; signal?: AbortSignal }): Promise<Value>
  nameQuery(query: Query): string
  maxAgeMs(query: Query, fetchedAt: Date): number
  /** What a value weighs against `maxWeight`; one, if not said. */
  weigh?(value: Value): number
  readonly maxWeight: number
}

/** One kind of read: simultaneous callers share one upstream call, later ones its answer for a short while. */
export function createCachedRead<Query, Value>(options: CachedReadOptions<Query, Value>): CachedRead<Query, Value> {
  const { clock, load, nameQuery, maxAgeMs, weigh = () => 1, maxWeight } = options
  /** In the order of use, so that the first is the one to drop. */
  const kept = new Map<string, Fetched<Value>>()
  const underWay = new Map<string, SharedCall<Fetched<Value>>>()
  let generation = 0

  async function fetchNow(query: Query, fresh: boolean, signal?: AbortSignal): Promise<Fetched<Value>> {
    const askedIn = generation
    const fetchedAt = clock.now()
    const fetched = { value: await load(query, { fresh, ...(signal && { signal }) }), fetchedAt }
    if (askedIn === generation) keep(nameQuery(query), fetched)
    return fetched
  }

  function keep(name: string, fetched: Fetched<Value>): void {
    const held = kept.get(name)
    // A slow call may end after one that began later.
    if (held && held.fetchedAt > fetched.fetchedAt) return
    kept.delete(name)
    kept.set(name, fetched)
    let weight = kept.values().reduce((sum, { value }) => sum + weigh(value), 0)
    for (const [oldest, { value }] of kept) {
      if (weight <= maxWeight) break
      weight -= weigh(value)
      kept.delete(oldest)
    }
  }

  return {
    async read(query, { fresh = false, signal } = {}) {
      signal?.throwIfAborted()
      if (fresh) return await fetchNow(query, true, signal)
      const name = nameQuery(query)
      const held = kept.get(name)
      if (held && clock.now().getTime() - held.fetchedAt.getTime() < maxAgeMs(query, held.fetchedAt)) {
        kept.delete(name)
        kept.set(name, held)
        return held
      }
      const call = underWay.get(name) ?? begin(query, name)
      return await call.join(signal)
    },
    forget() {
      generation++
      kept.clear()
      underWay.clear()
    },
  }

  function begin(query: Query, name: string): SharedCall<Fetched<Value>> {
    const call = shareCall(
      (signal) => fetchNow(query, false, signal),
      () => {
        if (underWay.get(name) === call) underWay.delete(name)
      },
    )
    underWay.set(name, call)
    return call
  }
}
