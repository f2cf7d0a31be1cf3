import type { SandboxMessage, SandboxSlack } from './slack/index.ts'

type Names = Pick<SandboxSlack, 'people' | 'channels'>

/** A message as text for a terminal: what one reads in Slack, without its marks. */
export function printMessage(message: SandboxMessage, names: Names): string {
  const lines = message.blocks.length > 0 ? message.blocks.map((block) => printBlock(block, names)) : [message.text]
  const text = lines.filter(Boolean).join('\n\n')
  return message.visibleTo ? `${text}\n` : `${text}\n(posted in the channel)\n`
}

/** Blocks arrive as Slack keeps them; those that people read here are a handful. */
function printBlock(block: Readonly<Record<string, unknown>>, names: Names): string {
  const elements = Array.isArray(block.elements) ? block.elements : []
  if (block.type === 'actions') return elements.map((element) => `[${printText(element?.text, names)}]`).join(' ')
  if (block.type === 'context') return elements.map((element) => printText(element, names)).join('\n')
  if (block.type === 'image') return `(picture: ${String(block.alt_text ?? '')})`
  return printText(block.text, names)
}

function printText(value: unknown, names: Names): string {
  if (typeof value !== 'object' || value === null || !('text' in value)) return ''
  return 'type' in value && value.type === 'mrkdwn' ? printMrkdwn(String(value.text), names) : String(value.text)
}

const printMrkdwn = (text: string, { people, channels }: Names): string =>
  text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => `@${people().find((person) => person.id === id)?.realName ?? id}`)
    .replace(/<#([A-Z0-9]+)>/g, (_, id: string) => `#${channels().find((channel) => channel.id === id)?.name ?? id}`)
    .replace(/<([^|>]+)\|([^>]*)>/g, '$2 ($1)')
    .replace(/(?<![\w\u200b])[*_]([^*_\n]+)[*_](?![\w\u200b])/g, '$1')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
