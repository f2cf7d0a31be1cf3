import type { Core } from '../../../chatops/context.ts'
import { mayRead } from '../../../chatops/people/authorize.ts'
import { identifyPerson } from '../../../chatops/people/identify-person.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { type View, viewFor } from '../../../chatops/view.ts'
import { UpstreamError } from '../../../domain/errors.ts'

export interface Informed {
  readonly view: View
  readonly seesFigures: boolean
}

/** How one person is told something. Where Mistral does not say who they are, they still are told, without figures. */
export async function findReader(core: Core, slackId: string): Promise<Informed> {
  const profile = await core.people.profile(slackId)
  try {
    const asker = await identifyPerson(core, profile)
    const seesFigures = mayRead(asker, core.config.people.readAccess)
    return { view: viewFor(core, profile, defaultSlash, asker), seesFigures }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return { view: viewFor(core, profile, defaultSlash), seesFigures: false }
  }
}
