import type { PostTables } from '../../src/chatops/notify/schema.ts'
import type { Tables as LimitTables } from '../../src/features/limits/store/store.ts'
import type { Database } from '../../src/storage/database.ts'

type Tables = LimitTables & PostTables
export type Post = Tables['posts']

/**
 * Whether there is nothing left to say by now, so that silence is right for whoever was not reached until then. Each
 * kind has its own reason; whatever has none here must arrive.
 */
export async function createMootness(db: Database, posts: readonly Post[]): Promise<(post: Post) => boolean> {
  const query = db.query<Tables>()
  const bursts = await query.selectFrom('limit_bursts').selectAll().execute()
  const raises = await query.selectFrom('raises').select(['id', 'state']).execute()
  const cards = await query.selectFrom('raise_cards').select(['id', 'raise_id']).execute()
  const polls = await query.selectFrom('limit_polls').select('at').execute()
  const running = await query.selectFrom('temporary_limits').select('raise_id').where('state', '=', 'running').execute()
  const watched = await query.selectFrom('limit_alerts').select('limit_amount').execute()
  const isOpen = (raiseId: string | undefined) => raises.some(({ id, state }) => id === raiseId && state === 'open')

  /**
   * That access stops soon is said while it does, and tried as long: nobody is woken by an alarm about nothing. What stands
   * there of it all the same says so by then, as `checkBursts` finds.
   */
  function isBurstMoot({ key, recipient }: Post): boolean {
    const [, id, stage] = key.split(':')
    const burst = bursts.find((one) => one.id === id)
    if (!burst || burst.over_at !== null) return burst !== undefined
    // It has calmed down for now; should it go on, the same message is tried again. The channel has it in any case.
    const [, isUrgent, isSuspended] = JSON.parse(burst.shown ?? '[]')
    if (stage !== undefined && !isUrgent && !isSuspended) return true
    // Somebody is on it, so nobody is reminded.
    if (stage === 'again') return burst.taken_at !== null
    // What is worse is said in its place, and is held to the same.
    const worse = `limits.burst:${id}:suspended`
    return stage === 'urgent' && posts.some((post) => post.key === worse && post.recipient === recipient)
  }

  const kinds: Readonly<Record<string, (post: Post, subject: string) => boolean>> = {
    'limits.burst': isBurstMoot,
    // Another limit stands, of which the next look tells what is true.
    'limits.alert': (_, limit) => !watched.some(({ limit_amount }) => limit_amount === limit),
    // There are figures again, so nobody need hear that there are none.
    'limits.stale': ({ key }) => polls.some(({ at }) => at > Date.parse(key.slice('limits.stale:'.length))),
    // The picture is for deciding, and so is the reminder.
    'limits.chart': (_, id) => !isOpen(cards.find((card) => card.id === id)?.raise_id),
    'limits.remind': (_, raiseId) => !isOpen(raiseId),
    // That a limit ends soon is for who wants to keep it; by then its end is told.
    'limits.remind-end': (_, raiseId) => !running.some(({ raise_id }) => raise_id === raiseId),
  }

  /** The same was asked for anew before it was said: the newer word, which is held to the same, has what is true since. */
  function isSuperseded({ key, recipient, noted_at }: Post): boolean {
    const [kind = '', subject, , part] = key.split(':')
    if (!['limits.tell', 'limits.alert'].includes(kind)) return false
    return posts.some((post) => {
      const [otherKind, otherSubject, , otherPart] = post.key.split(':')
      const isSame = otherKind === kind && otherSubject === subject && otherPart === part
      return isSame && post.recipient === recipient && post.noted_at > noted_at
    })
  }

  return (post) => {
    const [kind = '', subject = ''] = post.key.split(':')
    return isSuperseded(post) || (kinds[kind]?.(post, subject) ?? false)
  }
}
