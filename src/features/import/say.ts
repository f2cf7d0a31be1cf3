import { spendReportWords } from '../../chatops/report/spend-words.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { type Currency, formatCount, formatMoney, inCurrency } from '../../domain/money/money.ts'
import type { Statement, StatementLine } from '../../domain/statement/statement.ts'
import { formatDay, formatDays } from '../../domain/time/dates.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import { unitOf } from '../../domain/usage/unit.ts'
import type { Judgement } from './judge.ts'
import { importWords } from './words.ts'

export const sayAmount = (amount: Decimal, currency: Currency, { locale }: View): string =>
  formatMoney(inCurrency(amount, currency), locale, 'cents')

export const sayDays = (
  { from, to }: { from: `${number}-${number}-${number}`; to: `${number}-${number}-${number}` },
  view: View,
  now: Date,
): string => formatDays(from, to, view.locale, now.toISOString().slice(0, 4))

/** "Invoice FR-118 of 3 Nov for 1–31 Oct". */
export function sayWhat({ kind, number, issuedOn, period }: Statement, view: View, now: Date): string {
  const { facts, kinds } = importWords(view)
  const thisYear = now.toISOString().slice(0, 4)
  return [
    facts.kind(kinds[kind], number && escapeMrkdwn(number, 40)),
    issuedOn ? facts.issued(formatDay(issuedOn, view.locale, thisYear)) : '',
    period ? facts.period(sayDays(period, view, now)) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What was understood, what was not, and whether it adds up: a sentence each. */
export function sayJudgement(statement: Statement, judgement: Judgement, view: View): string[] {
  const { facts } = importWords(view)
  const { lines, currency, columns, assumed, hasMixedCurrencies, period } = statement
  const money = (amount: Decimal) => sayAmount(amount, currency, view)
  const unknown = lines.flatMap(({ reading }) => (reading.kind === 'unknown' ? [reading] : []))
  const lost = Decimal.sum(unknown.flatMap(({ amount }) => amount ?? []))
  const unused = columns.filter(({ role, heading }) => role === undefined && heading !== '')
  return [
    facts.understood(lines.length - unknown.length, lines.length),
    ...(unknown.length > 0 ? [facts.notUnderstood(unknown.length, lost.isZero ? undefined : money(lost))] : []),
    ...saySums(judgement, money, view),
    ...(judgement.problem === 'empty' ? [facts.empty] : []),
    ...(judgement.problem === 'spansMonths' ? [facts.spansMonths] : []),
    ...(period ? [] : [facts.noPeriod]),
    ...(hasMixedCurrencies ? [facts.mixedCurrencies] : currency === null ? [facts.noCurrency] : []),
    ...assumed.map((what) => facts[what]),
    ...(unused.length > 0
      ? [facts.unusedColumns(coreWords(view).list(unused.map(({ heading }) => escapeMrkdwn(heading, 40))))]
      : []),
  ]
}

function saySums({ check, counted }: Judgement, money: (amount: Decimal) => string, view: View): string[] {
  const { facts } = importWords(view)
  if (check.length === 0) return [facts.noTotal(money(counted))]
  const wrong = check.filter(({ isEqual }) => !isEqual)
  if (wrong.length === 0) return [facts.sumsEqual(money(check[0]!.stated))]
  return wrong.map(({ what, stated, counted: sum }) =>
    what === 'net'
      ? facts.sumsDiffer(money(sum), money(stated), money(sum.minus(stated)))
      : facts.grossDiffers(money(sum), money(stated)),
  )
}

/** One line of the file and what became of it. */
export function sayLine({ row, label, reading }: StatementLine, currency: Currency, view: View): string {
  const { lineOf, charges, puzzles } = importWords(view)
  const money = (amount: Decimal) => sayAmount(amount, currency, view)
  const name = `${lineOf.row(row)} ${escapeMrkdwn(label, 60)}`
  if (reading.kind === 'unknown')
    return lineOf.unknown(name, puzzles[reading.why], reading.amount && money(reading.amount))
  if (reading.kind !== 'usage') return lineOf.charge(name, charges[reading.kind], money(reading.amount))
  return reading.usage.map((usage) => lineOf.usage(name, sayMeaning(usage, view), money(usage.amount))).join('\n')
}

type Usage = Extract<StatementLine['reading'], { kind: 'usage' }>['usage'][number]

/** "Mistral Large, input, 3 Nov, 12,500,000 tokens". */
function sayMeaning({ model, group, day, units, category, workspace }: Usage, view: View): string {
  const { groups } = importWords(view)
  const count =
    units > 0 ? spendReportWords(view).units(unitOf(category), formatCount(units, view.locale), units === 1) : ''
  return [
    escapeMrkdwn(modelName(model)),
    groups[group] ?? '',
    day ? formatDay(day, view.locale, day.slice(0, 4)) : '',
    count,
    workspace ? escapeMrkdwn(workspace, 40) : '',
  ]
    .filter(Boolean)
    .join(', ')
}
