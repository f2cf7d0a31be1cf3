import { UpstreamError } from '../../domain/errors.ts'
import type { Core } from '../context.ts'
import { mayRead } from './authorize.ts'
import { identifyPerson } from './identify-person.ts'

/** Whether somebody who saw figures may see them now. Where nobody answers, they may not. */
export async function mayStillRead(core: Core, slackId: string): Promise<boolean> {
  try {
    const asker = await identifyPerson(core, await core.people.profile(slackId))
    return mayRead(asker, core.config.people.readAccess)
  } catch (error) {
    if (error instanceof UpstreamError) return false
    throw error
  }
}
