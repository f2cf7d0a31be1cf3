/** Slack shows pictures of this shape without cutting them; the density keeps them sharp when opened. */
export const page = { width: 1200, height: 630, density: 2, margin: 36 } as const

export const ink = {
  text: '#14171C',
  quiet: '#5B6675',
  grid: '#E6E9ED',
  axis: '#7A8794',
  frame: '#D9DEE4',
  paper: '#FFFFFF',
  limit: '#C03A06',
  band: '#D5D9DE',
  bar: '#0072B2',
  paleBar: '#8FB8D8',
  other: '#C9CFD6',
  before: '#B7C1CB',
} as const

/** Neighbours can be told apart under protan, deutan and tritan vision. */
export const palette = ['#0072B2', '#E69F00', '#56B4E9', '#882255', '#009E73'] as const

export const size = { title: 38, subtitle: 24, heading: 23, axis: 22, label: 22, value: 25, small: 20 } as const

export type Weight = 400 | 600 | 700

export interface Font {
  readonly size: number
  readonly weight: Weight
}

/** Skia falls back by glyph only among the families that are named. */
export const cssFont = (font: Font): string => `${font.weight} ${font.size}px Inter, "DejaVu Sans"`
