import type { Block, Message } from '../slack/message.ts'
import { actions, section } from './blocks.ts'
import { runButton } from './routing/stored-buttons.ts'
import type { View } from './view.ts'
import { coreWords } from './words/index.ts'

/** The first words to somebody who does not know what to ask. */
export const welcomeBlock = (view: View): Block => section(coreWords(view).welcome(view.slash))

/** The same as an answer, with the two that lead on. */
export function welcome(view: View): Message {
  const [title = ''] = coreWords(view).welcome(view.slash).split('\n')
  const buttons = actions(runButton('spend', 'spend'), runButton('help', 'help'))
  return { text: title.replaceAll('*', ''), blocks: [welcomeBlock(view), buttons] }
}
