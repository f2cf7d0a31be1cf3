import { type CalendarMonth, dayMs, firstDay, isoDay, isoMonth, lastDay, monthOf } from '../generator/calendar.ts'
import { type LedgerQuery, type LedgerRow, readLedger, readStorage } from '../generator/ledger.ts'
import type { Category } from '../generator/product.ts'
import { type WorkspaceKey, workspaceSeeds } from '../generator/workspaces.ts'
import { writePrices } from './prices.ts'
import { Refusal, type Route, readInteger, refuseField, type World } from './route.ts'

type Entries = Record<string, Record<string, object[]>>

export const usageRoute: Route = {
  GET: (world, { query }) => {
    const now = world.clock.now().getTime()
    const month = readMonth(query, monthOf(now))
    const ledgerQuery = {
      seed: world.seed,
      month,
      until: now,
      workspace: readWorkspace(query, world),
      bursts: world.organization.bursts,
    }
    const rows = readLedger(ledgerQuery)
    const byCategory = Map.groupBy(rows, ({ product }) => product.category)
    const models = (category: Category) => ({ models: writeModels(world, byCategory.get(category)) })
    return {
      completion: models('completion'),
      chat: models('chat'),
      ocr: models('ocr'),
      audio: models('audio'),
      ...(world.dialect === 'original' ? {} : { audio_characters: models('audio_characters') }),
      connectors: models('connectors'),
      libraries_api: {
        pages: models('libraries_api.pages'),
        tokens: models('libraries_api.tokens'),
        audio_seconds: models('libraries_api.audio_seconds'),
      },
      fine_tuning: { training: models('fine_tuning.training').models, storage: readStorage(ledgerQuery) },
      ...writeVibe(world, models, ledgerQuery),
      ...(world.faults.unknownCategory ? { image_generation: { models: writeUnknown(rows) } } : {}),
      date: new Date(now).toISOString(),
      previous_month: isoMonth(monthOf(firstDay(month) * dayMs - 1)),
      next_month: lastDay(month) * dayMs < now ? isoMonth(monthOf((lastDay(month) + 1) * dayMs)) : null,
      start_date: new Date(firstDay(month) * dayMs).toISOString(),
      end_date: new Date((lastDay(month) + 1) * dayMs - 1).toISOString(),
      currency: world.faults.nullCurrency ? null : 'EUR',
      currency_symbol: world.faults.nullCurrency ? null : '€',
      prices: writePrices(world),
    }
  },
}

function readMonth(query: URLSearchParams, present: CalendarMonth): CalendarMonth {
  const month = readInteger(query, 'month', present.month)
  const year = readInteger(query, 'year', present.year)
  if (month < 1 || month > 12) throw refuseField('query', 'month', 'Input should be a month from 1 to 12')
  if (year < 2000 || year > 2100) throw refuseField('query', 'year', 'Input should be a year')
  return { year, month }
}

function readWorkspace(query: URLSearchParams, { organization }: World): WorkspaceKey | undefined {
  const id = query.get('workspace_id')
  if (id === null) return undefined
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw refuseField('query', 'workspace_id', 'Input should be a valid UUID')
  const workspace = organization.workspaces.find((other) => other.id === id.toLowerCase())
  if (!workspace) throw new Refusal(404, { detail: 'Workspace not found' })
  return workspace.key
}

function writeModels(world: World, rows: readonly LedgerRow[] = []): Entries {
  const byModel = Map.groupBy(rows, ({ product }) => `${product.alias}::${product.version}`)
  return mapEntries(byModel, (ofModel) =>
    mapEntries(
      Map.groupBy(ofModel, ({ meter }) => meter.group),
      (ofGroup) => ofGroup.map((row) => writeEntry(world, row)),
    ),
  )
}

const mapEntries = <From, To>(map: ReadonlyMap<string, From>, write: (from: From) => To): Record<string, To> =>
  Object.fromEntries([...map].map(([name, from]) => [name, write(from)]))

const writeEntry = ({ dialect }: World, { product, meter, day, value, paid }: LedgerRow) => ({
  usage_type: 'usage',
  event_type: product.eventType,
  billing_metric: product.version,
  billing_display_name: product.alias,
  billing_group: meter.group,
  timestamp: isoDay(day),
  value,
  ...(paid === undefined ? {} : { value_paid: paid }),
  ...(dialect === 'newest' ? { api_zone: 'eu', service_tier: 'standard' } : {}),
})

/** The original dialect knows Vibe as one amount; later ones know its units, and keep the old field at zero. */
function writeVibe(world: World, models: (category: Category) => { models: Entries }, query: LedgerQuery): object {
  if (world.dialect === 'original') return { vibe_usage: sumVibeCents(query) / 100 }
  return {
    vibe_usage: 0,
    vibe_code: {
      completion: models('vibe_code.completion'),
      ocr: { models: {} },
      connectors: models('vibe_code.connectors'),
      audio: { models: {} },
      audio_characters: { models: {} },
    },
  }
}

/** Each Workspace's amount is rounded to cents, and the Organization's is their sum. */
function sumVibeCents(query: LedgerQuery): number {
  const keys = query.workspace === undefined ? workspaceSeeds.map(({ key }) => key) : [query.workspace]
  return keys.reduce((sum, workspace) => {
    const ofVibe = readLedger({ ...query, workspace }).filter(({ product }) =>
      product.category.startsWith('vibe_code.'),
    )
    const amounts = ofVibe.map(({ meter, value, paid }) => (paid ?? value) * Number(meter.price ?? 0))
    return sum + Math.round(100 * amounts.reduce((total, amount) => total + amount, 0))
  }, 0)
}

/** A category that nobody has heard of, made from the days of one that everybody knows. */
const writeUnknown = (rows: readonly LedgerRow[]): Entries => ({
  'canvas-latest::canvas-2610': {
    images: rows
      .filter(({ product }) => product.category === 'audio')
      .map(({ day, value }) => ({
        usage_type: 'usage',
        event_type: 'api_images',
        billing_metric: 'canvas-2610',
        billing_display_name: 'canvas-latest',
        billing_group: 'images',
        timestamp: isoDay(day),
        value: Math.ceil(value / 1000),
        value_paid: Math.ceil(value / 1000),
      })),
  },
})
