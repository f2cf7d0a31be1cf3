import { createRandom } from './random.ts'

/** A month of a large Organization as Mistral's newest dialect writes it: many models, zones and tiers. */
export const usageSeed = 20261118
export const usageMonth = '2026-11'
export const usageNow = new Date('2026-11-27T09:12:00Z')

const days = 27
const families = ['large', 'medium', 'small', 'codestral', 'devstral', 'ministral', 'magistral', 'pixtral'] as const
const meters = { input: 2e-6, output: 6e-6, cached: 5e-7 } as const
const places = ['eu', 'us'].flatMap((zone) => ['standard', 'priority'].map((tier) => ({ zone, tier })))

interface Version {
  readonly alias: string
  readonly version: string
}

/** As many models as it takes to fill so many megabytes. */
export function writeUsageAnswer(megabytes = 5, month: string = usageMonth): Buffer {
  const leastBytes = megabytes * 1024 * 1024
  const random = createRandom(usageSeed)
  const models: Record<string, object> = {}
  const prices: object[] = []
  let bytes = 0
  for (let index = 0; bytes < leastBytes; index += 1) {
    const family = families[index % families.length] ?? 'large'
    const generation = 2610 - Math.floor(index / families.length)
    const model = { alias: `mistral-${family}-${generation}`, version: `mistral-${family}-${generation}-v1` }
    const groups = writeGroups(model, month, random)
    models[`${model.alias}::${model.version}`] = groups
    prices.push(...writePrices(model, random))
    bytes += JSON.stringify(groups).length
  }
  const answer = { completion: { models }, chat: { models: {} }, vibe_usage: 0, currency: 'EUR', prices }
  return Buffer.from(JSON.stringify(answer))
}

const writeGroups = (model: Version, month: string, random: () => number) =>
  Object.fromEntries(Object.keys(meters).map((group) => [group, writeEntries(model, group, month, random)]))

const writeEntries = ({ alias, version }: Version, group: string, month: string, random: () => number) =>
  Array.from({ length: days }, (_, day) => String(day + 1).padStart(2, '0')).flatMap((day) =>
    places.map(({ zone, tier }) => ({
      usage_type: 'usage',
      event_type: 'api_completion',
      billing_metric: version,
      billing_display_name: alias,
      billing_group: group,
      timestamp: `${month}-${day}`,
      value: Math.ceil(random() * 9_000_000),
      value_paid: Math.ceil(random() * 4_000_000),
      api_zone: zone,
      service_tier: tier,
    })),
  )

const writePrices = ({ version }: Version, random: () => number) =>
  Object.entries(meters).flatMap(([group, price]) =>
    places.map(({ zone, tier }) => ({
      event_type: 'api_completion',
      billing_metric: version,
      billing_group: group,
      api_zone: zone,
      service_tier: tier,
      price: (price * (0.5 + random())).toPrecision(3),
    })),
  )
