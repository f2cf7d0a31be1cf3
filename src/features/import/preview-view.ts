import { actions, button, context, section } from '../../chatops/blocks.ts'
import { clockTime, escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Exchange } from '../../domain/money/exchange.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import type { Block } from '../../slack/message.ts'
import type { Modal } from '../../slack/views.ts'
import type { StoredImport } from '../../storage/figures/imports.ts'
import type { Draft } from './drafts.ts'
import { tickField } from './fields.ts'
import type { Judgement } from './judge.ts'
import { sayAmount, sayDays, sayJudgement, sayLine, sayWhat } from './say.ts'
import { importWords } from './words.ts'
import { sayWorthOf } from './worth.ts'

/** A hundred blocks fit into a modal, and three thousand characters into one. */
const linesAPage = 40
const linesABlock = 10

export interface Preview {
  readonly draft: Draft
  readonly judgement: Judgement
  readonly now: Date
  readonly exchange?: Exchange | undefined
  /** From 0. */
  readonly page?: number
  /** Why it could not be imported as it was sent. */
  readonly note?: string
}

/** What was understood and what not, line by line; it can be confirmed where it can count. */
export function previewModal({ draft, judgement, exchange, now, page = 0, note }: Preview, view: View): Modal {
  const words = importWords(view)
  const { statement, fileName, id } = draft
  const canImport = judgement.problem === undefined && !judgement.same
  return {
    callbackId: 'import.confirm',
    title: words.title,
    ...(canImport ? { submit: words.import } : {}),
    close: words.cancel,
    metadata: id,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      section(`*${escapeMrkdwn(fileName, 80)}*\n${sayWhat(statement, view, now)}`),
      section(
        [...sayJudgement(statement, judgement, view), sayWorth(statement, judgement, exchange, view)]
          .filter(Boolean)
          .join('\n'),
      ),
      ...sayKnown(judgement, view, now),
      ...(canImport ? questions(statement.currency, judgement, view) : []),
      ...linesOf(draft, page, view),
    ],
  }
}

/** What the lines come to, in the currency of the reports: the amounts themselves stay in their own. */
function sayWorth(
  { currency, issuedOn, period, hasMixedCurrencies }: Statement,
  { counted: amount }: Judgement,
  exchange: Exchange | undefined,
  view: View,
): string {
  return hasMixedCurrencies ? '' : sayWorthOf({ amount, currency, issuedOn, to: period?.to }, exchange, view)
}

function sayKnown({ same, overlaps }: Judgement, view: View, now: Date): Block[] {
  const { facts } = importWords(view)
  if (same)
    return [section(facts.same(escapeMrkdwn(same.fileName, 80), clockTime(same.importedAt, '{date_short_pretty}')))]
  if (overlaps.length === 0) return []
  const names = overlaps.slice(0, 5).map((file) => `*${escapeMrkdwn(file.fileName, 60)}* (${sayDays(file, view, now)})`)
  return [section(facts.overlap(coreWords(view).list(names)))]
}

/** What a person has to say before it counts. */
function questions(currency: string | null, { difference, besides }: Judgement, view: View): Block[] {
  const words = importWords(view)
  return [
    ...(difference
      ? [
          tickField({
            id: 'accept',
            label: words.acceptLabel,
            hint: words.acceptHint,
            options: [['accept', words.accept(sayAmount(difference, currency, view))]],
          }),
        ]
      : []),
    ...(besides ? [additionField(besides, view)] : []),
  ]
}

function additionField({ number, fileName }: StoredImport, view: View): Block {
  const words = importWords(view)
  const options = [['addition', words.addition(number ?? fileName)]] as const
  return tickField({ id: 'addition', label: words.additionLabel, isOptional: true, options })
}

function linesOf({ statement }: Draft, page: number, view: View): Block[] {
  const words = importWords(view)
  const { lines, currency } = statement
  // What was not understood comes first: it is what a person has to look at.
  const ordered = [
    ...lines.filter(({ reading }) => reading.kind === 'unknown'),
    ...lines.filter(({ reading }) => reading.kind !== 'unknown'),
  ]
  const from = Math.min(page * linesAPage, Math.max(0, ordered.length - 1))
  const shown = ordered.slice(from, from + linesAPage)
  const blocks: Block[] = []
  for (let start = 0; start < shown.length; start += linesABlock)
    blocks.push(
      section(
        shown
          .slice(start, start + linesABlock)
          .map((line) => sayLine(line, currency, view))
          .join('\n'),
      ),
    )
  const isCut = ordered.length > linesAPage
  return [
    { type: 'divider' },
    ...blocks,
    ...(isCut ? [context(words.lineOf.page(from + 1, from + shown.length, ordered.length))] : []),
    actions(
      button('import.explain', words.buttons.explain, 'explain'),
      ...(page > 0 ? [button('import.page', words.buttons.back, String(page - 1))] : []),
      // Two buttons of one action in one block would be one to Slack.
      ...(from + linesAPage < ordered.length ? [button('import.next-page', words.buttons.next, String(page + 1))] : []),
    ),
  ]
}
