import type { AuditRecord } from './entry.ts'

type Records = AsyncIterable<AuditRecord | undefined>

/**
 * Several parts of one chain as one, in its order: exports from before old entries were removed, and what came after. Where
 * two hold an entry at the same place, the later part counts; where they are different ones, both come, and the chain shows
 * it.
 */
export async function* joinChains(...parts: readonly Records[]): AsyncGenerator<AuditRecord | undefined> {
  const readers = parts.map((part) => part[Symbol.asyncIterator]())
  const next = await Promise.all(readers.map((reader) => reader.next()))
  for (;;) {
    const waiting = next.flatMap(({ done, value }, index) => (done ? [] : [{ value, index }]))
    const unreadable = waiting.find(({ value }) => value === undefined)
    if (unreadable) {
      yield undefined
      return
    }
    const lowest = Math.min(...waiting.map(({ value }) => value?.sequence ?? 0))
    const here = waiting.filter(({ value }) => value?.sequence === lowest)
    if (here.length === 0) return
    const records = here.map(({ value }) => value)
    const latest = records.at(-1)
    yield latest
    const other = records.find((record) => record?.hash !== latest?.hash)
    if (other) yield other
    for (const { index } of here) next[index] = await readers[index]!.next()
  }
}
