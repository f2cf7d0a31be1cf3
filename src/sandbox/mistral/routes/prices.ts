import { products, storedModels } from '../generator/products.ts'
import type { World } from './route.ts'

interface PriceRow {
  readonly event_type: string | null
  readonly billing_metric: string
  readonly billing_group: string
  readonly price: string | number
}

const listProducts = (isOriginal: boolean): PriceRow[] =>
  products
    .filter(({ category }) => !isOriginal || !/^(vibe_code\.|audio_characters)/.test(category))
    .flatMap(({ eventType, version, meters }) =>
      meters.flatMap(({ group, price }) =>
        price === null ? [] : [{ event_type: eventType, billing_metric: version, billing_group: group, price }],
      ),
    )

const listStorage = (): PriceRow[] =>
  storedModels.map(({ model, price }) => ({
    event_type: null,
    billing_metric: model,
    billing_group: 'storage',
    price,
  }))

const unknownRow: PriceRow = {
  event_type: 'api_images',
  billing_metric: 'canvas-2610',
  billing_group: 'images',
  price: '3.5E-2',
}

const plainTier = { api_zone: 'eu', service_tier: 'standard' }

/** The newest dialect lists zones and tiers that this Organization does not use, dearer ones first. */
const spreadTiers = (row: PriceRow): object[] => [
  { ...row, api_zone: 'eu', service_tier: 'priority', price: Number(row.price) * 1.75 },
  { ...row, api_zone: 'us', service_tier: 'standard', price: Number(row.price) * 1.1 },
  { ...row, ...plainTier },
]

export function writePrices({ dialect, faults }: World): object[] {
  const rows = [
    ...listProducts(dialect === 'original'),

    ...(faults.unknownCategory ? [unknownRow] : []),
  ]
  // A model that two categories use has one price, named once.
  const unique = [...new Map(rows.map((row) => [JSON.stringify({ ...row, price: null }), row])).values()]
  if (dialect !== 'newest') return [...unique, ...listStorage()]
  return [...unique.flatMap(spreadTiers), ...listStorage().map((row) => ({ ...row, ...plainTier }))]
}
