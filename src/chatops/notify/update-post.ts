import type { Posted } from '../../slack/channels.ts'
import type { Message } from '../../slack/message.ts'
import type { Core } from '../context.ts'
import { describeContent } from './content.ts'
import { isPerson, lookFor, type Post, postOnce } from './post-once.ts'
import type { PostTables } from './schema.ts'

type UpdatingCore = Pick<Core, 'db' | 'organization' | 'channels' | 'files' | 'log'>

/** A message as it was posted, and for whom. */
export interface Copy extends Posted {
  readonly key: string
  /** A channel, or a person by their Slack id. */
  readonly recipient: string
  readonly shown: string | null
}

/** What was posted under those names. */
export async function findCopies({ db, organization }: UpdatingCore, keys: readonly string[]): Promise<Copy[]> {
  const rows = await db
    .query<PostTables>()
    .selectFrom('posts')
    .select(['key', 'recipient', 'channel', 'ts', 'shown'])
    .where('organization', '=', organization)
    .where('key', 'in', keys)
    .execute()
  return rows.flatMap(({ channel, ts, ...row }) => (channel && ts ? [{ ...row, channel, ts }] : []))
}

/**
 * What stands there under those names though nobody knew: the answer to a try got lost, and it was not tried again, since
 * there was nothing left to say.
 */
export async function findLostCopies(core: UpdatingCore, keys: readonly string[]): Promise<Copy[]> {
  const begun = await core.db
    .query<PostTables>()
    .selectFrom('posts')
    .select(['key', 'recipient', 'id', 'begun_at'])
    .where('organization', '=', core.organization)
    .where('key', 'in', keys)
    .where('begun_at', 'is not', null)
    .execute()
  const copies: Copy[] = []
  for (const { key, recipient, id, begun_at } of begun) {
    const channel = isPerson(recipient) ? await core.files.openDirectMessage(recipient) : recipient
    const found = await lookFor(core, { key, to: recipient }, { channel, id, begunAt: Number(begun_at) })
    if (typeof found !== 'string') copies.push({ key, recipient, shown: null, ...found })
  }
  return copies
}

/** Draws a message anew where it says something else by now. */
export async function updateCopy(core: UpdatingCore, copy: Copy, message: Message): Promise<void> {
  const shown = describeContent(message)
  if (shown === copy.shown) return
  await core.channels.update({ channel: copy.channel, ts: copy.ts }, message)
  await core.db
    .query<PostTables>()
    .updateTable('posts')
    .set({ shown })
    .where('organization', '=', core.organization)
    .where('key', '=', copy.key)
    .where('recipient', '=', copy.recipient)
    .execute()
}

/** Posts it once, and keeps it up to date from then on. */
export async function keepPosted(core: UpdatingCore, post: Post): Promise<void> {
  const posted = await postOnce(core, post)
  if (!posted?.wasFound) return
  const message = await post.render()
  const copies = await findCopies(core, [post.key])
  const copy = copies.find(({ recipient }) => recipient === post.to)
  if (copy) await updateCopy(core, copy, message)
}
