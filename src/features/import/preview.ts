import type { Core } from '../../chatops/context.ts'
import type { Click, Form } from '../../chatops/contract.ts'
import { showModal } from '../../chatops/routing/acts.ts'
import type { View } from '../../chatops/view.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import type { Day } from '../../domain/usage/usage.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import { findImports } from '../../storage/figures/imports.ts'
import { saveMappings } from '../../storage/figures/mappings.ts'
import { changeDraft, type Draft, findDraft, type Tables } from './drafts.ts'
import { explainModal, hasQuestions, readAnswers } from './explain-view.ts'
import { judge } from './judge.ts'
import { noticeModal } from './modals.ts'
import { previewModal } from './preview-view.ts'
import { readAgain } from './read-file.ts'
import { importWords } from './words.ts'
import { findExchangeFor } from './worth.ts'

/** What is not known is asked first; then all of it is shown. */
export const showDraft = async (core: Core, draft: Draft, view: View): Promise<Modal> =>
  hasQuestions(draft.statement) ? explainModal(draft, view) : previewOf(core, draft, view)

export async function previewOf(
  core: Core,
  draft: Draft,
  view: View,
  shown: { readonly page?: number; readonly note?: string } = {},
): Promise<Modal> {
  const { statement, sha256 } = draft
  const imports = await findImports(core.db.query<Tables>(), core.organization)
  const exchange = await findExchangeFor(core, [{ issuedOn: statement.issuedOn, to: statement.period?.to }])
  const judgement = judge(statement, sha256, imports)
  return previewModal({ draft, judgement, exchange, now: core.clock.now(), ...shown }, view)
}

/** What a person explained is remembered, and the file is read again with it. */
export const explainForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(importWords(view).title, importWords(view).reading, view),
  failed: (message, view) => noticeModal(importWords(view).title, message.text, view),
  async check(core, { metadata, userId, values }, view) {
    await findDraft(core, metadata, userId)
    const { from, to } = readDays(values)
    return from && to && to < from ? { to: importWords(view).daysWrong } : undefined
  },
  async act(core, { view, input }) {
    const draft = await findDraft(core, input.metadata, input.userId)
    const answers = readAnswers(draft.statement, input.values)
    const isNew = Object.keys(answers.items).length + Object.keys(answers.columns).length > 0
    await core.db.transaction<Tables, void>((tx) => saveMappings(tx, core.organization, answers))
    const statement = isNew ? await readAgain(core, draft) : draft.statement
    if (!statement) return noticeModal(importWords(view).title, importWords(view).changedFile, view)
    const changed = { ...draft, statement: withDays(statement, readDays(input.values)) }
    await changeDraft(core, changed)
    return previewOf(core, changed, view)
  },
}

const readDays = ({ from, to }: SubmissionInput['values']) => ({
  from: from as Day | null | undefined,
  to: to as Day | null | undefined,
})

/** Days that a person gave count where they differ: they know their file. */
function withDays(statement: Statement, { from, to }: ReturnType<typeof readDays>): Statement {
  return from && to ? { ...statement, period: { from, to } } : statement
}

/** Other lines of the same preview; what was ticked meanwhile stays. */
export const pageClick: Click = {
  access: 'decide',
  async act(core, { view, input }) {
    const { from, value, userId } = input
    if (from.kind !== 'view') return undefined
    const draft = await findDraft(core, from.metadata, userId).catch(nothingIfGone)
    const page = /^\d{1,4}$/.test(value) ? Number(value) : 0
    if (draft) await showModal(core, from.viewId, await previewOf(core, draft, view, { page }), from.hash)
    return undefined
  },
}

export const explainClick: Click = {
  access: 'decide',
  async act(core, { view, input }) {
    const { from, userId } = input
    if (from.kind !== 'view') return undefined
    const draft = await findDraft(core, from.metadata, userId).catch(nothingIfGone)
    if (draft) await showModal(core, from.viewId, explainModal(draft, view), from.hash)
    return undefined
  },
}

/** Where the preview has expired, sending it says so. */
function nothingIfGone(error: unknown): undefined {
  if (error instanceof NotAllowed) return undefined
  throw error
}
