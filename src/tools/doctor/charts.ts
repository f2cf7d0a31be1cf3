import type { Chart } from '../../domain/chart.ts'
import { type Finding, ok, problem } from './finding.ts'

export interface ChartFacts {
  /** The words of what kept the canvas from being loaded or drawn on. */
  readonly failure: string | undefined
  readonly pngBytes: number
  /** Characters that reports use and no font has. */
  readonly missing: readonly string[]
}

/** What stands in reports: amounts, marks, French. */
const wanted = [...'0123456789€$£%±≈→▲▼éèàçœŒ’“”«»–…ßÅ']

const sample: Chart = {
  locale: 'en',
  title: 'A chart',
  subtitle: 'to see whether one can be drawn',
  panels: [{ kind: 'ranking', measure: { kind: 'count' }, rows: [{ name: 'one', value: 1 }] }],
}

export async function gatherCharts(): Promise<ChartFacts> {
  try {
    const { createChartRenderer } = await import('../../charts/renderer.ts')
    const { hasGlyph } = await import('../../charts/drawing/fonts.ts')
    const renderer = createChartRenderer()
    const png = await renderer.render(sample)
    await renderer.close()
    return { failure: undefined, pngBytes: png.length, missing: wanted.filter((character) => !hasGlyph(character)) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), pngBytes: 0, missing: [] }
  }
}

export function judgeCharts({ failure, pngBytes, missing }: ChartFacts): readonly Finding[] {
  const reinstall = 'Run npm ci --omit=dev again, on this machine and for its platform.'
  if (failure !== undefined) return [problem(`No chart can be drawn: ${firstLine(failure)}`, reinstall)]
  if (pngBytes < 1_000) return [problem('A chart is drawn, and is empty.', reinstall)]
  if (missing.length > 0) return [problem(`The fonts of the charts lack ${missing.join(' ')}.`, reinstall)]
  return [ok('Charts are drawn, in fonts that have every character that reports use.')]
}

const firstLine = (text: string): string => text.split('\n')[0]?.slice(0, 200) ?? ''
