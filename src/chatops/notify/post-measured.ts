import type { Core } from '../context.ts'
import { type Post, postOnce } from './post-once.ts'

/** What a look at the figures found. */
export interface FoundPost extends Post {
  /** When the look asked for it, on the database's clock; otherwise it is not measured. */
  readonly askedAt?: number | null | undefined
}

/** Measures how long it took from the look until it was posted; what stands there already was told before. */
export async function postMeasured(core: Core, { askedAt, ...post }: FoundPost): Promise<void> {
  const posted = await postOnce(core, post)
  if (!posted || posted.wasFound || typeof askedAt !== 'number') return
  core.measures.alertTold((await core.db.now()).getTime() - askedAt)
}
