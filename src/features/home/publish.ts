import { actions, button, context, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { gatherPage } from '../../chatops/page.ts'
import { isAllowed } from '../../chatops/people/authorize.ts'
import { identifyPerson } from '../../chatops/people/identify-person.ts'
import type { Asker } from '../../chatops/people/identity.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { explainError } from '../../chatops/routing/explain-error.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { clockTime } from '../../chatops/text.ts'
import { type View, viewFor } from '../../chatops/view.ts'
import { welcomeBlock } from '../../chatops/welcome.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { EventInput } from '../../slack/interactions.ts'
import type { Block } from '../../slack/message.ts'
import { homeWords } from './words.ts'

/** Slack takes a hundred blocks. */
const mostBlocks = 100

/**
 * Slack shows the page that was published last while the new one is gathered, so opening it is never slow. Who has none
 * yet reads at once what the bot is for.
 */
export async function openHome(core: Core, { userId, hasHome }: EventInput): Promise<void> {
  noteHome(core, userId)
  if (!hasHome) {
    const view = viewFor(core, core.people.lastSeen(userId), defaultSlash)
    await core.views.publish(userId, [welcomeBlock(view)])
  }
  await publishHome(core, userId)
}

/** After a click or a form: whoever looked at their Home just now finds what they did in it. */
export async function keepHome(core: Core, userId: string): Promise<void> {
  const seenAt = seen.get(userId)
  if (seenAt !== undefined && core.clock.now().getTime() - seenAt < lookedAtMs) await publishHome(core, userId)
}

const lookedAtMs = 30 * 60_000

/** When people last looked, as far as this process was told: it spares pages that nobody has open. */
const seen = new Map<string, number>()

export function noteHome({ clock }: Core, userId: string): void {
  const now = clock.now().getTime()
  for (const [other, at] of seen) if (now - at >= lookedAtMs) seen.delete(other)
  seen.set(userId, now)
}

async function publishHome(core: Core, userId: string): Promise<void> {
  const { blocks } = await core.storedButtons.store({ text: '', blocks: await composeHome(core, userId) }, userId)
  try {
    await core.views.publish(userId, blocks)
  } catch (error) {
    // Slack takes the words where it does not take a picture.
    const words = blocks.filter(({ type }) => type !== 'image')
    if (!(error instanceof UpstreamError) || words.length === blocks.length) throw error
    await core.views.publish(userId, words)
  }
}

async function composeHome(core: Core, userId: string): Promise<readonly Block[]> {
  const unknown = viewFor(core, core.people.lastSeen(userId), defaultSlash)
  try {
    const asker = await identifyPerson(core, await core.people.profile(userId))
    const view = viewFor(core, asker.profile, defaultSlash, asker)
    const foot = [...listSettings(core, asker, view), ...footer(core, view)]
    return [...(await gatherSections(core, asker, view)).slice(0, mostBlocks - foot.length), ...foot]
  } catch (error) {
    return [section(explainError(error, 'home', unknown, core).text), ...footer(core, unknown)]
  }
}

async function gatherSections(core: Core, asker: Asker, view: View): Promise<readonly Block[]> {
  if (asker.profile.standing !== 'full') return [welcomeBlock(view)]
  const blocks = await gatherPage(core, core.features.home, asker, view)
  return blocks.length > 0 ? blocks : [welcomeBlock(view)]
}

function listSettings(core: Core, asker: Asker, view: View): readonly Block[] {
  const allowed = core.features.homeSettings.filter(({ access }) =>
    isAllowed(access, asker, core.config.people.readAccess),
  )
  if (allowed.length === 0) return []
  const buttons = allowed.map(({ label, line }) => runButton(label(view), line))
  return [{ type: 'divider' }, section(homeWords(view).settings), actions(...buttons)]
}

const footer = (core: Core, view: View): readonly Block[] => [
  context(homeWords(view).asOf(clockTime(core.clock.now()))),
  actions(button('home.refresh', homeWords(view).refresh, 'home')),
]
