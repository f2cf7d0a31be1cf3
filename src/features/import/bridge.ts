import { context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Act } from '../../chatops/contract.ts'
import { findExchange, sayConverted, sayRates } from '../../chatops/report/exchange.ts'
import { saySource } from '../../chatops/report/source.ts'
import { type KeptSource, sourceOf } from '../../chatops/report/sources.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { Decimal } from '../../domain/money/decimal.ts'
import { convertAll, type Exchange, findRate, type Rate, rateDayOf } from '../../domain/money/exchange.ts'
import { type Currency, formatMoney } from '../../domain/money/money.ts'
import { type Bridge, buildBridge } from '../../domain/statement/bridge.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { type Period, parsePeriod } from '../../domain/time/period.ts'
import { monthOf } from '../../domain/time/time.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Message } from '../../slack/message.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import { readAudit } from '../../storage/audit/read.ts'
import { type InvoicedMonth, readInvoicedMonth } from '../../storage/figures/read-invoiced.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { type Tables, who } from './drafts.ts'
import { sayAmount } from './say.ts'
import { importWords } from './words.ts'

const shownModels = 10
const shownNotes = 10

/** The month's usage against its invoice, as steps that add up. */
export const bridgeAct: Act = {
  name: 'import bridge',
  access: 'decide',
  async act(core, { view, words }) {
    const period = readMonth(words.rest(), core.clock.now())
    const db = core.db.query<Tables>()
    const invoiced = await readInvoicedMonth(db, core.organization, monthOf(period.from))
    const month = monthOf(period.from)
    const exchange = await findExchange(core, [month])
    const known = intoCurrencyOf(invoiced, await usageOf(core, period, invoiced), month, exchange)
    const notes = await readAudit(
      core.db,
      { organization: core.organization, actions: ['import.noted'], subject: monthOf(period.from) },
      { limit: shownNotes },
    )
    const told = notes.flatMap(({ text }) => text ?? [])
    return renderBridge({ period, invoiced, known, exchange, notes: told, now: core.clock.now() }, view)
  },
}

/** What an auditor has to know of a month: in the trail, with who wrote it and when. */
export const noteAct: Act = {
  name: 'import note',
  access: 'decide',
  async act({ db, organization, clock }, { asker, view, words }) {
    const [wanted = '', ...rest] = words.line().split(' ')
    const text = rest.join(' ').trim()
    const period = readMonth(wanted, clock.now())
    if (!text) throw new InvalidInput('option', wanted, ['note 2026-10 "seats were billed late"'])
    await db.transaction<Tables, void>(async (tx) => {
      const actorId = await personIdFor(tx, organization, who(asker))
      const subject = monthOf(period.from)
      await appendAudit(tx, { organization, action: 'import.noted', actorId, subject, outcome: 'done', text })
    })
    const said = importWords(view).bridge.noted(nameMonth(period, view, clock.now()))
    return { text: said, blocks: [section(said)] }
  },
}

/** Nothing: the month that ended. */
function readMonth(text: string, now: Date): Period {
  const period = parsePeriod(text === '' ? 'last month' : text, now)
  if (period.kind !== 'month') throw new InvalidInput('period', text, ['bridge last month', 'bridge 2026-10'])
  return period
}

const nameMonth = (period: Period, view: View, now: Date): string =>
  nameOfPeriod(period, view.locale, now.toISOString().slice(0, 4))

interface KnownUsage {
  readonly lines: readonly { readonly model: string; readonly amount: Decimal }[]
  readonly currency: Currency
  readonly source: string | undefined
  readonly fetchedAt: Date
  readonly kept?: KeptSource | undefined
  /** Set where it was converted into the currency of the invoice. */
  readonly rates?: readonly Rate[]
}

/** An invoice in another currency is held against the usage at the rate of its own day, where amounts are converted at all. */
function intoCurrencyOf(
  { currency: to }: InvoicedMonth,
  known: KnownUsage | undefined,
  month: Month,
  exchange: Exchange | undefined,
): KnownUsage | undefined {
  if (!exchange || !known || known.currency === null || to === null || known.currency === to) return known
  const rate = findRate(exchange.days, known.currency, to, rateDayOf(exchange, month))
  if (!rate) return known
  const lines = [...Map.groupBy(known.lines, ({ model }) => model)].map(([model, same]) => {
    const amount = Decimal.sum(same.map((line) => line.amount))
    return { model, amount: convertAll([{ amount, rate }], digitsOfModels) }
  })
  return { ...known, lines, currency: to, rates: [rate] }
}

/** Models are rounded finer than the sum of them is shown. */
const digitsOfModels = 6

/** The API's where there is a key, else that of usage files: never the invoice's own, which would only agree with itself. */
async function usageOf(core: Core, period: Period, invoiced: InvoicedMonth): Promise<KnownUsage | undefined> {
  const { usage } = invoiced
  const ofFiles = usage && { ...usage, fetchedAt: core.clock.now(), source: usage.name }
  if (core.config.mistral.key === undefined) return ofFiles
  const answer = await core.mistral.usage({ month: monthOf(period.from) })
  // Where the API's past does not reach, the same files answer for it.
  if (answer.origin) return ofFiles
  const { fetchedAt, kept } = sourceOf([answer])
  return { lines: answer.value.lines, currency: answer.value.currency, source: undefined, fetchedAt, kept }
}

interface BridgeReport {
  readonly period: Period
  readonly invoiced: InvoicedMonth
  readonly known: KnownUsage | undefined
  readonly exchange: Exchange | undefined
  readonly notes: readonly string[]
  readonly now: Date
}

function renderBridge({ period, invoiced, known, exchange, notes, now }: BridgeReport, view: View): Message {
  const { bridge: words } = importWords(view)
  const month = nameMonth(period, view, now)
  const plain = (text: string): Message => ({ text, blocks: [section(text)] })
  if (invoiced.names.length === 0) return plain(words.noInvoice(month, view.slash))
  if (!known) return plain(words.noUsage(month, view.slash))
  const { currency } = invoiced
  if (known.currency !== null && currency !== null && known.currency !== currency)
    return plain(words.otherCurrency(month, known.currency, currency))
  const bridge = buildBridge({ usage: known.lines, invoiced: invoiced.lines, stated: invoiced.stated })
  const money = (amount: Decimal) => sayAmount(amount, currency, view)
  const unexplained = bridge.steps.find(({ step }) => step === 'unexplained')?.amount ?? Decimal.zero
  const sayUnexplained = () =>
    unexplained.isNegative
      ? words.lower(month, money(unexplained.negated()))
      : words.unexplained(month, money(unexplained))
  const text = bridge.isExplained ? words.explained(month) : sayUnexplained()
  const source =
    known.source === undefined
      ? saySource({ period, fetchedAt: known.fetchedAt, kept: known.kept, now }, view)
      : escapeMrkdwn(known.source)
  const sayGrossConverted = () => {
    const on = exchange && rateDayOf(exchange, monthOf(period.from))
    return on ? sayConverted([{ amount: bridge.gross, currency, on }], exchange, view) : ''
  }
  const rates = known.rates ? [words.convertedUsage(sayRates(known.rates, now.toISOString().slice(0, 4), view))] : []
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section([...saySteps(bridge, money, view), sayGrossConverted()].filter(Boolean).join('\n')),
      ...invoiced.apart.map((note) =>
        section(words.apart(escapeMrkdwn(note.name, 60), formatMoney(note.money, view.locale, 'cents'))),
      ),
      ...(bridge.models.length > 0 ? [section(sayModels(bridge, money, view))] : []),
      ...(notes.length > 0
        ? [section([words.notes, ...notes.map((note) => `• ${escapeMrkdwn(note, 200)}`)].join('\n'))]
        : []),
      context(
        ...rates,
        words.sources(source, invoiced.names.map((name) => escapeMrkdwn(name, 60)).join(', ')),
        words.how(view.slash),
      ),
    ],
  }
}

function saySteps({ steps, net, gross }: Bridge, money: (amount: Decimal) => string, view: View): string[] {
  const { bridge: words } = importWords(view)
  const lines = steps.map(({ step, amount }) => `${words.steps[step]} ${money(amount)}`)
  const hasVat = steps.some(({ step }) => step === 'vat')
  return hasVat
    ? [...lines.slice(0, -1), `*${words.net} ${money(net)}*`, ...lines.slice(-1), `*${words.gross} ${money(gross)}*`]
    : [...lines, `*${words.net} ${money(net)}*`]
}

function sayModels({ models }: Bridge, money: (amount: Decimal) => string, view: View): string {
  const { bridge: words } = importWords(view)
  const lines = models
    .slice(0, shownModels)
    .map(({ model, usage, invoiced, difference }) =>
      words.model(escapeMrkdwn(modelName(model)), money(usage), money(invoiced), money(difference)),
    )
  return [words.models, ...lines].join('\n')
}
