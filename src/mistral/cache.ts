import type { Fetched } from '../domain/fetched.ts'
import { type Measures, noMeasures } from '../domain/measures.ts'
import type { Clock } from '../domain/time/clock.ts'
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
  /** What is counted of it, under its name. */
  readonly measured?: { readonly name: string; readonly measures: Measures }
  readonly clock: Clock
  load(query: Query, options: { fresh: boolean; signal?: AbortSignal }): Promise<Value>
  nameQuery(query: Query): string
  maxAgeMs(query: Query, fetchedAt: Date): number
  /** What a value weighs against `maxWeight`; one, if not said. */
  weigh?(value: Value): number
  readonly maxWeight: number
}

interface Kept<Value> {
  readonly fetched: Fetched<Value>
  /** Calls in the order in which they began: the clock cannot tell apart what begins in one millisecond. */
  readonly turn: number
  readonly weight: number
}

/** One kind of read: simultaneous callers share one upstream call, later ones its answer for a short while. */
export function createCachedRead<Query, Value>(options: CachedReadOptions<Query, Value>): CachedRead<Query, Value> {
  const { clock, load, nameQuery, maxAgeMs, weigh = () => 1, maxWeight } = options
  const { name: cacheName, measures } = options.measured ?? { name: '', measures: noMeasures }
  /** In the order of use, so that the first is the one to drop. */
  const kept = new Map<string, Kept<Value>>()
  const underWay = new Map<string, SharedCall<Fetched<Value>>>()
  let lastTurn = 0
  let forgottenTurn = 0

  async function fetchNow(query: Query, fresh: boolean, signal?: AbortSignal): Promise<Fetched<Value>> {
    const turn = ++lastTurn
    const fetchedAt = clock.now()
    const fetched = { value: await load(query, { fresh, ...(signal && { signal }) }), fetchedAt }
    if (turn > forgottenTurn) keep(nameQuery(query), { fetched, turn, weight: weigh(fetched.value) })
    return fetched
  }

  function keep(name: string, news: Kept<Value>): void {
    const held = kept.get(name)
    // A slow call may end after one that began later.
    if (held && held.turn > news.turn) return
    kept.delete(name)
    // It would push out everything else, and then itself.
    if (news.weight > maxWeight) return
    kept.set(name, news)
    let total = kept.values().reduce((sum, { weight }) => sum + weight, 0)
    for (const [oldest, { weight }] of kept) {
      if (total <= maxWeight) break
      total -= weight
      kept.delete(oldest)
    }
    measures.kept(cacheName, kept.size)
  }

  const ageOf = ({ fetchedAt }: Fetched<Value>) => clock.now().getTime() - fetchedAt.getTime()

  return {
    async read(query, { fresh = false, signal } = {}) {
      signal?.throwIfAborted()
      if (fresh) return await fetchNow(query, true, signal)
      const name = nameQuery(query)
      const held = kept.get(name)
      if (held && ageOf(held.fetched) < maxAgeMs(query, held.fetched.fetchedAt)) {
        kept.delete(name)
        kept.set(name, held)
        measures.looked(cacheName, 'hit')
        return held.fetched
      }
      const shared = underWay.get(name)
      measures.looked(cacheName, shared ? 'shared' : 'miss')
      const call = shared ?? begin(query, name)
      return await call.join(signal)
    },
    forget() {
      forgottenTurn = lastTurn
      kept.clear()
      measures.kept(cacheName, 0)
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
