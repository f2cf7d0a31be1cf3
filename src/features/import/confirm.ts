import { randomUUID } from 'node:crypto'
import type { Core } from '../../chatops/context.ts'
import type { Form } from '../../chatops/contract.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import { openTrail } from '../../chatops/trail.ts'
import { NotAllowed } from '../../domain/errors.ts'
import type { Statement } from '../../domain/statement/statement.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditFigures } from '../../storage/audit/entry.ts'
import { findImports, linesToStore, type StoredImport, saveImport } from '../../storage/figures/imports.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { consumeDraft, type Draft, findDraft, type Tables, who } from './drafts.ts'
import { type Judgement, judge } from './judge.ts'
import { noticeModal } from './modals.ts'
import { previewOf } from './preview.ts'
import { sayAmount, sayDays } from './say.ts'
import { importWords } from './words.ts'
import { findExchangeFor, sayWorthOf } from './worth.ts'

interface Answers {
  /** The person said that the lines do not come to the stated total, and wants it all the same. */
  readonly isForced: boolean
  readonly isAddition: boolean
}

/** From here on it counts. What was asked is in the trail before, and what came of it stands or falls with the import. */
export const confirmForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(importWords(view).title, importWords(view).busy, view),
  failed: (message, view) => noticeModal(importWords(view).title, message.text, view),
  async check(core, { metadata, userId, values }, view) {
    const draft = await findDraft(core, metadata, userId)
    const { difference } = await judgeNow(core, draft)
    return difference && !isTicked(values.accept, 'accept') ? { accept: importWords(view).acceptMissing } : undefined
  },
  subject: async (core, { metadata, userId }) => (await findDraft(core, metadata, userId)).id,
  async act(core, { asker, view, input }) {
    const words = importWords(view)
    const draft = await findDraft(core, input.metadata, input.userId)
    const judgement = await judgeNow(core, draft)
    const answers = {
      isForced: isTicked(input.values.accept, 'accept'),
      isAddition: isTicked(input.values.addition, 'addition'),
    }
    // Somebody may have imported the same file, or days of it, since the preview was drawn.
    if (judgement.same || judgement.problem || (judgement.difference && !answers.isForced))
      return previewOf(core, draft, view)
    const file = await importDraft(core, asker, draft, judgement, answers)
    if (!file) return previewOf(core, draft, view)
    const text = words.imported(
      escapeMrkdwn(file.fileName, 80),
      sayAmount(file.counted, file.currency, view),
      sayDays(file, view, core.clock.now()),
    )
    const exchange = await findExchangeFor(core, [file])
    const worth = sayWorthOf({ ...file, amount: file.counted }, exchange, view)
    return noticeModal(words.title, [text, worth, words.importedHow(view.slash)].filter(Boolean).join('\n'), view)
  },
}

const isTicked = (value: string | null | undefined, name: string): boolean => (value ?? '').split(',').includes(name)

async function judgeNow(core: Core, { statement, sha256 }: Draft): Promise<Judgement> {
  return judge(statement, sha256, await findImports(core.db.query<Tables>(), core.organization))
}

/** undefined: the same file was imported in this moment. */
async function importDraft(
  core: Core,
  asker: Asker,
  draft: Draft,
  judgement: Judgement,
  answers: Answers,
): Promise<Omit<StoredImport, 'importedAt'> | undefined> {
  const { db, organization } = core
  const { period } = draft.statement
  if (!period) throw new NotAllowed('importDraftGone')
  const figures = figuresOf(draft, judgement, answers)
  await openTrail(core, asker).record('import.importing', figures)
  const importedAt = await db.now()
  return db.transaction<Tables, Omit<StoredImport, 'importedAt'> | undefined>(async (tx) => {
    if (!(await consumeDraft(tx, organization, draft.id))) throw new NotAllowed('importDraftGone')
    const importedBy = await personIdFor(tx, organization, who(asker))
    const lines = linesToStore(draft.statement.lines, period)
    const file = { ...describe(draft, judgement, answers, importedBy), ...period, lineCount: lines.length }
    if (!(await saveImport(tx, organization, file, lines, importedAt))) return undefined
    await appendAudit(tx, {
      organization,
      action: 'import.imported',
      actorId: importedBy,
      subject: file.id,
      after: figures,
      outcome: 'done',
    })
    return file
  })
}

const describe = (
  { statement, fileName, sha256 }: Draft,
  { counted }: Judgement,
  { isForced, isAddition }: Answers,
  importedBy: string,
) => ({
  id: randomUUID(),
  kind: statement.kind,
  currency: statement.currency,
  hasDays: hasDays(statement),
  isAddition,
  isForced,
  fileName,
  sha256,
  number: statement.number ?? null,
  issuedOn: statement.issuedOn ?? null,
  stated: statement.totals.net ?? null,
  counted,
  vat: statement.totals.vat ?? null,
  importedBy,
})

const hasDays = ({ lines }: Statement): boolean =>
  lines.every(({ reading }) => reading.kind !== 'usage' || reading.usage.every(({ day }) => day !== null))

/** For the chain: figures, and the hash of the file, whose name and words may be about people. */
function figuresOf({ statement, sha256 }: Draft, { counted, difference }: Judgement, answers: Answers): AuditFigures {
  const { kind, currency, period, totals, lines } = statement
  return {
    sha256,
    kind,
    counted: counted.toString(),
    lines: lines.length,
    notUnderstood: lines.filter(({ reading }) => reading.kind === 'unknown').length,
    ...(period ? { from: period.from, to: period.to } : {}),
    ...(currency ? { currency } : {}),
    ...(totals.net ? { stated: totals.net.toString() } : {}),
    ...(difference ? { difference: difference.toString(), confirmedDifference: answers.isForced } : {}),
    ...(answers.isAddition ? { inAddition: true } : {}),
  }
}
