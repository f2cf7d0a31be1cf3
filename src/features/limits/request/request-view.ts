import { section } from '../../../chatops/blocks.ts'
import { busyModal as coreBusyModal } from '../../../chatops/modals.ts'
import type { View } from '../../../chatops/view.ts'
import { coreWords } from '../../../chatops/words/index.ts'
import type { MonthForecast } from '../../../domain/forecast/month-forecast.ts'
import type { LimitValue } from '../../../domain/limit/limit-value.ts'
import type { Change } from '../../../domain/limit/raise.ts'
import type { Decimal } from '../../../domain/money/decimal.ts'
import type { Currency } from '../../../domain/money/money.ts'
import type { Block } from '../../../slack/message.ts'
import type { Modal } from '../../../slack/views.ts'
import { saySituation } from '../card/situation.ts'
import { joinLines, sayLimit } from '../card/wording.ts'
import { limitsWords } from '../words.ts'
import { choiceField, dateField, textField } from './inputs.ts'
import { type Outlook, sayAdvice, sayVerdict } from './outlook.ts'

export interface RequestForm {
  readonly draftId: string
  readonly change: Change
  /** undefined: the asker may not see them. */
  readonly figures:
    | {
        readonly limit: LimitValue | undefined
        readonly use: Decimal | undefined
        readonly currency: Currency
        readonly isReached?: boolean
        readonly forecast?: MonthForecast
      }
    | undefined
  /** No figure: everybody who is to name an amount has to know of what. */
  readonly currency?: Currency
  /** What was typed already, in the command or before an error. */
  readonly typed: {
    readonly amount?: string
    readonly reason?: string
    readonly term?: string
    readonly until?: string
  }
  readonly openRaise: { readonly target: LimitValue } | undefined
  /** What the forecast says of amounts; undefined: too early, or the asker may not see figures. */
  readonly outlook?: Outlook
  /** An error that only Mistral's answer showed, after the acknowledgement. */
  readonly note?: string
}

const longestReason = 500

/** Asks what the limit should be, for how long and why, beside what it is. */
export function requestModal(form: RequestForm, view: View): Modal {
  const limits = limitsWords(view)
  const limitFlow = limitsWords(view).flow
  const { request } = limits
  const { change, typed, figures } = form
  const currency = form.currency ?? figures?.currency ?? ''
  return {
    callbackId: 'limits.request',
    metadata: form.draftId,
    title: limitFlow.requestTitle[change],
    submit: request.submit,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(form.note ? [section(`⚠ *${form.note}*`)] : []),
      section(joinLines(sayFigures(form, view), sayWarning(change, view))),
      ...(form.openRaise ? [section(`📝 ${sayOpen(form.openRaise.target, currency || null, view)}`)] : []),
      ...(change === 'remove'
        ? []
        : [
            textField({
              id: 'amount',
              label: request.amount(currency),
              hint: form.outlook ? request.amountHintEnter : request.amountHint,
              // What is suggested is there to be sent as it is, or typed over.
              typed: typed.amount ?? form.outlook?.suggested?.toString(),
              most: 40,
              // Always by the same name, or Slack would forget what was typed when the form changes.
              tells: 'limits.amount',
            }),
          ]),
      ...sayAmounts(form, currency || null, view),
      choiceField({
        id: 'term',
        label: request.term,
        options: request.terms,
        chosen: typed.term ?? 'month',
        tells: 'limits.term',
      }),
      ...(typed.term === 'date'
        ? [dateField({ id: 'until', label: request.until, hint: request.untilHint, typed: typed.until })]
        : []),
      textField({
        id: 'reason',
        label: request.reason,
        hint: request.reasonHint,
        typed: typed.reason,
        most: longestReason,
        isLong: true,
      }),
    ],
  }
}

/** What holds, and whether the amount in the field does. */
function sayAmounts({ outlook, change }: RequestForm, currency: Currency, view: View): Block[] {
  if (!outlook || change === 'remove') return []
  const verdict = outlook.weighed ? sayVerdict(outlook.weighed, currency, view) : ''
  const said = joinLines(sayAdvice(outlook, currency, view), verdict)
  return said ? [section(said)] : []
}

function sayFigures({ figures }: RequestForm, view: View): string {
  const { request, unknownCurrency } = limitsWords(view)
  if (!figures) return request.noFigures
  return joinLines(saySituation(figures, view), figures.currency ? '' : unknownCurrency)
}

function sayWarning(change: Change, view: View): string {
  const { request } = limitsWords(view)
  if (change === 'remove') return request.removes
  return change === 'raise' ? '' : request.lowers
}

const sayOpen = (target: LimitValue, currency: Currency, view: View): string =>
  limitsWords(view).request.open(sayLimit(target, currency, view))

/** While the limit is asked for anew, or written. */
export const busyModal = (view: View): Modal => {
  const { busyTitle, busy } = limitsWords(view).request
  return coreBusyModal(view, busyTitle, busy)
}
