import { z } from 'zod'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxChannel } from '../types.ts'
import type { Workspace } from '../workspace.ts'

export interface Method {
  /** The bot needs one of them. */
  readonly scopes: readonly string[]
  readonly token: 'bot' | 'app'
  readonly run: (args: Readonly<Record<string, unknown>>, workspace: Workspace) => object
}

/** One Web API method: its scopes, its arguments, and what it answers beside `ok`. */
export function defineMethod<Shape extends z.ZodRawShape>(method: {
  scopes?: readonly string[]
  token?: 'app'
  args: Shape
  run: (args: z.infer<z.ZodObject<Shape>>, workspace: Workspace) => object
}): Method {
  const schema = z.object(method.args)
  return {
    scopes: method.scopes ?? [],
    token: method.token ?? 'bot',
    run: (args, workspace) => {
      const parsed = schema.safeParse(args)
      if (parsed.success) return method.run(parsed.data, workspace)
      const messages = parsed.error.issues.map((issue) => `[ERROR] ${issue.message} [${issue.path.join('/')}]`)
      throw new SlackRefusal('invalid_arguments', { response_metadata: { messages } })
    },
  }
}

/** Web API arguments arrive form-encoded, structures as JSON in a string, or as a JSON body. */
export const structure = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(parseJson, schema)
export const flag = z.preprocess(
  (value) => ({ true: true, 1: true, false: false, 0: false })[String(value)],
  z.boolean(),
)
export const count = z.coerce.number().int()
export const page = { cursor: z.string().optional(), limit: count.optional() }

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export function requireScope({ scopes }: Workspace, needed: readonly string[]): void {
  if (needed.length > 0 && !needed.some((scope) => scopes.includes(scope)))
    throw new SlackRefusal('missing_scope', { needed: needed.join(','), provided: scopes.join(',') })
}

/** Reading a conversation takes the scope of its kind: `channels:read`, `groups:history`, `im:read` … */
export function requireConversationScope(workspace: Workspace, channel: SandboxChannel, right: 'read' | 'history') {
  const kind = channel.directWith ? 'im' : channel.isPrivate ? 'groups' : 'channels'
  requireScope(workspace, [`${kind}:${right}`])
}

/** A private channel that the bot is not in does not exist for it. */
export function findVisibleChannel({ directory, identity }: Workspace, id: string): SandboxChannel {
  const channel = directory.findChannel(id)
  const isHidden = (channel.isPrivate || channel.directWith) && !directory.isMember(channel, identity.botUserId)
  if (isHidden) throw new SlackRefusal('channel_not_found')
  return channel
}

/** Slack pages with a cursor that clients must not look into. */
export function paginate<Item>(
  items: readonly Item[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
) {
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0
  if (!Number.isInteger(start)) throw new SlackRefusal('invalid_cursor')
  const end = start + (limit && limit > 0 ? limit : 100)
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : ''
  return { items: items.slice(start, end), response_metadata: { next_cursor: next } }
}
