import { type PanelPage, panelUrl } from './admin-panel.ts'
import { type Button, linkButton } from './blocks.ts'
import type { View } from './view.ts'
import { coreWords } from './words/index.ts'

/** Opens the page of Mistral's Admin Panel where a person has to do it. Slack reports the click, and nothing is to be done. */
export const panelButton = (page: PanelPage, view: View): Button =>
  linkButton(`panel.${page}`, coreWords(view).openPanel, panelUrl(page))
