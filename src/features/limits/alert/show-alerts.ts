import type { ReadContext } from '../../../chatops/context.ts'
import { defineCommand } from '../../../chatops/contract.ts'
import { findAlertSettings } from '../../../chatops/notify/alert-settings.ts'
import { findPlaceTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { orMissing } from '../../../chatops/report/or-missing.ts'
import { InvalidInput } from '../../../domain/errors.ts'
import { addDays, dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Tables } from '../store/store.ts'
import { findUnusualDays } from '../unusual/days.ts'
import { limitsWords } from '../words.ts'
import { findOpenBurst } from './bursts.ts'
import { type AlertsData, renderAlerts } from './show-alerts-view.ts'
import { findPolls, findTold } from './watched.ts'

/** `/mistral alerts`: what is watched, where it is said, and what was said. */
export const showAlerts = defineCommand({
  name: 'alerts',
  access: 'figures',
  summary: (reader) => limitsWords(reader).alert.show.summary,
  usage: '[settings]',
  examples: ['alerts', 'alerts settings'],
  parse(words) {
    const rest = words.rest()
    if (rest !== '') throw new InvalidInput('option', rest, ['settings'])
  },
  run: gatherAlerts,
  render: renderAlerts,
})

const shownUnusualDays = 31

async function gatherAlerts(context: ReadContext): Promise<AlertsData> {
  const { organization, tables, config, clock } = context
  const db = tables.query<Tables>()
  const now = clock.now()
  const told = await findTold(db, organization)
  const { alerts: channel } = config.places
  return {
    now,
    channel,
    hasKey: config.mistral.key !== undefined,
    trouble: channel ? await orMissing(findPlaceTrouble(channel, context.channelFacts)) : undefined,
    settings: await findAlertSettings(db, organization),
    told: told?.month === monthOf(dayOf(now)) ? told : undefined,
    burst: await findOpenBurst(db, organization),
    lookedAt: (await findPolls(db, organization)).at(-1)?.at,
    unusual: (await findUnusualDays(db, organization, addDays(dayOf(now), -shownUnusualDays))).toReversed(),
    pollMinutes: Math.round(config.mistral.pollIntervalMs / 60_000),
  }
}
