import {
  type CalendarMonth,
  dayMs,
  firstDay,
  growthAt,
  isRunaway,
  isWeekend,
  lastDay,
  monthOf,
  seasonAt,
  shareOfDay,
} from './calendar.ts'
import type { Meter, Product } from './product.ts'
import { products, storedModels } from './products.ts'
import { drawWobble } from './random.ts'
import { type WorkspaceKey, type WorkspaceSeed, workspaceSeeds } from './workspaces.ts'

/** Units of one meter on one day. `paid` is absent where the API would not say it. */
export interface LedgerRow {
  readonly product: Product
  readonly meter: Meter
  readonly day: number
  readonly value: number
  readonly paid: number | undefined
}

/** Use that somebody made on top of the usual, at a moment. */
export interface Burst {
  readonly at: number
  readonly workspace: WorkspaceKey
  readonly product: Product
  readonly meter: Meter
  readonly units: number
}

export interface LedgerQuery {
  readonly seed: number
  readonly month: CalendarMonth
  /** Nothing after this moment has happened yet. */
  readonly until: number
  readonly workspace?: WorkspaceKey | undefined
  readonly bursts?: readonly Burst[]
}

/** Of all that chance could have brought, the one in which November 2026 tells the story. */
const fate = 11357

/** How busy a Workspace is with a product on a whole day, where a plain weekday at full growth is 1. */
function busyness(seed: number, workspace: WorkspaceSeed, product: Product, day: number): number {
  const shifted = product.shift && day < product.shift.day ? product.shift.before : 1
  const week = isWeekend(day) ? workspace.weekend : 1
  const runaway = workspace.key === 'support' && product.version === 'mistral-large-2512' && isRunaway(day) ? 9 : 1
  const place = workspaceSeeds.indexOf(workspace)
  // Some days are busier for everybody, some for one Workspace, some for one of its products.
  const ofDay = drawWobble(seed, 0.28, day, fate)
  const ofWorkspace = drawWobble(seed, 0.3, day, place, fate)
  const ofProduct = drawWobble(seed, 0.14, day, products.indexOf(product), place)
  return growthAt(day) * seasonAt(day) * week * shifted * runaway * ofDay * ofWorkspace * ofProduct
}

const paidUnits = (value: number, billing: Product['billing']): number | undefined => {
  if (billing === 'unsaid') return undefined
  if (billing === 'included') return 0
  return billing === 'paid' ? value : Math.max(0, value - billing)
}

/** The units of a month, a row for each meter and day that has some, over one Workspace or all. */
export function readLedger(query: LedgerQuery): LedgerRow[] {
  const workspaces = workspaceSeeds.filter(({ key }) => query.workspace === undefined || key === query.workspace)
  const rows: LedgerRow[] = []
  for (let day = firstDay(query.month); day <= lastDay(query.month) && day * dayMs < query.until; day += 1) {
    const read = () => products.flatMap((product) => readDay(query, workspaces, product, day))
    const isOver = (day + 1) * dayMs <= countedUntil(query)
    const isPlain = !query.bursts?.some((burst) => isWithin(burst, query, day))
    rows.push(...(isOver && isPlain ? remember(`${query.seed} ${query.workspace} ${day}`, read) : read()))
  }
  return rows
}

/** A day that is over stays as it was, in every sandbox of this process: drawing it anew is most of what an answer takes. */
const finishedDays = new Map<string, readonly LedgerRow[]>()
/** Three years, of the Organization and each of its Workspaces. */
const mostFinishedDays = 10_000

function remember(key: string, read: () => LedgerRow[]): readonly LedgerRow[] {
  const known = finishedDays.get(key) ?? read()
  if (finishedDays.size >= mostFinishedDays) finishedDays.clear()
  finishedDays.set(key, known)
  return known
}

/** Use is counted by the minute, so that answers of one moment agree: Workspaces are read after their Organization. */
const countingStepMs = 60_000
const countedUntil = ({ until }: LedgerQuery): number => Math.floor(until / countingStepMs) * countingStepMs

function readDay(query: LedgerQuery, workspaces: readonly WorkspaceSeed[], product: Product, day: number): LedgerRow[] {
  const counted = countedUntil(query)
  const parts = workspaces
    .filter(({ key }) => product.mix[key] !== undefined)
    .map((workspace) => ({
      done: shareOfDay(day, counted, workspace.shape),
      whole: (product.mix[workspace.key] ?? 0) * busyness(query.seed, workspace, product, day),
    }))
  return product.meters.flatMap((meter) => {
    let value = 0
    let paid = 0
    for (const { done, whole } of parts) {
      const units = Math.floor(Math.round(meter.unitsPerDay * whole) * done)
      value += units
      paid += paidUnits(units, product.billing) ?? units
    }
    for (const burst of query.bursts ?? []) {
      if (burst.meter !== meter || !isWithin(burst, query, day)) continue
      value += burst.units
      paid += burst.units
    }
    return value === 0 ? [] : [{ product, meter, day, value, paid: product.billing === 'unsaid' ? undefined : paid }]
  })
}

const isWithin = (burst: Burst, query: LedgerQuery, day: number): boolean =>
  burst.at <= query.until &&
  Math.floor(burst.at / dayMs) === day &&
  (query.workspace === undefined || burst.workspace === query.workspace)

export function readStorage(query: LedgerQuery): Record<string, number> {
  const last = Math.min(lastDay(query.month), Math.floor(query.until / dayMs))
  const kept = storedModels.filter(
    ({ workspace, since }) =>
      since <= last && firstDay(query.month) <= last && (query.workspace ?? workspace) === workspace,
  )
  return Object.fromEntries(kept.map(({ model }) => [model, 1]))
}

/** Minutes pass between a request to a model and its place in the counter. */
const countingDelayMs = 3 * 60_000

/**
 * What Mistral counts against the limit. As in reality it is close to the sum of the usage answer and not the same: the
 * counter trails by minutes, and it is kept in doubles and cents.
 */
export function countUse(seed: number, at: number, bursts: readonly Burst[]): { api: number; vibe: number } {
  const month = monthOf(at)
  const until = Math.max(firstDay(month) * dayMs, at - countingDelayMs)
  let api = Object.keys(readStorage({ seed, month, until: at })).length * Number(storedModels[0]?.price ?? 0)
  let vibe = 0
  const add = (product: Product, amount: number) => {
    if (product.category.startsWith('vibe_code.')) vibe += amount
    else api += amount
  }
  for (const { product, meter, value, paid } of readLedger({ seed, month, until })) {
    add(product, (paid ?? value) * Number(meter.price ?? 0))
  }
  for (const { product, meter, units, at: burnt } of bursts) {
    if (burnt <= at && burnt >= firstDay(month) * dayMs) add(product, units * Number(meter.price ?? 0))
  }
  return { api: Math.round(api * 100) / 100, vibe: Math.round(vibe * 100) / 100 }
}
