import type { PanelPage } from '../../chatops/admin-panel.ts'
import { actions, context, section } from '../../chatops/blocks.ts'
import { defineCommand, defineFeature } from '../../chatops/contract.ts'
import { panelButton } from '../../chatops/panel-button.ts'
import type { View } from '../../chatops/view.ts'
import { InvalidInput } from '../../domain/errors.ts'
import type { Message } from '../../slack/message.ts'
import { billingWords } from './words.ts'

/** Each with the page of the Admin Panel on which it is done. */
const pages = {
  credits: 'billing',
  payment: 'billing',
  information: 'billing',
  invoices: 'billing',
  cap: 'workspaces',
} as const satisfies Record<string, PanelPage>

type Topic = keyof typeof pages
const topics = Object.keys(pages) as readonly Topic[]

/** What people ask for and no API gives: the answer is where it is. */
export const billing = defineFeature({
  name: 'billing',
  words: [billingWords],
  commands: [
    defineCommand<readonly Topic[], readonly Topic[]>({
      name: 'billing',
      alsoCalled: ['credits', 'payment', 'invoices'],
      access: 'decide',
      summary: (reader) => billingWords(reader).summary,
      usage: '[credits|payment|information|invoices|cap]',
      examples: ['billing', 'billing credits', 'billing cap'],
      parse(words) {
        const wanted = words.rest().toLowerCase()
        const found = topics.find((topic) => topic === wanted)
        if (wanted && !found) throw new InvalidInput('option', wanted, ['credits', 'payment', 'invoices'])
        return found ? [found] : topics
      },
      run: async (_context, wanted) => wanted,
      render: renderBilling,
    }),
  ],
})

function renderBilling(wanted: readonly Topic[], view: View): Message {
  const words = billingWords(view)
  const lines = wanted.map((topic) => `• ${words.topics[topic]}`)
  const opened = [...new Set(wanted.map((topic) => pages[topic]))]
  return {
    text: words.title,
    blocks: [
      section([words.title, ...lines].join('\n')),
      ...(wanted.includes('invoices') ? [context(words.afterwards(view.slash))] : []),
      actions(...opened.map((page) => panelButton(page, view))),
    ],
  }
}
