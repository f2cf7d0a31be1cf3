import { UpstreamError } from '../../domain/errors.ts'
import type { Core } from '../context.ts'
import { mayRead, maySeeNames } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'

/** What one person may see. */
export interface Right {
  readonly seesFigures: boolean
  readonly seesNames: boolean
}

/** What somebody may see now; undefined where Slack or Mistral does not say. */
export async function presentRight(core: Core, slackId: string): Promise<Right | undefined> {
  const { readAccess, privacy } = core.config.people
  try {
    const asker = await identifyPerson(core, await core.people.profile(slackId))
    return { seesFigures: mayRead(asker, readAccess), seesNames: maySeeNames(asker.role, privacy) }
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}
