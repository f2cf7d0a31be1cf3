import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { viewFor } from '../../chatops/view.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { Job } from '../../scheduler/jobs.ts'
import { whoamiWords } from './words.ts'

/** Slack admins can edit addresses: whoever becomes another member by it is made known to the admins at Mistral. */
export async function tellAdminsOfRebound(core: Core, { subject }: Pick<Job, 'subject'>): Promise<undefined> {
  const deciders = await findDeciders(core)
  // Not to somebody who only just became an admin in this way.
  const admins = deciders.filter(
    ({ profile, role, heldUntil }) => role === 'admin' && !heldUntil && profile.id !== subject,
  )
  const failures: unknown[] = []
  let told = 0
  for (const { profile } of admins) {
    const text = whoamiWords(viewFor(core, profile, defaultSlash)).rebound(`<@${subject}>`)
    try {
      await core.channels.post(await core.files.openDirectMessage(profile.id), { text, blocks: [section(text)] })
      told += 1
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      failures.push(error)
    }
  }
  if (told > 0) return undefined
  core.log.error({ slackUserId: subject }, 'somebody became another member at Mistral, and no admin could be told')
  // Nobody heard of it yet: it is tried again.
  if (failures.length > 0) throw failures[0]
  return undefined
}
