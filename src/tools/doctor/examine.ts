import { coreMigrations } from '../../chatops/migrations.ts'
import { registerFeatures } from '../../chatops/routing/registry.ts'
import { readConfigAsFarAsSound } from '../../config/index.ts'
import type { Clock } from '../../domain/time/clock.ts'
import { features } from '../../features/index.ts'
import { type Inspection, inspectDatabase } from '../../storage/inspect.ts'
import { storageMigrations } from '../../storage/migrations.ts'
import { gatherAddresses, judgeAddresses } from './addresses.ts'
import { gatherAdminApi, judgeAdminApi } from './admin-api.ts'
import { glimpseMistral } from './ask-mistral.ts'
import { createAskSlack } from './ask-slack.ts'
import { gatherChannels, judgeChannels, placesOf } from './channels.ts'
import { gatherCharts, judgeCharts } from './charts.ts'
import { judgeClock } from './clock.ts'
import { gatherDatabase, judgeDatabase } from './database.ts'
import { narrow, skewByTime } from './date-skew.ts'
import { type Check, type CheckName, type Finding, problem } from './finding.ts'
import { gatherOtherBots, judgeOtherBots } from './other-bots.ts'
import { gatherPeople, judgePeople } from './people.ts'
import { gatherScopes, judgeScopes } from './scopes.ts'
import { judgeSettings } from './settings.ts'
import { gatherTokens, judgeTokens } from './tokens.ts'

export type Examined = Finding & { readonly check: CheckName }

/** Everything at once, and each alone: what one look trips over keeps no other from its finding. */
export async function examine(
  variables: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): Promise<readonly Examined[]> {
  const { config, problems } = readConfigAsFarAsSound(variables)
  const inspection = await inspectDatabase(config.storage)
  try {
    const found = await Promise.all(checksOf({ config, problems }, { inspection, clock }).map(runAlone))
    return found.flat()
  } finally {
    if (inspection.kind === 'there') await inspection.database.close()
  }
}

async function runAlone({ name, examine: look }: Check): Promise<readonly Examined[]> {
  try {
    return (await look()).map((finding) => ({ check: name, ...finding }))
  } catch (error) {
    // Its kind alone: a message may quote what must not be printed.
    const kind = error instanceof Error ? error.name : typeof error
    return [{ check: name, ...problem(`This check itself failed (${kind}).`, 'Please report it as a bug.') }]
  }
}

function checksOf(
  { config, problems }: ReturnType<typeof readConfigAsFarAsSound>,
  around: { readonly inspection: Inspection; readonly clock: Clock },
): readonly Check[] {
  const { inspection, clock } = around
  const ask = createAskSlack(config.slack.apiUrl, config.slack.botToken, clock)
  const isKeyBroken = problems.some(({ name }) => name === 'MISTRAL_ADMIN_API_KEY')
  const known = [...storageMigrations, ...coreMigrations, ...registerFeatures(features).migrations]
  const { key, url } = config.mistral
  return [
    { name: 'settings', examine: async () => judgeSettings({ problems, config }) },
    { name: 'tokens', examine: async () => judgeTokens(await gatherTokens(config, ask, inspection)) },
    { name: 'scopes', examine: async () => judgeScopes(await gatherScopes(ask), features) },
    {
      name: 'channels',
      examine: async () => judgeChannels(await gatherChannels(placesOf(config, await findDigests(inspection)), ask)),
    },
    { name: 'people', examine: async () => judgePeople(await gatherPeople(config, ask)) },
    { name: 'admin-api', examine: async () => judgeAdminApi(await gatherAdminApi(config, isKeyBroken, around)) },
    { name: 'other-bots', examine: async () => judgeOtherBots(await gatherOtherBots(config, around)) },
    {
      name: 'database',
      examine: async () => {
        const names = known.map(({ name }) => name)
        return judgeDatabase(await gatherDatabase(inspection, names))
      },
    },
    {
      name: 'clock',
      examine: async () => {
        const asked = [await ask('auth.test'), await ask('auth.test')]
        const skews = asked.flatMap((answer) => (answer.kind !== 'silent' && answer.skew ? [answer.skew] : []))
        const own = inspection.kind === 'there' ? inspection.database.clock : undefined
        return judgeClock({
          slack: narrow(skews),
          mistral: key === undefined ? undefined : (await glimpseMistral({ url, key })).skew,
          database: own && skewByTime(own.ms, own.sentAt, own.receivedAt),
        })
      },
    },
    { name: 'charts', examine: async () => judgeCharts(await gatherCharts()) },
    { name: 'addresses', examine: async () => judgeAddresses(await gatherAddresses(config)) },
  ]
}

/** Channels that people subscribed digests in. */
async function findDigests(inspection: Inspection): Promise<readonly string[]> {
  if (inspection.kind !== 'there') return []
  const rows = await inspection.database
    .rows(`select distinct channel from digest_subscriptions where live is not null`)
    .catch(() => [])
  return rows.map(({ channel }) => String(channel))
}
