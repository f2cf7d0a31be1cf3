import { actions, section } from '../../chatops/blocks.ts'
import type { Command } from '../../chatops/contract.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { code } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { Message } from '../../slack/message.ts'
import { exportWords } from './words.ts'

/** The reports that can be exported, each one click away. */
export function listReports(commands: readonly Command[], title: string, view: View): Message {
  const words = exportWords(view)
  const names = commands.filter(({ isExportable }) => isExportable).map(({ name }) => name)
  const lines = names.map((name) => code(`${view.slash} export ${name}`))
  return {
    text: `${title} ${names.join(', ')}`,
    blocks: [
      section([title, ...lines.map((line) => `• ${line}`), words.options].join('\n')),
      actions(...names.map((name) => runButton(words.run(name), `export ${name}`))),
    ],
  }
}
