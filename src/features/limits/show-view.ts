import { actions, type Button, context, section } from '../../chatops/blocks.ts'
import { panelButton } from '../../chatops/panel-button.ts'
import { sayEstimate } from '../../chatops/report/amounts.ts'
import { type Budget, sayBudget, spentOfBudget } from '../../chatops/report/budgets.ts'
import { figuresAge } from '../../chatops/report/figures-age.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { View } from '../../chatops/view.ts'
import type { LimitValue } from '../../domain/limit/limit-value.ts'
import type { Change } from '../../domain/limit/raise.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { isComparable } from '../../domain/money/money.ts'
import { dayOf, fractionOfDay, monthOf } from '../../domain/time/time.ts'
import type { Message } from '../../slack/message.ts'
import { sayDeciders } from './card/card-view.ts'
import { sayOutcome } from './card/outcome-words.ts'
import { sayCaps, sayDriver, sayFactsSource, sayUse } from './card/situation.ts'
import { joinLines, sayChange, sayLimit, sayMoment, sayPerson, toText } from './card/wording.ts'
import { sayComputed } from './show-counter.ts'
import type { CardData, LimitFacts } from './store/types.ts'
import { limitsWords } from './words.ts'

export interface LimitsData {
  readonly facts: LimitFacts
  /** The request that people can still act on. */
  readonly raise: CardData | undefined
  /** What the month may cost, where that was agreed. */
  readonly budget?: Budget | undefined
  /** Where amounts are shown in one currency as well. */
  readonly exchange?: Exchange | undefined
  readonly temporaries: readonly RunningLimit[]
  /** The bot itself can change the limit. */
  readonly mayWrite: boolean
  /** Who asks: their own request is called so. */
  readonly readerSlackId: string
  readonly canAsk: boolean
  /** The limit once every temporary one has ended. */
  readonly returnsTo?: LimitValue | undefined
}

export interface RunningLimit {
  readonly amount: LimitValue
  readonly endsAt: Date | 'counterReset'
  readonly raiseId: string
}

/** `/mistral limits`: how much of the limit is used, whether it holds, what is asked for, and what one can do. */
export function renderLimits(data: LimitsData, view: View): Message {
  const { show } = limitsWords(view)
  const { facts, raise, temporaries, mayWrite, canAsk } = data
  const headline = sayHeadline(facts, view)
  const landing = sayLanding(facts, view)
  const open = raise ? sayOpen(raise, data.readerSlackId, view) : ''
  const unpaid = facts.hasPaymentFailed ? show.unpaid : ''
  // What is decided here is then set by hand by those who decide; and they alone can pay.
  const needsPanel = !mayWrite || facts.hasPaymentFailed
  const panel = needsPanel && view.isDecider ? [panelButton('billing', view)] : []
  const buttons = canAsk && !view.isShared ? [...chooseButtons(facts, view), ...panel] : []
  return {
    text: toText(headline, unpaid, landing, open),
    blocks: [
      section(
        joinLines(
          `${headline}${drawBar(facts)}`,
          unpaid,
          landing,
          sayComputed(facts, view),
          sayPace(facts, view),
          sayBudgetUse(data, view),
          sayDriver(facts, view),
          sayCaps(facts, undefined, view),
          // Where people bring the figures, nothing at all is known yet.
          facts.currency || facts.origin ? '' : limitsWords(view).unknownCurrency,
        ),
      ),
      ...(temporaries.length > 0 ? [section(sayTemporaries(data, view))] : []),
      ...(open ? [section(open)] : []),
      ...figuresAge({ ...facts, period: { to: dayOf(facts.now), isRunning: true } }, view),
      context(`_${sayFactsSource(facts, view)}_`, ...(mayWrite || buttons.length === 0 ? [] : [show.byHand])),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  }
}

function sayBudgetUse({ budget, exchange, facts: { spent, now } }: LimitsData, view: View): string {
  if (!budget) return ''
  return sayBudget(budget, spent, view, { converted: spentOfBudget(budget, spent, monthOf(dayOf(now)), exchange) })
}

function sayHeadline(facts: LimitFacts, view: View): string {
  const { situation } = limitsWords(view)
  const use = sayUse(facts, view)
  if (facts.isReached) return situation.suspended(use)
  const stopsAt = facts.forecast?.reachesLimitAt
  return stopsAt ? situation.stops(sayMoment(stopsAt, view), use) : `*${use}*`
}

const barLength = 10

/** The same share at a glance, also where no picture comes through; full only where all is used. */
function drawBar({ use, limit }: LimitFacts): string {
  if (!use || limit === undefined || limit === 'unlimited' || limit.isZero) return ''
  const filled = Math.max(0, Math.min(barLength, Math.floor((use.toNumber() / limit.toNumber()) * barLength)))
  return ` ${'▰'.repeat(filled)}${'▱'.repeat(barLength - filled)}`
}

export function sayLanding({ forecast, currency: ofLimit, limit, isReached, spent }: LimitFacts, view: View): string {
  const { situation } = limitsWords(view)
  if (!forecast) return situation.tooEarly
  const { currency } = spent
  const estimate = (amount: number, unit: string | null) => sayEstimate(amount, unit, view)
  const landing = forecast.isAtLeast
    ? situation.landingAtLeast(estimate(forecast.landing, currency))
    : situation.landing(
        estimate(forecast.landing, currency),
        estimate(forecast.low, null),
        estimate(forecast.high, null),
      )
  if (!isComparable(ofLimit, currency)) return situation.outlook(landing, situation.otherCurrency)
  const isSettled = isReached || forecast.reachesLimitAt !== undefined || limit === undefined || limit === 'unlimited'
  const hope = forecast.mayReachLimit ? situation.mayNotHold : situation.holds
  const verdict = forecast.isAtLeast ? situation.cannotTell : hope
  return isSettled ? landing : situation.outlook(landing, verdict)
}

/** What a day is expected to cost from here to the month's end; today counts with what is left of it. */
function sayPace({ forecast, spent, now }: LimitFacts, view: View): string {
  const days = forecast?.days ?? []
  const left = days.length - fractionOfDay(now)
  const sum = days.reduce((total, { expected }) => total + expected, 0)
  return left >= 1 ? limitsWords(view).situation.pace(sayEstimate(sum / left, spent.currency, view)) : ''
}

function sayTemporaries({ temporaries, returnsTo, facts }: LimitsData, view: View): string {
  const { show } = limitsWords(view)
  const lines = temporaries.map(({ amount, endsAt }) =>
    show.running(
      sayLimit(amount, facts.currency, view),
      endsAt === 'counterReset' ? show.untilReset : show.untilDate(sayMoment(endsAt, view)),
    ),
  )
  return joinLines(...lines, returnsTo === undefined ? '' : show.afterwards(sayLimit(returnsTo, facts.currency, view)))
}

/**
 * Whom to remind is for everybody, but a shared report calls nobody; who asked is for those who may see names. "You" is
 * the one reader of a private answer.
 */
function sayOpen(data: CardData, readerSlackId: string, view: View): string {
  const { show, card } = limitsWords(view)
  const { raise, approvals, approvalsNeeded } = data
  if (raise.state !== 'open') return sayOutcome(data, view).headline
  const isOwn = !view.isShared && raise.requester?.slackId !== undefined && raise.requester.slackId === readerSlackId
  const who = isOwn ? show.yourself : view.seesNames ? sayPerson(raise.requester, view) : show.somebody
  const missing = Math.max(1, approvalsNeeded - approvals.length)
  const needed = view.isShared ? [] : [card.needed(missing, approvals.length > 0, sayDeciders(data, view))]
  return joinLines(
    show.open(sayChange(raise, view), who),
    [...needed, card.openUntil(sayMoment(raise.expiresAt, view))].join(' · '),
  )
}

/** What most people come for is the large one; the rest is for those who decide, others type it. */
function chooseButtons({ limit }: LimitFacts, view: View): Button[] {
  const { buttons } = limitsWords(view).show
  const run = (change: Change): Button => runButton(buttons[change], `limits ${change}`)
  if (limit === undefined || limit === 'unlimited') return [run('set')]
  const first: Button = { ...run('raise'), style: 'primary' }
  return view.isDecider ? [first, run('lower'), run('set'), run('remove')] : [first]
}
