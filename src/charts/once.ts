import type { ChartRenderer } from './renderer.ts'

/** Some 8 MB of pictures: what many people ask for at the same time is the same few. */
const mostKept = 32

/**
 * Draws the same description once, whoever asks for it and however many at the same moment. What a reader may not see is
 * not in their description, so that nobody gets the picture of somebody with more rights.
 */
export function drawOnce(renderer: ChartRenderer, most = mostKept): ChartRenderer {
  // A Map keeps its order of insertion: the first one was not asked for in the longest time.
  const drawn = new Map<string, Promise<Buffer>>()
  return {
    render(chart, options = {}) {
      const key = JSON.stringify(chart)
      const known = drawn.get(key)
      drawn.delete(key)
      // Who gives up must not take it from others: only one's own drawing hears of it.
      const { for: who } = options
      const picture = known ?? renderer.render(chart, who === undefined ? {} : { for: who })
      drawn.set(key, picture)
      if (!known) picture.catch(() => drawn.delete(key))
      const [oldest] = drawn.keys()
      if (drawn.size > most && oldest !== undefined) drawn.delete(oldest)
      return picture
    },
    close: () => renderer.close(),
  }
}
