import type { Chart } from '../../domain/chart.ts'
import { InvalidInput } from '../../domain/errors.ts'
import type { Reply } from '../../slack/interactions.ts'
import type { Block, Message } from '../../slack/message.ts'
import { actions, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { shareAnswer } from '../report/share.ts'
import { cut, escapeMrkdwn } from '../text.ts'
import { type View, viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { type Conversation, deliver, profileOf } from './conversation.ts'
import { explainError, isRefusal } from './explain-error.ts'
import { describeCommand } from './help.ts'
import type { Outcome } from './outcome.ts'
import { findCommand, prepareAnswer, splitLine } from './prepare.ts'
import { runBesideButton, runButton, shareButton } from './stored-buttons.ts'
import { suggest } from './suggest.ts'
import { TypedWords } from './typed-words.ts'

interface Answer {
  readonly message: Message
  readonly result: Outcome['result']
  readonly chart?: Chart | undefined
  /** As whom the reader was answered, once it was known who they are. */
  readonly own?: View
}

/** Answers one line: the command's message, or what went wrong, always something. */
export async function serveLine(
  core: Core,
  conversation: Conversation,
  line: string,
  send: Reply['answer'],
): Promise<void> {
  const begin = core.clock.now().getTime()
  const { message, result, chart, own = conversation.view } = await answerLine(core, conversation, line)
  const picture = chart && (await core.pictures.forReader(chart, conversation.userId, own))
  await deliver(core, conversation, message, { send, picture })
  const command = findCommand(core, line)?.name ?? 'unknown'
  core.observe({ command, result, ms: core.clock.now().getTime() - begin })
}

async function answerLine(core: Core, conversation: Conversation, line: string): Promise<Answer> {
  const { view, slash } = conversation
  if (!findCommand(core, line)) return { message: answerUnknown(core, line, view), result: 'refused' }
  const help = answerHelp(core, line, view)
  if (help) return { message: help, result: 'answered' }
  try {
    const profile = profileOf(conversation)
    const { words, wantsShare } = takeShare(line)
    if (wantsShare) {
      const message = await shareAnswer(core, { ...conversation, profile, line: words, isConfirmed: false })
      return { message, result: 'answered' }
    }
    const { command, asker, found } = await prepareAnswer(core, words, profile)
    const own = viewFor(core, profile, slash, asker)
    const message = found.render(own)
    const shareable = command.isShareable ? withShareButton(message, own, words) : message
    const hasLines = own.isDecider && (found.table(own)?.rows.length ?? 0) > 0
    const offered = hasLines ? withExportButton(shareable, own, words) : shareable
    return { message: offered, result: 'answered', chart: found.draw(own), own }
  } catch (error) {
    const message = withMeant(explainError(error, splitLine(line).word, view, core), error, line, view)
    return { message, result: isRefusal(error) ? 'refused' : 'failed' }
  }
}

/** The line as it was surely meant, one click away. */
function withMeant(message: Message, error: unknown, line: string, view: View): Message {
  if (!(error instanceof InvalidInput) || error.meant === undefined || !line.includes(error.input)) return message
  const meant = line.replace(error.input, error.meant)
  const run = runButton(coreWords(view).unknownCommand.run(cut(meant, 60)), meant)
  return { ...message, blocks: [...message.blocks, actions(run)] }
}

/** "spend last month share" → "spend last month", to be posted. */
function takeShare(line: string): { words: string; wantsShare: boolean } {
  const words = line.replace(/(?<!\s)\s+share$/i, '')
  return { words, wantsShare: words !== line }
}

/** Sharing is offered first in the row of buttons that the report brings, or in one of its own. */
const withShareButton = (message: Message, view: View, line: string): Message =>
  inLastRow(message, (others) => [shareButton(coreWords(view).share.button, line), ...others])

/** For admin and billing, where there are lines to export. */
const withExportButton = (message: Message, view: View, line: string): Message =>
  inLastRow(message, (others) => [...others, runBesideButton(coreWords(view).exportButton, `export ${line}`)])

type RowElements = Extract<Block, { type: 'actions' }>['elements']

function inLastRow(message: Message, arrange: (others: RowElements) => RowElements): Message {
  const last = message.blocks.at(-1)
  if (last?.type !== 'actions')
    return { ...message, blocks: [...message.blocks, { type: 'actions', elements: arrange([]) }] }
  return { ...message, blocks: [...message.blocks.slice(0, -1), { ...last, elements: arrange(last.elements) }] }
}

/** What is answered to a word that is no command. */
function answerUnknown(core: Core, line: string, view: View): Message {
  const { unknownCommand } = coreWords(view)
  const { word, rest } = splitLine(line)
  const known = core.features.commands.map((command) => command.name)
  const meant = suggest(word, known)
  const text = unknownCommand.text(escapeMrkdwn(word, 40))
  if (!meant) {
    const full = `${text} ${unknownCommand.seeHelp(view.slash)}`
    return { text: full, blocks: [section(full), actions(runButton(unknownCommand.help, 'help'))] }
  }
  const suggestion = cut(`${meant} ${rest}`.trim(), 60)
  const full = `${text} ${unknownCommand.didYouMean(`${view.slash} ${escapeMrkdwn(suggestion)}`)}`
  return {
    text: full,
    blocks: [section(full), actions(runButton(unknownCommand.run(suggestion), `${meant} ${rest}`.trim()))],
  }
}

/** `/mistral spend help`. */
function answerHelp(core: Core, line: string, view: View): Message | undefined {
  const command = findCommand(core, line)
  return command && new TypedWords(splitLine(line).rest).isHelp() ? describeCommand(command, view) : undefined
}
