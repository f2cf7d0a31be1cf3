import { type Names, printBlocks } from './print-blocks.ts'
import type { SandboxMessage, SandboxView } from './slack/index.ts'

/** A message as text for a terminal: what one reads in Slack, without its marks. */
export function printMessage(message: SandboxMessage, names: Names): string {
  const text = message.blocks.length > 0 ? printBlocks(message.blocks, { names }) : message.text
  const isPrivate = message.visibleTo !== undefined || message.channel.startsWith('D')
  return isPrivate ? `${text}\n` : `${text}\n(posted in the channel)\n`
}

/** A modal or an App Home, with what has been filled in. */
export function printView({ content, state, errors, notice }: SandboxView, names: Names): string {
  const blocks = printBlocks(content.blocks, { names, held: state, errors })
  if (content.type !== 'modal') return `${blocks}\n`
  const buttons = [content.close?.text ?? 'Cancel', content.submit?.text].filter(Boolean).map((text) => `[${text}]`)
  return [`— ${content.title.text} —`, notice, blocks, buttons.join(' ')].filter(Boolean).join('\n\n').concat('\n')
}
