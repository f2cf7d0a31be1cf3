/** Slack shows pictures of this shape without cutting them. */
export const page = { width: 1200, height: 630, margin: 36 } as const

/** Sharp when opened on a phone; the lower ones are for the rare picture that would be too heavy. */
export const densities = [2, 1.5, 1] as const
export const heaviestPng = 300_000

export const ink = {
  text: '#14171C',
  quiet: '#5B6675',
  grid: '#E6E9ED',
  axis: '#7A8794',
  frame: '#D9DEE4',
  paper: '#FFFFFF',
  limit: '#C03A06',
  /** Lets a limit be seen behind it. */
  band: 'rgba(20, 23, 28, 0.16)',
  bar: '#0072B2',
  paleBar: '#8FB8D8',
  other: '#C9CFD6',
  before: '#B7C1CB',
} as const

/** Neighbours can be told apart under protan, deutan and tritan vision. */
export const palette = ['#0072B2', '#E69F00', '#56B4E9', '#882255', '#009E73'] as const

export const size = { title: 38, subtitle: 24, heading: 24, axis: 23, label: 23, value: 26, small: 21 } as const

export type Weight = 400 | 600 | 700

export interface Font {
  readonly size: number
  readonly weight: Weight
}

/** Skia falls back by glyph only among the families that are named. */
export const cssFont = (font: Font): string => `${font.weight} ${font.size}px Inter, "DejaVu Sans"`
