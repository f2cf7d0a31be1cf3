import { actions, context, sections } from '../../chatops/blocks.ts'
import { type Command, defineCommand, defineFeature } from '../../chatops/contract.ts'
import { describeCommand } from '../../chatops/routing/help.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { NotFound } from '../../domain/errors.ts'
import type { Message } from '../../slack/message.ts'
import { helpWords } from './words.ts'

interface HelpData {
  readonly commands: readonly Command[]
  /** `help spend`: that one alone. */
  readonly topic: Command | undefined
}

export const help = defineFeature({
  name: 'help',
  words: [helpWords],
  commands: [
    defineCommand({
      name: 'help',
      access: 'anyone',
      summary: (reader) => helpWords(reader).summary,
      usage: '[command]',
      examples: ['help', 'help spend'],
      parse: (words) => words.rest().toLowerCase(),
      run: async ({ features: { commands } }, wanted): Promise<HelpData> => {
        const topic = commands.find((command) => command.name === wanted)
        if (wanted && !topic)
          throw new NotFound(
            'command',
            wanted,
            commands.slice(0, 3).map(({ name }) => name),
          )
        return { commands, topic }
      },
      render: renderHelp,
    }),
  ],
})

function renderHelp({ commands, topic }: HelpData, view: View): Message {
  if (topic) return describeCommand(topic, view)
  const { slash } = view
  const own = helpWords(view)
  const lines = commands.map((command) => `\`${slash} ${command.name}\`  ${command.summary(view)}`)
  const names = commands.map((command) => command.name).join(', ')
  return {
    text: own.text(names),
    blocks: [
      ...sections([own.title, ...lines]),
      context(own.more(slash), coreWords(view).help.periods),
      actions(
        ...['spend', 'whoami']
          .filter((line) => commands.some(({ name }) => name === line))
          .map((line) => runButton(line, line)),
      ),
    ],
  }
}
