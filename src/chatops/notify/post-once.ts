import { randomUUID } from 'node:crypto'
import type { UpdateObject } from 'kysely'
import { UpstreamError } from '../../domain/errors.ts'
import type { Posted } from '../../slack/channels.ts'
import type { Message } from '../../slack/message.ts'
import { databaseNow } from '../../storage/columns.ts'
import type { Core } from '../context.ts'
import { describeContent } from './content.ts'
import type { PostTables } from './schema.ts'

export interface Post {
  /** Names what is said, the same each time it is tried: "limits.tell:<request>:<run>". */
  readonly key: string
  /** A channel's id, or a person's for their direct messages. */
  readonly to: string
  readonly threadTs?: string
  /**
   * Where a crash left open whether it arrived and the bot may not read back: `again` for what people need in order to
   * act, at the price of a second copy. Everything else is not said twice.
   */
  readonly ifUncertain?: 'again' | 'leave'
  render(): Message | Promise<Message>
}

/** `wasFound`: an earlier try had posted it, so it may say what was true then. */
export interface PostedOnce extends Posted {
  readonly wasFound: boolean
}

type Row = PostTables['posts']
type PostingCore = Pick<Core, 'db' | 'organization' | 'channels' | 'files' | 'log'>

/**
 * Posts a message to one recipient once, however often it is tried. The row comes first and its id travels in the
 * message; who finds a try that never ended looks for that id in Slack before posting again. undefined: it may have
 * arrived, and nobody can tell. Two at once are kept apart by the lease of the job that posts, and by the row: an instance
 * that was paused while it rendered finds that another one has begun meanwhile.
 */
export async function postOnce(core: PostingCore, post: Post): Promise<PostedOnce | undefined> {
  const row = await findOrInsert(core, post)
  if (row.channel !== null && row.ts !== null) return { channel: row.channel, ts: row.ts, wasFound: true }
  if (row.is_uncertain === 1 && post.ifUncertain !== 'again') return undefined
  const channel = isPerson(post.to) ? await openDirectMessage(core, post) : post.to
  let seen = row.begun_at
  if (row.begun_at !== null) {
    const found = await lookFor(core, post, { channel, id: row.id, begunAt: row.begun_at })
    if (typeof found !== 'string') return { ...found, wasFound: true }
    if (found === 'unknown') {
      core.log.warn({ key: post.key }, 'whether a message arrived cannot be known without the history permissions')
      await update(core, post, { is_uncertain: 1, begun_at: null, noted_at: databaseNow })
      if (post.ifUncertain !== 'again') return undefined
      seen = null
    }
  }
  const message = await post.render()
  if (!(await begin(core, post, seen))) throw new Error('somebody else began to post the same at this moment')
  try {
    const posted = await core.channels.post(channel, withId(message, row.id), thread(post))
    return { ...(await record(core, post, posted, describeContent(message))), wasFound: false }
  } catch (error) {
    // What may have arrived stays begun: the next try looks for it.
    if (error instanceof UpstreamError && !error.outcomeUnknown) await noteRefusal(core, post, error)
    throw error
  }
}

/** Whether a try whose end is not known brought it there after all: what is found is known from then on. */
export async function lookFor(
  core: PostingCore,
  post: Pick<Post, 'key' | 'to' | 'threadTs'>,
  { channel, id, begunAt }: { readonly channel: string; readonly id: string; readonly begunAt: number },
): Promise<Posted | 'absent' | 'unknown'> {
  const since = new Date(begunAt - clockSkewMs)
  const found = await core.channels.findPost(channel, id, { since, ...thread(post) })
  return typeof found === 'string' ? found : record(core, post, found)
}

export const isPerson = (recipient: string): boolean => /^[UW]/.test(recipient)

/** Slack's clock and the database's need not agree. */
const clockSkewMs = 5 * 60_000

const thread = ({ threadTs }: Pick<Post, 'threadTs'>) => (threadTs === undefined ? {} : { threadTs })

/** A message has one metadata: the id goes into what is there. */
function withId(message: Message, id: string): Message {
  const { event_type, event_payload } = message.metadata ?? { event_type: 'mistral_post', event_payload: {} }
  return { ...message, metadata: { event_type, event_payload: { ...event_payload, post: id } } }
}

async function openDirectMessage(core: PostingCore, post: Post): Promise<string> {
  try {
    return await core.files.openDirectMessage(post.to)
  } catch (error) {
    if (error instanceof UpstreamError) await noteRefusal(core, post, error)
    throw error
  }
}

async function findOrInsert({ db, organization }: PostingCore, { key, to }: Post): Promise<Row> {
  const begun = {
    channel: null,
    ts: null,
    begun_at: null,
    refusal: null,
    is_uncertain: 0,
    shown: null,
    noted_at: databaseNow,
  }
  await db
    .query<PostTables>()
    .insertInto('posts')
    .values({ organization, key, recipient: to, id: randomUUID(), ...begun })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db
    .query<PostTables>()
    .selectFrom('posts')
    .selectAll()
    .where('organization', '=', organization)
    .where('key', '=', key)
    .where('recipient', '=', to)
    .executeTakeFirstOrThrow()
}

/** False: since the row was read, another instance has begun, or has even posted. */
async function begin({ db, organization }: PostingCore, { key, to }: Post, seen: number | null): Promise<boolean> {
  const begun = await db
    .query<PostTables>()
    .updateTable('posts')
    .set({ begun_at: databaseNow, refusal: null, noted_at: databaseNow })
    .where('organization', '=', organization)
    .where('key', '=', key)
    .where('recipient', '=', to)
    .where('begun_at', seen === null ? 'is' : '=', seen)
    .where('channel', 'is', null)
    .returning('key')
    .executeTakeFirst()
  return begun !== undefined
}

async function record(
  core: PostingCore,
  post: Pick<Post, 'key' | 'to'>,
  { channel, ts }: Posted,
  shown: string | null = null,
): Promise<Posted> {
  await update(core, post, { channel, ts, begun_at: null, refusal: null, shown })
  return { channel, ts }
}

/** It did not arrive; what passes by itself is no refusal. */
const noteRefusal = (core: PostingCore, post: Post, { code, reason }: UpstreamError): Promise<void> =>
  update(core, post, {
    begun_at: null,
    refusal: reason === 'refused' ? (code ?? reason) : null,
    noted_at: databaseNow,
  })

async function update(
  { db, organization }: PostingCore,
  { key, to }: Pick<Post, 'key' | 'to'>,
  facts: UpdateObject<PostTables, 'posts'>,
): Promise<void> {
  await db
    .query<PostTables>()
    .updateTable('posts')
    .set(facts)
    .where('organization', '=', organization)
    .where('key', '=', key)
    .where('recipient', '=', to)
    .execute()
}
