import type { Message } from '../../slack/message.ts'
import { actions, section } from '../blocks.ts'
import type { Command } from '../contract.ts'
import { code } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { runButton } from './stored-buttons.ts'

/** One command's help, from its own descriptor. */
export function describeCommand(command: Command, view: View): Message {
  const { slash } = view
  const { help } = coreWords(view)
  const title = `*${code([slash, command.name, command.usage].filter(Boolean).join(' '))}*`
  const summary = command.summary(view)
  const examples = command.examples.map((example) => `• ${code(`${slash} ${example}`)}`)
  const takesPeriod = command.usage?.includes('[period]') ? help.periods : ''
  const first = command.examples[0]
  return {
    text: coreWords(view).labelled(`${slash} ${command.name}`, summary),
    blocks: [
      section([title, summary].join('\n')),
      section([examples.join('\n'), takesPeriod].filter(Boolean).join('\n\n')),
      ...(first ? [actions(runButton(help.tryIt(first), first))] : []),
    ],
  }
}
