import { z } from 'zod'
import { type Block, type BlockWithoutId, messageBlock } from './blocks.ts'
import type { SlackFile } from './text.ts'
import { type HomeContent, home, type ModalContent, modal } from './view.ts'
import { listElements, listSlackFiles, nameBlocks } from './walk.ts'

export type Checked<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problems: readonly string[] }

export interface CheckOptions {
  /** Is this upload a picture that Slack has finished with? Without it every reference passes. */
  readonly isImageReady?: (file: SlackFile) => boolean
}

export type View = (Omit<ModalContent, 'blocks'> | Omit<HomeContent, 'blocks'>) & { blocks: Block[] }

const messageBlocks = z.array(messageBlock).max(50)
const anyView = z.discriminatedUnion('type', [modal, home])

const maxViewBytes = 250_000
const maxMarkdownCharacters = 12_000
const maxChartsPerMessage = 2

/** Holds a message's blocks against Slack's limits; problems read like Slack's `response_metadata.messages`. */
export function validateBlocks(blocks: unknown, options: CheckOptions = {}): Checked<Block[]> {
  const parsed = messageBlocks.safeParse(blocks)
  if (!parsed.success) return { ok: false, problems: listIssues(parsed.error, '') }
  const problems = [
    ...findClashes(parsed.data),
    ...findUnreadyImages(parsed.data, options),
    ...findMessageExcess(parsed.data),
    ...findMisplacedInputs(parsed.data),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, content: nameBlocks(parsed.data) }
}

export function validateView(view: unknown, options: CheckOptions = {}): Checked<View> {
  const parsed = anyView.safeParse(view)
  if (!parsed.success) return { ok: false, problems: listIssues(parsed.error, '/view') }
  const content = parsed.data
  const problems = [...findClashes(content.blocks), ...findUnreadyImages(content.blocks, options)]
  if (content.type === 'modal' && !content.submit && content.blocks.some(({ type }) => type === 'input'))
    problems.push('[ERROR] submit is required when an input block is within the blocks array [json-pointer:/view]')
  if (content.type === 'home') problems.push(...findMisplacedInputs(content.blocks))
  if (JSON.stringify(view).length > maxViewBytes) problems.push('[ERROR] view is too large [json-pointer:/view]')
  const focused = content.blocks.flatMap(listElements).filter((e) => 'focus_on_load' in e && e.focus_on_load)
  if (focused.length > 1) problems.push('[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]')
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, content: { ...content, blocks: nameBlocks(content.blocks) } }
}

const listIssues = (error: z.ZodError, root: string): string[] =>
  error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:${[root, ...issue.path.map(String)].join('/')}]`)

function findClashes(blocks: readonly BlockWithoutId[]): string[] {
  const blockIds = blocks.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]))
  const problems = findRepeats(blockIds).map((id) => `[ERROR] block_id "${id}" already exists`)
  for (const block of blocks) {
    const actionIds = listElements(block).flatMap(({ action_id }) => (action_id === undefined ? [] : [action_id]))
    problems.push(...findRepeats(actionIds).map((id) => `[ERROR] action_id "${id}" already exists in its block`))
  }
  return problems
}

const findRepeats = (ids: readonly string[]) => ids.filter((id, position) => ids.indexOf(id) !== position)

const findUnreadyImages = (blocks: readonly BlockWithoutId[], { isImageReady = () => true }: CheckOptions) =>
  blocks
    .flatMap(listSlackFiles)
    .filter((file) => !isImageReady(file))
    .map((file) => `[ERROR] invalid slack file [json-pointer:/blocks] (${file.id ?? file.url})`)

function findMessageExcess(blocks: readonly BlockWithoutId[]): string[] {
  const problems = []
  const markdown = blocks.reduce((sum, block) => sum + (block.type === 'markdown' ? block.text.length : 0), 0)
  if (markdown > maxMarkdownCharacters)
    problems.push(`[ERROR] markdown blocks hold more than ${maxMarkdownCharacters} characters`)
  if (blocks.filter(({ type }) => type === 'table').length > 1) problems.push('[ERROR] only one table is allowed')
  if (blocks.filter(({ type }) => type === 'data_visualization').length > maxChartsPerMessage)
    problems.push(`[ERROR] only ${maxChartsPerMessage} data visualizations are allowed`)
  return problems
}

/** Files are taken in modals alone. */
const findMisplacedInputs = (blocks: readonly BlockWithoutId[]) =>
  blocks
    .flatMap(listElements)
    .filter(({ type }) => type === 'file_input')
    .map(() => '[ERROR] file_input is only allowed in modals')
