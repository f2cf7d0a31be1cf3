import { NotAllowed, UpstreamError } from '../domain/errors.ts'
import type { Block } from '../slack/message.ts'
import type { Core } from './context.ts'
import type { SectionDays } from './contract.ts'
import { authorize } from './people/authorize.ts'
import type { Asker } from './people/identity.ts'
import { readContext } from './routing/read-context.ts'
import type { NamedSection } from './routing/registry.ts'
import type { View } from './view.ts'

/**
 * A page that features fill together, for one reader: each section is gathered with their rights, and what one of them
 * lacks is left out. A section that fails must not take the others with it.
 */
export async function gatherPage(
  core: Core,
  sections: readonly NamedSection[],
  asker: Asker,
  view: View,
): Promise<readonly Block[]> {
  const context = readContext(core, asker)
  const drawn = await Promise.all(
    sections.map(async (section) => {
      try {
        authorize(section.access, asker, core.config.people.readAccess)
        const found = await section.prepare(context)
        const chart = found.draw(view)
        const picture = chart && (await core.pictures.forHome(chart, asker.profile.id, view))
        return [...found.render(view), ...(picture ? [picture] : [])]
      } catch (error) {
        if (!(error instanceof NotAllowed || error instanceof UpstreamError))
          core.log.error({ error, feature: section.name }, 'a section failed')
        return []
      }
    }),
  )
  return drawn.flat()
}

/**
 * The same for a post: nobody in particular reads it, and its channel was chosen by whoever runs the bot. What is gathered
 * knows no person, so that no section can show what only one may see.
 */
export async function gatherPost(
  core: Core,
  sections: readonly NamedSection[],
  view: View,
  days: SectionDays,
): Promise<readonly Block[]> {
  const nobody: Asker = {
    profile: { id: '', standing: 'bot', name: '', email: undefined, locale: view.locale, timeZone: undefined },
    role: undefined,
    source: { kind: 'none', why: 'matchingOff' },
    member: undefined,
  }
  const context = readContext(core, nobody)
  const drawn = await Promise.all(
    sections.map(async (section) => {
      try {
        return (await section.prepare(context, days)).render(view)
      } catch (error) {
        if (!(error instanceof UpstreamError)) core.log.error({ error, feature: section.name }, 'a section failed')
        return []
      }
    }),
  )
  return drawn.flat()
}
