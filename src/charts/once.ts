import type { ChartRenderer } from './renderer.ts'

/** Some 8 MB of pictures: what many people ask for within a while is the same few. */
const mostKept = 32

/**
 * Keeps what was drawn, by its description: the renderer draws once for those who ask meanwhile, and this for those who
 * ask later. What a reader may not see is not in their description, so that nobody gets the picture of somebody with more
 * rights.
 */
export function drawOnce(renderer: ChartRenderer, most = mostKept): ChartRenderer {
  // A Map keeps its order of insertion: the first one was not asked for in the longest time.
  const drawn = new Map<string, Buffer>()
  return {
    async render(chart, options = {}) {
      options.signal?.throwIfAborted()
      const key = JSON.stringify(chart)
      const picture = drawn.get(key) ?? (await renderer.render(chart, options))
      drawn.delete(key)
      drawn.set(key, picture)
      const [oldest] = drawn.keys()
      if (drawn.size > most && oldest !== undefined) drawn.delete(oldest)
      return picture
    },
    close: () => renderer.close(),
  }
}
