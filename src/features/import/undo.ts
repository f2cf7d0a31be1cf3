import type { Core } from '../../chatops/context.ts'
import type { Act, Form } from '../../chatops/contract.ts'
import { escapeMrkdwn, plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { replaced } from '../../domain/statement/choose-sources.ts'
import type { Modal } from '../../slack/views.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import { findImports, type StoredImport, undoImport } from '../../storage/figures/imports.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { type Tables, who } from './drafts.ts'
import { selectField } from './fields.ts'
import { loadingModal, noticeModal } from './modals.ts'
import { sayAmount, sayDays } from './say.ts'
import { importWords } from './words.ts'
import { findExchangeFor, sayWorthOf } from './worth.ts'

/** Slack takes a hundred options. */
const mostOffered = 100

export const undoAct: Act = {
  name: 'import undo',
  access: 'decide',
  opening: (view) => loadingModal(importWords(view).undoTitle, view),
  failed: (message, view) => noticeModal(importWords(view).undoTitle, message.text, view),
  act: async (core, { view }) =>
    undoModal(await findImports(core.db.query<Tables>(), core.organization), core.clock.now(), view),
}

function undoModal(imports: readonly StoredImport[], now: Date, view: View): Modal {
  const words = importWords(view)
  if (imports.length === 0) return noticeModal(words.undoTitle, words.undoNothing, view)
  const options = imports.slice(0, mostOffered).map((file) => {
    const facts = `${sayDays(file, view, now)}, ${sayAmount(file.counted, file.currency, view)}`
    return [file.id, `${plainName(file.fileName, 35)}: ${facts}`] as const
  })
  return {
    callbackId: 'import.undo',
    title: words.undoTitle,
    submit: words.undo,
    close: words.cancel,
    blocks: [selectField({ id: 'import', label: words.undoLabel, options })],
  }
}

/** It no longer counts; its lines and its place in the trail stay. */
export const undoForm: Form = {
  access: 'decide',
  busy: (view) => noticeModal(importWords(view).undoTitle, importWords(view).busy, view),
  failed: (message, view) => noticeModal(importWords(view).undoTitle, message.text, view),
  async act(core, { asker, view, input }) {
    const words = importWords(view)
    const imports = await findImports(core.db.query<Tables>(), core.organization)
    const file = imports.find(({ id }) => id === input.values.import)
    const isUndone = file !== undefined && (await undo(core, asker, file))
    if (!isUndone) return noticeModal(words.undoTitle, words.wasUndone, view)
    const amount = sayAmount(file.counted, file.currency, view)
    const worth = sayWorthOf({ ...file, amount: file.counted }, await findExchangeFor(core, [file]), view)
    const text = words.undoneText(escapeMrkdwn(file.fileName, 80), hadReplaced(file, imports))
    return noticeModal(words.undoTitle, [text, [amount, worth].filter(Boolean).join(' ')].join('\n'), view)
  },
}

/** One that was itself replaced, or counted in addition to others, gives nothing back. */
export function hadReplaced(file: StoredImport, imports: readonly StoredImport[]): boolean {
  const others = replaced(imports, file).filter(({ id }) => id !== file.id)
  return !file.isAddition && others.length > 0 && others.every(({ importedAt }) => importedAt <= file.importedAt)
}

async function undo(
  { db, organization }: Core,
  asker: Parameters<typeof who>[0],
  file: StoredImport,
): Promise<boolean> {
  const at = await db.now()
  return db.transaction<Tables, boolean>(async (tx) => {
    if (!(await undoImport(tx, organization, file.id, at))) return false
    await appendAudit(tx, {
      organization,
      action: 'import.undone',
      actorId: await personIdFor(tx, organization, who(asker)),
      subject: file.id,
      before: { sha256: file.sha256, counted: file.counted.toString(), from: file.from, to: file.to },
      outcome: 'done',
    })
    return true
  })
}
