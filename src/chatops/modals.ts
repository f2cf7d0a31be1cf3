import type { Modal } from '../slack/views.ts'
import { section } from './blocks.ts'
import type { View } from './view.ts'
import { coreWords } from './words/index.ts'

/** Modals that hold no form: before one, behind one, and instead of one. */

/** A trigger lives for three seconds: this opens first, and Mistral is asked afterwards. */
export const loadingModal = (view: View, title: string): Modal => {
  const { loading, cancel } = coreWords(view).modal
  return { callbackId: 'core.loading', title, close: cancel, blocks: [section(loading)] }
}

/** What the modal shows after it was sent off, until it says how that ended. */
export const busyModal = (view: View, title: string, text = coreWords(view).modal.busy): Modal => ({
  callbackId: 'core.busy',
  title,
  close: coreWords(view).modal.close,
  blocks: [section(text)],
})

/** How something ended, or why it did not begin. */
export const noticeModal = (view: View, { title, text }: { readonly title: string; readonly text: string }): Modal => ({
  callbackId: 'core.notice',
  title,
  close: coreWords(view).modal.close,
  blocks: [section(text)],
})
