import { actions, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { isHopeless } from '../../chatops/notify/is-hopeless.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import { panelButton } from '../../chatops/panel-button.ts'
import { findDeciders } from '../../chatops/people/deciders.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { viewFor } from '../../chatops/view.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { Job } from '../../scheduler/jobs.ts'
import { dropRightNotices, type RightNotice, readRightNotices } from '../../storage/people/right-notices.ts'
import { whoamiWords } from './words.ts'

/** Slack admins can edit addresses and user groups: whoever comes to decide that way is made known to the admins. */
export async function tellAdminsOfRights(core: Core, { run }: Pick<Job, 'run'>): Promise<undefined> {
  const notices = await readRightNotices(core.db, core.organization)
  if (notices.length === 0) return undefined
  const deciders = await findDeciders(core)
  const changed = new Set(notices.filter(({ change }) => change !== 'bound').map(({ slackId }) => slackId))
  // Not to somebody who only just became an admin in this way.
  const admins = deciders.filter(
    ({ profile, role, heldUntil }) => role === 'admin' && !heldUntil && !changed.has(profile.id),
  )
  const failures: unknown[] = []
  let told = 0
  for (const { profile } of admins) {
    const render = () => {
      const text = sayRights(notices, core, profile)
      return { text, blocks: [section(text), actions(panelButton('members', viewFor(core, profile, defaultSlash)))] }
    }
    try {
      await postOnce(core, { key: `whoami.rights:${run}`, to: profile.id, render })
      told += 1
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      failures.push(error)
    }
  }
  if (told === 0) {
    core.log.error({ changes: notices.length }, 'somebody came to decide about the limit, and no admin could be told')
    // Nobody heard of it yet: it is tried again.
    if (failures.length > 0) throw failures[0]
  }
  // It goes on with the admins who have not been told.
  const passing = failures.find((error) => !isHopeless(error))
  if (passing) throw passing
  await dropRightNotices(core.db, core.organization, notices)
  return undefined
}

function sayRights(notices: readonly RightNotice[], core: Core, reader: Parameters<typeof viewFor>[1]): string {
  const words = whoamiWords(viewFor(core, reader, defaultSlash)).rights
  const byChange = Map.groupBy(notices, ({ change }) => change)
  return [...byChange].map(([change, of]) => words[change](of.map(({ slackId }) => `<@${slackId}>`))).join('\n\n')
}
