import { randomUUID } from 'node:crypto'
import { panelLink } from '../../chatops/admin-panel.ts'
import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput } from '../../domain/errors.ts'
import type { Decimal } from '../../domain/money/decimal.ts'
import { chooseSources } from '../../domain/statement/choose-sources.ts'
import { inferDecimalSign, readNumber } from '../../domain/statement/numbers.ts'
import { nameOfPeriod } from '../../domain/time/dates.ts'
import { dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/time/time.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import { findImports } from '../../storage/figures/imports.ts'
import {
  findTypedFigures,
  findTypedLimit,
  saveTypedFigure,
  saveTypedLimit,
  type TypedFigure,
} from '../../storage/figures/typed.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { type Tables, who } from './drafts.ts'
import { textField } from './fields.ts'
import { loadingModal, noticeModal } from './modals.ts'
import { sayAmount } from './say.ts'
import { importWords } from './words.ts'

/** Today's figure, as somebody reads it on Mistral's Billing page: the one way to know it without an Admin API. */
export const figureAct: Act = {
  name: 'import figure',
  access: 'decide',
  opening: (view) => loadingModal(importWords(view).figureTitle, view),
  failed: (message, view) => noticeModal(importWords(view).figureTitle, message.text, view),
  async act(core, { view }) {
    const words = importWords(view)
    if (core.config.mistral.key !== undefined) return noticeModal(words.figureTitle, words.figure.notNeeded, view)
    const known = await findTypedLimit(core.db.query<Tables>(), core.organization)
    return figureModal({ currency: known?.currency ?? core.config.reportCurrency ?? 'EUR' }, view)
  },
}

function figureModal(typed: SubmissionInput['values'], view: View): Modal {
  const { figure, figureTitle, save, cancel } = importWords(view)
  return {
    callbackId: 'import.figure',
    title: figureTitle,
    submit: save,
    close: cancel,
    blocks: [
      section(panelLink('billing', figure.open)),
      textField({ id: 'used', label: figure.used, hint: figure.usedHint, typed: typed.used ?? '', most: 40 }),
      textField({ id: 'currency', label: figure.currency, typed: typed.currency ?? '', most: 3 }),
      textField({
        ...{ id: 'limit', label: figure.limit, hint: figure.limitHint, most: 40 },
        ...{ typed: typed.limit ?? '', isOptional: true },
      }),
    ],
  }
}

export const figureForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(importWords(view).figureTitle, importWords(view).busy, view),
  failed: (message, view) => noticeModal(importWords(view).figureTitle, message.text, view),
  async check(core, { values }, view) {
    const { figure } = importWords(view)
    const currency = (values.currency ?? '').trim().toUpperCase()
    const imported = await importedCurrency(core)
    const errors = {
      ...(readAmount(values.used) ? {} : { used: figure.wrong }),
      ...(values.limit && !readAmount(values.limit) ? { limit: figure.wrong } : {}),
      ...(/^[A-Z]{3}$/.test(currency) ? {} : { currency: figure.wrongCurrency }),
      ...(imported && /^[A-Z]{3}$/.test(currency) && currency !== imported
        ? { currency: figure.otherCurrency(imported) }
        : {}),
    }
    return Object.keys(errors).length > 0 ? errors : undefined
  },
  async act(core, { asker, view, input: { values } }) {
    const words = importWords(view)
    const used = readAmount(values.used)
    if (!used) throw new InvalidInput('amount', values.used ?? '')
    const now = core.clock.now()
    const month = monthOf(dayOf(now))
    const currency = (values.currency ?? '').trim().toUpperCase()
    const before = (await findTypedFigures(core.db.query<Tables>(), core.organization, month)).at(-1)
    const limit = values.limit ? readAmount(values.limit) : undefined
    await save(core, asker, { month, asOf: now, used, currency }, limit)
    const name = nameOfPeriod(
      { kind: 'month', from: firstDayOf(month), to: lastDayOf(month) },
      view.locale,
      month.slice(0, 4),
    )
    const isLess = before && before.currency === currency && before.used.compare(used) > 0
    const text = [
      words.figure.saved(sayAmount(used, currency, view), name),
      ...(limit ? [words.figure.savedLimit(sayAmount(limit, currency, view))] : []),
      ...(isLess ? [words.figure.less(sayAmount(before.used, currency, view))] : []),
    ].join('\n')
    return noticeModal(words.figureTitle, text, view)
  },
}

/** Of the files of this month, which the typed figure goes on from. */
async function importedCurrency({ db, organization, clock }: Core): Promise<string | undefined> {
  const month = monthOf(dayOf(clock.now()))
  const [newest] = chooseSources(await findImports(db.query<Tables>(), organization), month)?.counted ?? []
  return newest?.file.currency ?? undefined
}

/** "412.60", "1 412,60 €", "5000"; a single separator before three digits is one of thousands: nobody types tenths of cents. */
function readAmount(text: string | null | undefined): Decimal | undefined {
  const typed = (text ?? '').trim()
  const isGrouped = /^[^.,]*\d[.,]\d{3}$/.test(typed.replace(/[^\d.,]/g, ''))
  const sign = inferDecimalSign([typed]) ?? (isGrouped && typed.includes('.') ? ',' : '.')
  const amount = readNumber(typed, sign)
  return amount && !amount.isNegative ? amount : undefined
}

async function save(
  { db, organization }: Core,
  asker: Asker,
  figure: TypedFigure,
  limit: Decimal | undefined,
): Promise<void> {
  const id = randomUUID()
  const { used, currency, month } = figure
  await db.transaction<Tables, void>(async (tx) => {
    const typedBy = await personIdFor(tx, organization, who(asker))
    await saveTypedFigure(tx, organization, { ...figure, id, typedBy })
    if (limit) await saveTypedLimit(tx, organization, { limit, currency, at: figure.asOf })
    await appendAudit(tx, {
      organization,
      action: 'import.figure-typed',
      actorId: typedBy,
      subject: id,
      after: {
        month,
        used: used.toString(),
        ...(currency ? { currency } : {}),
        ...(limit ? { limit: limit.toString() } : {}),
      },
      outcome: 'done',
    })
  })
}
