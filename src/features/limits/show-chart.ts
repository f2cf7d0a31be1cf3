import { sayEstimate } from '../../chatops/report/amounts.ts'
import { plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Chart, Level, Panel, Ranking } from '../../domain/chart.ts'
import { nearlyUsed } from '../../domain/limit/nearly-used.ts'
import { isComparable } from '../../domain/money/money.ts'
import { formatDays, formatMoment } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf, monthOf } from '../../domain/time/time.ts'
import { confirms } from '../../domain/usage/spend.ts'
import { sayUse } from './card/situation.ts'
import { nameMonth } from './card/wording.ts'
import { drawMonth, hasMonth } from './month-panel.ts'
import type { LimitsData } from './show-view.ts'
import type { LimitFacts } from './store/types.ts'
import { limitsWords } from './words.ts'

/** A few bars need less room than the month above them; the picture says how many it leaves out. */
const fewCaps = 5

/** The month to date under the limit, and below it how far each Workspace has used its own cap. */
export function drawLimits({ facts }: LimitsData, view: View): Chart | undefined {
  const caps = drawCaps(facts, view)
  const panels: Panel[] = [
    ...(hasMonth(facts) ? [drawMonth(facts, listLevels(facts, view), view)] : []),
    ...(caps ? [caps] : []),
  ]
  if (panels.length === 0) return undefined
  const { picture } = coreWords(view)
  const today = dayOf(facts.now)
  const days = formatDays(firstDayOf(monthOf(today)), today, view.locale, today.slice(0, 4))
  const isIncomplete = facts.forecast?.isAtLeast || facts.caps.some(({ use }) => use?.isAtLeast)
  return {
    locale: view.locale,
    title: sayTitle(facts, view),
    subtitle: picture.subtitle(days, true),
    ...(isIncomplete ? { note: picture.incomplete } : {}),
    panels,
  }
}

/** Mistral's counter decides when access stops: where it is not at the end of our line, it is one of its own. */
function listLevels({ limit, use, currency, spent }: LimitFacts, view: View): Level[] {
  if (!isComparable(currency, spent.currency)) return []
  const { chart, show } = limitsWords(view)
  const isApart = use !== undefined && !confirms(use.toNumber(), spent.amount.toNumber())
  return [
    ...(limit === undefined || limit === 'unlimited'
      ? []
      : [{ name: chart.limit, value: limit.toNumber(), role: 'limit' } as const]),
    ...(isApart ? [{ name: show.chart.counter, value: use.toNumber(), role: 'mark' } as const] : []),
  ]
}

function drawCaps({ caps }: LimitFacts, view: View): Ranking | undefined {
  const rows = caps
    .flatMap(({ workspace, use }) => (use ? [{ workspace, share: use.share }] : []))
    .toSorted((a, b) => b.share - a.share)
  if (rows.length === 0) return undefined
  return {
    kind: 'ranking',
    heading: limitsWords(view).show.chart.caps,
    measure: { kind: 'share' },
    whole: 1,
    rows: rows.map(({ workspace, share }) => ({
      name: plainName(workspace),
      value: share,
      highlight: share >= nearlyUsed,
    })),
    weight: 0.25 + 0.13 * Math.min(rows.length, fewCaps),
  }
}

/** What the first line of the answer says, without its marks. */
function sayTitle(facts: LimitFacts, view: View): string {
  const { situation, show } = limitsWords(view)
  const { forecast, spent, now, limit, currency } = facts
  const use = sayUse(facts, view)
  if (facts.isReached) return show.chart.suspended(use)
  if (forecast?.reachesLimitAt)
    return show.chart.stops(formatMoment(forecast.reachesLimitAt, view.locale, view.timeZone), use)
  if (!forecast) return use
  const landing = sayEstimate(forecast.landing, spent.currency, view)
  const month = nameMonth(monthOf(dayOf(now)), now, view)
  if (forecast.isAtLeast) return limitsWords(view).chart.headsForAtLeast(month, landing)
  const heading = show.chart.headsFor(month, landing)
  if (limit === undefined || limit === 'unlimited' || !isComparable(currency, spent.currency)) return heading
  return situation.outlook(heading, forecast.mayReachLimit ? situation.mayNotHold : situation.holds)
}
