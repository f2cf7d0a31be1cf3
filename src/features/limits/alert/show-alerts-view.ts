import { actions, type Button, button, context, section } from '../../../chatops/blocks.ts'
import type { ChannelTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { runButton } from '../../../chatops/routing/stored-buttons.ts'
import { clockTime } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { readLimit } from '../../../domain/limit/limit-value.ts'
import { formatShare } from '../../../domain/money/money.ts'
import { formatDay } from '../../../domain/time/dates.ts'
import type { Message } from '../../../slack/message.ts'
import { joinLines, sayLimit, sayMoment, sayPerson, toText } from '../card/wording.ts'
import { limitsWords } from '../words.ts'
import type { Burst } from './bursts.ts'
import { type AlertSettings, isMuted } from './settings.ts'
import type { Told } from './signals.ts'

export interface AlertsData {
  readonly now: Date
  /** undefined: none is set, so nothing is watched. */
  readonly channel: string | undefined
  readonly hasKey: boolean
  /** Why nothing can be posted there. */
  readonly trouble: ChannelTrouble | undefined
  readonly settings: AlertSettings
  /** Of this month. */
  readonly told: Told | undefined
  readonly burst: Burst | undefined
  /** When use was last compared with the limit; undefined: not within the last day. */
  readonly lookedAt: Date | undefined
  readonly pollMinutes: number
}

export function renderAlerts(data: AlertsData, view: View): Message {
  const { show } = limitsWords(view).alert
  const { channel, hasKey, trouble, lookedAt, pollMinutes } = data
  const headline = sayHeadline(data, view)
  if (!channel) return { text: toText(headline), blocks: [section(joinLines(headline, show.noChannel))] }
  const buttons = chooseButtons(data, view)
  return {
    // A lock screen shows no names.
    text: toText(data.burst ? show.urgentNow : headline),
    blocks: [
      section(
        joinLines(
          headline,
          trouble ? show.trouble(channel, show.troubles[trouble]) : show.where(channel),
          show.also,
          show.forecast,
          ...(hasKey ? [show.caps, show.payment, show.unusual, show.urgent] : [show.noKey]),
          sayTold(data, view),
        ),
      ),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      context(
        `_${lookedAt ? show.looked(clockTime(lookedAt), String(pollMinutes)) : show.notLooked(String(pollMinutes))}_`,
      ),
    ],
  }
}

/** What is urgent comes before what is set. */
function sayHeadline({ channel, burst, settings, now }: AlertsData, view: View): string {
  const { show, isOnIt } = limitsWords(view).alert
  if (!channel) return show.off
  const levels = sayLevels(settings.levels, view)
  const state =
    isMuted(settings, now) && settings.mutedUntil
      ? show.muted(sayMoment(settings.mutedUntil, view), levels)
      : show.on(levels)
  if (!burst) return state
  const { taken } = burst
  return joinLines(show.urgentNow, taken ? isOnIt(sayPerson(taken, view), sayMoment(taken.at, view)) : '', state)
}

export const sayLevels = (levels: readonly number[], view: View): string =>
  new Intl.ListFormat(view.locale, { type: 'conjunction' }).format(
    levels.map((level) => formatShare(level, 100, view.locale) ?? ''),
  )

function sayTold({ told, now }: AlertsData, view: View): string {
  const { show } = limitsWords(view).alert
  const limit = told && told.limit !== '' ? sayLimit(readLimit(told.limit), told.currency ?? null, view) : ''
  const said = [
    told && told.level > 0 ? show.level(formatShare(told.level, 100, view.locale) ?? '', limit) : '',
    told?.stopsOn ? show.stops(formatDay(told.stopsOn, view.locale, now.toISOString().slice(0, 4))) : '',
    told?.isUrgent ? show.burst : '',
    told?.isSuspended ? show.suspended : '',
  ].filter(Boolean)
  return said.length > 0 ? show.said(said.join(' · ')) : show.saidNothing
}

function chooseButtons({ burst }: AlertsData, view: View): Button[] {
  const { onIt, show } = limitsWords(view).alert
  if (!view.isDecider) return []
  const settings = runButton(show.settings, 'alerts settings')
  return burst && !burst.taken ? [button('limits.on-it', onIt, burst.id, 'primary'), settings] : [settings]
}
