import { actions, context, section } from '../../chatops/blocks.ts'
import type { ReadContext } from '../../chatops/context.ts'
import { defineCommand } from '../../chatops/contract.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { runBesideButton } from '../../chatops/routing/stored-buttons.ts'
import { clockTime, escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput } from '../../domain/errors.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { addMonths, dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Message } from '../../slack/message.ts'
import { findImports, type StoredImport } from '../../storage/figures/imports.ts'
import type { Tables } from './drafts.ts'
import { sayAmount, sayDays } from './say.ts'
import { importWords } from './words.ts'
import { dayToConvert, sayWorthOf } from './worth.ts'

const shownImports = 15

interface ImportList {
  readonly imports: readonly StoredImport[]
  readonly hasApi: boolean
  /** The month that ended, where no invoice of it is here. */
  readonly missing: Month | undefined
  readonly now: Date
  readonly exchange?: Exchange | undefined
}

export const listImports = defineCommand({
  name: 'import',
  access: 'decide',
  summary: (reader) => importWords(reader).summary,
  usage: '[file|figure|undo|bridge [month]|note <month> <text>]',
  examples: ['import', 'import file', 'import figure', 'import undo', 'import bridge last month'],
  parse(words) {
    const rest = words.rest()
    if (rest !== '') throw new InvalidInput('option', rest, ['file', 'figure', 'bridge'])
  },
  run: gatherImports,
  render: renderImports,
})

async function gatherImports(context: ReadContext): Promise<ImportList> {
  const { tables, organization, config, clock } = context
  const imports = await findImports(tables.query<Tables>(), organization)
  const now = clock.now()
  const last = addMonths(monthOf(dayOf(now)), -1)
  const hasInvoice = imports.some(
    ({ kind, from, to }) => kind === 'invoice' && from <= lastDayOf(last) && to >= firstDayOf(last),
  )
  const days = imports.slice(0, shownImports).flatMap((file) => dayToConvert(file) ?? [])
  const exchange = await findExchange(context, [], days)
  return { imports, hasApi: config.mistral.key !== undefined, missing: hasInvoice ? undefined : last, now, exchange }
}

export function renderImports({ imports, hasApi, missing, now, exchange }: ImportList, view: View): Message {
  const words = importWords(view)
  const text = imports.length === 0 ? words.none : words.listTitle(imports.length)
  const rest = imports.length - shownImports
  const rows = imports.slice(0, shownImports).map((file) => sayImport(file, exchange, view, now))
  const { file, figure, undo } = words.buttons
  const thisYear = now.toISOString().slice(0, 4)
  const month =
    missing && nameOfPeriod({ kind: 'month', from: firstDayOf(missing), to: lastDayOf(missing) }, view.locale, thisYear)
  return {
    text,
    blocks: [
      section([`*${text}*`, ...rows, ...(rest > 0 ? [words.more(rest)] : [])].join('\n')),
      ...(month ? [section(words.missingInvoice(month))] : []),
      context(words.how(view.slash), ...(hasApi ? [words.apiCounts] : [])),
      actions(
        runBesideButton(file, 'import file'),
        ...(hasApi ? [] : [runBesideButton(figure, 'import figure')]),
        ...(imports.length > 0 ? [runBesideButton(undo, 'import undo')] : []),
      ),
    ],
  }
}

function sayImport(file: StoredImport, exchange: Exchange | undefined, view: View, now: Date): string {
  const words = importWords(view)
  const kind = words.facts.kind(
    words.kinds[file.kind],
    file.number === null ? undefined : escapeMrkdwn(file.number, 40),
  )
  const remarks = [
    words.rowBy(clockTime(file.importedAt, '{date_short_pretty} {time}')),
    ...(file.isForced ? [words.forced] : file.stated === null ? [words.noTotal] : []),
  ]
  const worth = sayWorthOf({ ...file, amount: file.counted }, exchange, view)
  const amount = [sayAmount(file.counted, file.currency, view), worth].filter(Boolean).join(' ')
  return `${words.row(escapeMrkdwn(file.fileName, 60), kind, sayDays(file, view, now), amount)} _(${remarks.join(', ')})_`
}
