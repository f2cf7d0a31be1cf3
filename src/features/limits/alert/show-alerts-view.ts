import { actions, type Button, button, context, section } from '../../../chatops/blocks.ts'
import { type AlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import type { ChannelTrouble } from '../../../chatops/notify/channel-trouble.ts'
import { runButton } from '../../../chatops/routing/stored-buttons.ts'
import { clockTime } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { readLimit } from '../../../domain/limit/limit-value.ts'
import { tellsPace } from '../../../domain/limit/pace-window.ts'
import { formatShare } from '../../../domain/money/money.ts'
import { formatDay, formatHours } from '../../../domain/time/dates.ts'
import type { Block, Message } from '../../../slack/message.ts'
import { joinLines, sayLimit, sayMoment, sayPerson, toText } from '../card/wording.ts'
import { sayDay, sayExpected } from '../unusual/day-view.ts'
import type { KeptDay } from '../unusual/days.ts'
import { limitsWords } from '../words.ts'
import type { Burst } from './bursts.ts'
import type { Told } from './signals.ts'

export interface AlertsData {
  readonly now: Date
  /** undefined: none is set, and only what cannot wait is told, in direct messages. */
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
  /** Of the last month, the latest first. */
  readonly unusual: readonly KeptDay[]
}

export function renderAlerts(data: AlertsData, view: View): Message {
  const { show } = limitsWords(view).alert
  const { channel, hasKey, trouble, lookedAt, pollMinutes } = data
  const headline = sayHeadline(data, view)
  if (!channel && !hasKey) return { text: toText(headline), blocks: [section(joinLines(headline, show.nobody))] }
  const buttons = chooseButtons(data, view)
  return {
    // A lock screen shows no names.
    text: toText(data.burst ? show.urgentNow : headline),
    blocks: [
      section(
        joinLines(
          headline,
          ...(channel
            ? [
                sayPlace(channel, trouble, view),
                show.also,
                show.forecast,
                ...(hasKey ? [show.caps, show.payment, show.unusual, show.others] : [show.noKey]),
              ]
            : [show.noChannel]),
          ...(hasKey
            ? [
                show.urgent,
                tellsPace(pollMinutes * 60_000) ? '' : show.tooSeldom(formatHours(pollMinutes / 60, view.locale)),
              ]
            : []),
          sayTold(data, view),
        ),
      ),
      ...listUnusual(data, view),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      context(
        `_${lookedAt ? show.looked(clockTime(lookedAt), String(pollMinutes)) : show.notLooked(String(pollMinutes))}_`,
      ),
    ],
  }
}

function sayPlace(channel: string, trouble: ChannelTrouble | undefined, view: View): string {
  const { show } = limitsWords(view).alert
  return trouble ? show.trouble(channel, show.troubles[trouble]) : show.where(channel)
}

const shownDays = 5

/** Also those that were found while alerts were muted. */
function listUnusual({ unusual }: AlertsData, view: View): Block[] {
  if (unusual.length === 0) return []
  const { show } = limitsWords(view).alert
  const lines = unusual
    .slice(0, shownDays)
    .map(({ found, expected }) => joinLines(sayDay(found, view), expected ? sayExpected(expected, view) : ''))
  return [section(joinLines(`*${show.unusualDays}*`, ...lines))]
}

/** What is urgent comes before what is set. */
function sayHeadline({ channel, hasKey, burst, settings, now }: AlertsData, view: View): string {
  const { show, isOnIt } = limitsWords(view).alert
  if (!channel && !hasKey) return show.off
  const levels = sayLevels(settings.levels, view)
  const muted = isMuted(settings, now) && settings.mutedUntil
  const spoken = muted ? show.muted(sayMoment(muted, view), levels) : show.on(levels)
  const state = channel ? spoken : show.onlyUrgent
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
