import type { Weight } from '../drawing/theme.ts'

/** A picture as plain data: what stands where, before anything is drawn. The tests look at this. */
export interface Scene {
  readonly labels: readonly Label[]
  readonly rules: readonly Rule[]
  readonly swatches: readonly Swatch[]
  readonly plots: readonly Plot[]
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** One line of text. `y` is its middle; `box` is the room that it takes. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly align: 'left' | 'center' | 'right'
  readonly size: number
  readonly weight: Weight
  readonly color: string
  readonly box: Box
}

export interface Rule {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly color: string
  readonly width: number
  readonly dash?: readonly number[]
  /** Above the data, not below them. */
  readonly onTop?: boolean
}

export interface Swatch {
  readonly x: number
  readonly y: number
  readonly color: string
}

/** The part that chart.js draws: marks on one index scale and one value scale that fill `box`. */
export interface Plot {
  readonly box: Box
  readonly upright: boolean
  readonly slots: number
  readonly min: number
  readonly max: number
  readonly stacked: boolean
  readonly marks: readonly Mark[]
}

export type Values = readonly (number | null)[]

export type Mark =
  | { readonly kind: 'bars'; readonly values: Values; readonly colors: readonly string[] }
  | {
      readonly kind: 'line'
      readonly values: Values
      readonly color: string
      readonly dotted: boolean
      /** The slots whose point is drawn. */
      readonly dots: readonly number[]
    }
  | { readonly kind: 'band'; readonly low: Values; readonly high: Values; readonly color: string }

export const mergeScenes = (scenes: readonly Partial<Scene>[]): Scene => ({
  labels: scenes.flatMap((scene) => scene.labels ?? []),
  rules: scenes.flatMap((scene) => scene.rules ?? []),
  swatches: scenes.flatMap((scene) => scene.swatches ?? []),
  plots: scenes.flatMap((scene) => scene.plots ?? []),
})

export const widthOf = (box: Box): number => box.right - box.left
export const heightOf = (box: Box): number => box.bottom - box.top

export function overlapArea(one: Box, other: Box): number {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
  return width > 0 && height > 0 ? width * height : 0
}

/** Bars of one slot side by side, unless they are stacked: how thick, and how far from the slot's middle, in slots. */
export function placeBars(plot: Plot, mark: Mark): { thickness: number; offset: number } {
  const groups = plot.marks.filter(({ kind }) => kind === 'bars')
  const [count, position] = plot.stacked ? [1, 0] : [groups.length, groups.indexOf(mark)]
  const slot = (plot.upright ? widthOf(plot.box) : heightOf(plot.box)) / plot.slots
  const pitch = Math.min(slot * (plot.slots > 60 ? 0.92 : 0.78), thickestBar * count) / count
  return { thickness: pitch * (count > 1 ? 0.95 : 1), offset: ((position - (count - 1) / 2) * pitch) / slot }
}

const thickestBar = 72

/** Where a value stands on an upright plot. */
export const yOf = (plot: Pick<Plot, 'box' | 'min' | 'max'>, value: number): number =>
  plot.box.bottom - ((value - plot.min) / (plot.max - plot.min)) * heightOf(plot.box)

/** The middle of a slot on an upright plot. */
export const xOf = (plot: Pick<Plot, 'box' | 'slots'>, index: number): number =>
  plot.box.left + ((index + 0.5) / plot.slots) * widthOf(plot.box)
