import type { WorkspaceKey } from './workspaces.ts'

export type Category =
  | 'completion'
  | 'chat'
  | 'ocr'
  | 'audio'
  | 'audio_characters'
  | 'connectors'
  | 'libraries_api.pages'
  | 'libraries_api.tokens'
  | 'libraries_api.audio_seconds'
  | 'fine_tuning.training'
  | 'vibe_code.completion'
  | 'vibe_code.connectors'

/** One thing that is counted. Prices are per unit, in the API's odd forms; null: it is in no price list. */
export interface Meter {
  readonly group: string
  readonly price: string | number | null
  /** Units on a plain weekday of the whole Organization when its growth is complete. */
  readonly unitsPerDay: number
}

export interface Product {
  readonly category: Category
  readonly alias: string
  readonly version: string
  readonly eventType: string
  readonly meters: readonly Meter[]
  /** How much of it each Workspace uses; adds up to 1. */
  readonly mix: Partial<Record<WorkspaceKey, number>>
  /** `unsaid` leaves `value_paid` out, `included` is paid with the seats, a number is free units a Workspace and day. */
  readonly billing: 'paid' | 'unsaid' | 'included' | number
  /** A launch or a retirement: before that day, use was this many times what it is now. */
  readonly shift?: { readonly day: number; readonly before: number }
}

type Prices = { readonly [group: string]: readonly [price: string | number, partOfAmount: number] }

/** Units from an amount a day: what people remember of a bill is what a model costs, not its tokens. */
export function meterAmount(amountPerDay: number, prices: Prices): Meter[] {
  return Object.entries(prices).map(([group, [price, part]]) => ({
    group,
    price,
    unitsPerDay: (amountPerDay * part) / Number(price),
  }))
}
