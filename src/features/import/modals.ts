import { section } from '../../chatops/blocks.ts'
import type { View } from '../../chatops/view.ts'
import type { Modal } from '../../slack/views.ts'
import { fileField } from './fields.ts'
import { importWords } from './words.ts'

export const noticeModal = (title: string, text: string, view: View): Modal => ({
  callbackId: 'import.notice',
  title,
  close: importWords(view).close,
  blocks: [section(text)],
})

/** A trigger lives for three seconds: this opens first. */
export const loadingModal = (title: string, view: View): Modal => noticeModal(title, importWords(view).loading, view)

export function fileModal(view: View, note?: string): Modal {
  const words = importWords(view)
  return {
    callbackId: 'import.file',
    title: words.title,
    submit: words.read,
    close: words.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      fileField({ id: 'file', label: words.fileLabel, hint: words.fileHint, filetypes: ['csv', 'pdf', 'tsv', 'txt'] }),
    ],
  }
}
