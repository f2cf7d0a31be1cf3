import type { UsageEntry } from '../pricing/counted-usage.ts'
import { isPlausible, readDay } from './fields.ts'

/**
 * Flattens the categories of a usage answer. A month of a large Organization holds tens of thousands of entries: zod
 * takes as long for them as JSON.parse does, and this one guard, flattening included, less than a third of that.
 */
export function walkCategories(categories: Readonly<Record<string, unknown>>) {
  const entries: UsageEntry[] = []
  const unreadable = new Map<string, number>()
  const walk: Walk = {
    entries,
    skip: (category) => unreadable.set(category, (unreadable.get(category) ?? 0) + 1),
    readDay: rememberDays(),
  }
  for (const [category, node] of Object.entries(categories)) {
    // Dates, symbols and whatever else is new stand beside the categories.
    if (isRecord(node)) walkCategory(walk, category, node, 1)
  }
  return { entries, unreadable: Object.fromEntries(unreadable) }
}

interface Walk {
  readonly entries: UsageEntry[]
  skip(category: string): void
  readDay(timestamp: unknown): UsageEntry['day']
}
type Json = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Far deeper than anything that Mistral nests, and far from the end of the stack. */
const maxDepth = 8

/** A category holds `models`, or models without that word (fine_tuning.training), or further categories. */
function walkCategory(walk: Walk, category: string, node: Json, depth: number): void {
  for (const [name, child] of Object.entries(node)) {
    if (name === 'models') walkModels(walk, category, child)
    else if (isStorage(category)) walkStorage(walk, category, name, child)
    else if (!isRecord(child)) continue
    else if (!('models' in child) && Object.values(child).some(Array.isArray)) walkGroups(walk, category, name, child)
    else if (depth < maxDepth) walkCategory(walk, `${category}.${name}`, child, depth + 1)
    else walk.skip(category)
  }
}

function walkModels(walk: Walk, category: string, models: unknown) {
  if (models === null) return
  if (!isRecord(models)) return walk.skip(category)
  for (const [model, groups] of Object.entries(models)) {
    if (isRecord(groups)) walkGroups(walk, category, model, groups)
    else if (groups !== null) walk.skip(category)
  }
}

function walkGroups(walk: Walk, category: string, modelKey: string, groups: Json): void {
  const model = readAlias(modelKey)
  for (const [group, list] of Object.entries(groups)) {
    if (Array.isArray(list)) for (const entry of list) readEntry(walk, category, model, group, entry)
    else if (list !== null) walk.skip(category)
  }
}

function readEntry(walk: Walk, category: string, model: string, group: string, entry: unknown) {
  if (!isRecord(entry)) return walk.skip(category)
  const { value, value_paid, billing_metric, billing_group, timestamp, event_type, api_zone, service_tier } = entry
  const consumed = value ?? value_paid
  const billed = value_paid ?? value
  if (!isUnits(consumed) || !isUnits(billed)) return walk.skip(category)
  if (!isOptionalText(billing_metric) || !isOptionalText(billing_group)) return walk.skip(category)
  walk.entries.push({
    category,
    model,
    group: billing_group ?? group,
    // Units without a readable day are still billed: they belong to the month alone.
    day: walk.readDay(timestamp),
    // No price has an empty metric: the units are reported as unpriced.
    metric: billing_metric ?? '',
    eventType: typeof event_type === 'string' ? event_type : null,
    zone: typeof api_zone === 'string' ? api_zone : null,
    tier: typeof service_tier === 'string' ? service_tier : null,
    billed,
    consumed,
  })
}

const isStorage = (category: string) => category === 'fine_tuning.storage'

/** Storage is a number for each model, without days, groups or a metric: its price is looked up by the model's name. */
function walkStorage(walk: Walk, category: string, modelKey: string, units: unknown) {
  if (units === null) return
  if (!isUnits(units)) return walk.skip(category)
  const model = readAlias(modelKey)
  const common = { category, group: 'storage', day: null, eventType: null, zone: null, tier: null }
  walk.entries.push({ ...common, model, metric: model, billed: units, consumed: units })
}

/** "mistral-large-latest::mistral-large-2512" is known to people by its first half. */
const readAlias = (modelKey: string) => modelKey.split('::', 1)[0] || modelKey

const isUnits = (value: unknown): value is number => typeof value === 'number' && isPlausible(value)
const isOptionalText = (value: unknown): value is string | null | undefined =>
  typeof value === 'string' || value === null || value === undefined

/** A month has some thirty days and thousands of entries that name them. */
function rememberDays(): Walk['readDay'] {
  const known = new Map<unknown, UsageEntry['day']>()
  return (timestamp) => {
    const seen = known.get(timestamp)
    if (seen !== undefined) return seen
    const day = readDay(timestamp)
    known.set(timestamp, day)
    return day
  }
}
