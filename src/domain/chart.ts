import type { Day } from './usage/usage.ts'

/**
 * What a picture shows, as plain data that can be stored and sent. Features make it; the renderer draws it. Texts are in
 * the reader's language already; numbers and dates are written by the renderer, in `locale`.
 */
export interface Chart {
  /** BCP 47: "en", "fr", "de-CH". */
  readonly locale: string
  /** The finding, as a sentence: "November is heading for €12,200, €2,200 over the limit". */
  readonly title: string
  /** What was counted, and from when to when. */
  readonly subtitle: string
  /** A remark below the picture: what was not counted, what is an estimate. */
  readonly note?: string
  /** It tells what each of several people did, by name: nobody stores such a picture. */
  readonly namesPeople?: boolean
  /** Below one another (the default), side by side, or as small multiples on one scale. */
  readonly arrangement?: 'rows' | 'columns' | 'grid'
  readonly panels: readonly Panel[]
}

export type Panel = Timeline | Ranking

/** `currency` is ISO 4217, or null where Mistral does not say. A share of 1 is 100 %. */
export type Measure =
  | { readonly kind: 'money'; readonly currency: string | null }
  | { readonly kind: 'count' }
  | { readonly kind: 'share' }

/** A name that people gave, in any script. */
export interface Named {
  readonly name: string
  /** What to draw where no font has the name's letters: the e-mail's local part, say. */
  readonly fallback?: string
}

interface PanelBasics {
  readonly heading?: string
  readonly measure: Measure
  /** Its part of the room, against the other panels; 1 if absent. */
  readonly weight?: number
}

/** Values over time, or over a few ordered labels. */
export interface Timeline extends PanelBasics {
  readonly kind: 'timeline'
  readonly slots: Slots
  /** Bars beside one another, bars on one another, or lines. */
  readonly shape: 'bars' | 'stack' | 'lines'
  /** The most important first: five have a colour of their own. */
  readonly series: readonly Series[]
  /** What is written beside a series' name: its sum, which bars have by themselves, or its last value, as lines do. */
  readonly figure?: 'sum' | 'last'
  /** Limits, caps, numbers of seats: a line across the panel. */
  readonly levels?: readonly Level[]
  /** Continues the first series of `lines`. */
  readonly forecast?: ForecastLine
}

export type Slots =
  | { readonly by: 'day' | 'weekday' | 'month'; readonly from: Day; readonly count: number }
  | { readonly by: 'label'; readonly labels: readonly string[] }

export interface Series extends Named {
  /** One for each slot; null, or too few: nothing there. */
  readonly values: readonly (number | null)[]
  /** `other` is what was left over, `before` the period compared with: both are grey. */
  readonly role?: 'other' | 'before'
}

export interface Level {
  /** "Limit", "Limit asked for", "Seats". The renderer adds the value. */
  readonly name: string
  readonly value: number
  /** `limit` stops something when it is reached; `mark` is only to compare with. */
  readonly role: 'limit' | 'mark'
}

/** One number for each slot after the last known one. */
export interface ForecastLine {
  readonly values: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** Names with a bar each, in the order given. */
export interface Ranking extends PanelBasics {
  readonly kind: 'ranking'
  readonly rows: readonly RankingRow[]
  /** A bar of full length, 1 where parts of a whole are shown: 61% must not look like all. Larger values still fit. */
  readonly whole?: number
}

export interface RankingRow extends Named {
  readonly value: number
  /** Against the period before, 0.12 for +12 %. null: there was nothing before. */
  readonly change?: number | null
  /** The rows that the title speaks of. If none is, all look alike. */
  readonly highlight?: boolean
}
