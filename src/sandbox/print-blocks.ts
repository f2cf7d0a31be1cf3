import type { Block } from './slack/block-kit/blocks.ts'
import type { InteractiveElement } from './slack/block-kit/elements.ts'
import type { InputStates, SandboxSlack } from './slack/index.ts'

export type Names = Pick<SandboxSlack, 'people' | 'channels'>

export interface Printing {
  readonly names: Names
  /** What has been filled in, and what is wrong with it: in modals. */
  readonly held?: InputStates
  readonly errors?: Readonly<Record<string, string>>
}

/** Blocks as text for a terminal: what one reads, and `[what one can press]`. */
export const printBlocks = (blocks: readonly Block[], printing: Printing): string =>
  blocks
    .map((block) => printBlock(block, printing))
    .filter(Boolean)
    .join('\n\n')

function printBlock(block: Block, printing: Printing): string {
  const { names } = printing
  switch (block.type) {
    case 'header':
      return block.text.text
    case 'section':
      return [block.text, ...(block.fields ?? [])]
        .map((text) => printText(text, names))
        .concat(block.accessory && block.accessory.type !== 'image' ? printElement(block.accessory) : [])
        .filter(Boolean)
        .join('\n')
    case 'context':
      return block.elements
        .map((element) => (element.type === 'image' ? `(picture: ${element.alt_text})` : printText(element, names)))
        .join('\n')
    case 'actions':
      return block.elements.map(printElement).join(' ')
    case 'input':
      return printInput(block, printing)
    case 'image':
      return `(picture: ${block.alt_text})`
    case 'data_visualization':
      return `(chart: ${block.title})`
    case 'markdown':
      return block.text
    case 'table':
      return block.rows
        .map((row) => row.map((cell) => ('text' in cell ? cell.text : readWords(cell))).join(' | '))
        .join('\n')
    case 'rich_text':
      return readWords(block)
    case 'divider':
      return ''
  }
}

function printElement(element: InteractiveElement): string {
  if (element.type === 'button') return `[${element.text.text}]`
  if (element.type === 'overflow') return `[⋯ ${element.options.map(({ text }) => text.text).join(' · ')}]`
  return `[${('placeholder' in element && element.placeholder?.text) || element.type.replaceAll('_', ' ')} ▾]`
}

type InputBlock = Extract<Block, { type: 'input' }>

function printInput({ block_id, label, element }: InputBlock, { held = {}, errors = {} }: Printing): string {
  const state = Object.entries(held[block_id]?.[element.action_id ?? ''] ?? {}).filter(([name]) => name !== 'type')
  const value = state.map(([, content]) => readWords(content)).join('')
  const error = errors[block_id]
  return `${label.text}: [${value}]${error ? `\n  ⚠ ${error}` : ''}`
}

/** The words somewhere inside: an option's text rather than its value, where both stand. */
function readWords(content: unknown): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content)
  if (Array.isArray(content)) return content.map(readWords).filter(Boolean).join(' ')
  if (typeof content !== 'object' || content === null) return ''
  if ('text' in content) return readWords(content.text)
  return 'elements' in content ? readWords(content.elements) : ''
}

export function printText(text: { type: string; text: string } | undefined, names: Names): string {
  if (!text) return ''
  return text.type === 'mrkdwn' ? printMrkdwn(text.text, names) : text.text
}

const printMrkdwn = (text: string, { people, channels }: Names): string =>
  text
    .replace(/<!date\^[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => `@${people().find((person) => person.id === id)?.realName ?? id}`)
    .replace(/<#([A-Z0-9]+)>/g, (_, id: string) => `#${channels().find((channel) => channel.id === id)?.name ?? id}`)
    .replace(/<([^<|>]+)\|([^<>]*)>/g, '$2 ($1)')
    .replace(/(?<![\w\u200b])[*_]([^*_\n]+)[*_](?![\w\u200b])/g, '$1')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
