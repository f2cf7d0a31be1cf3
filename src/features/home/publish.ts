import { actions, button, context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { gatherPage } from '../../chatops/page.ts'
import { identifyPerson } from '../../chatops/people/identify-person.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { explainError } from '../../chatops/routing/explain-error.ts'
import { clockTime } from '../../chatops/text.ts'
import { type View, viewFor } from '../../chatops/view.ts'
import type { Block } from '../../slack/message.ts'
import { homeWords } from './words.ts'

/** Slack takes a hundred blocks. */
const mostBlocks = 100

/**
 * Slack keeps showing the page that was published last, so opening it is never slow: a first visitor reads at once what
 * the bot is for, and whoever comes back sees the last page while the new one is gathered.
 */
export async function refreshHome(core: Core, userId: string): Promise<void> {
  const isFirst = !published.has(userId)
  if (isFirst) await core.views.publish(userId, welcome(viewFor(core, core.people.lastSeen(userId), defaultSlash)))
  published.add(userId)
  const { blocks } = await core.storedButtons.store({ text: '', blocks: await composeHome(core, userId) }, userId)
  await core.views.publish(userId, blocks)
}

/** Only spares a page that would be replaced at once: after a restart everybody is welcomed once more. */
const published = new Set<string>()

async function composeHome(core: Core, userId: string): Promise<readonly Block[]> {
  const unknown = viewFor(core, core.people.lastSeen(userId), defaultSlash)
  try {
    const asker = await identifyPerson(core, await core.people.profile(userId))
    const view = viewFor(core, asker.profile, defaultSlash, asker)
    return [...(await gatherSections(core, asker, view)), ...footer(core, view)].slice(0, mostBlocks)
  } catch (error) {
    return [section(explainError(error, 'home', unknown, core).text), ...footer(core, unknown)]
  }
}

async function gatherSections(core: Core, asker: Asker, view: View): Promise<readonly Block[]> {
  if (asker.profile.standing !== 'full') return welcome(view)
  const blocks = await gatherPage(core, core.features.home, asker, view)
  return blocks.length > 0 ? blocks : welcome(view)
}

const welcome = (view: View): readonly Block[] => [section(homeWords(view).welcome(view.slash))]

const footer = (core: Core, view: View): readonly Block[] => [
  context(homeWords(view).asOf(clockTime(core.clock.now()))),
  actions(button('home.refresh', homeWords(view).refresh, 'home')),
]
