import type { BusyRenderer, ChartLog } from './renderer.ts'

export interface LateRenderer extends BusyRenderer {
  /** Begins before somebody asks. */
  load(): Promise<void>
}

/** Loading the canvas and its fonts takes a fifth of a start, and nobody waits for it: it happens once the bot answers. */
export function createLateRenderer({ log }: { log: ChartLog }): LateRenderer {
  let loading: Promise<BusyRenderer> | undefined
  let loaded: BusyRenderer | undefined
  const load = () =>
    (loading ??= import('./renderer.ts').then((module) => (loaded = module.createChartRenderer({ log }))))
  return {
    async load() {
      await load().catch((error: unknown) => log.warn({ error }, 'no charts: the canvas cannot be loaded'))
    },
    waiting: () => loaded?.waiting() ?? 0,
    render: async (chart, options) => (await load()).render(chart, options),
    async close() {
      // What could not be loaded needs no closing.
      await loading?.then((renderer) => renderer.close()).catch(() => undefined)
    },
  }
}
