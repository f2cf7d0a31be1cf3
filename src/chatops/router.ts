import type { ClickInput, CommandInput, Reply, SlackHandlers } from '../slack/interactions.ts'
import { acceptOffer, isOffer } from './accept-offer.ts'
import { viewFor } from './answer.ts'
import { section } from './blocks.ts'
import type { Core } from './context.ts'
import { serveLine } from './serve.ts'
import { unescapeSlack } from './text.ts'
import { beginVisit, defaultSlash } from './visit.ts'

/** No answer after this: one line says that we are asking. */
const patienceMs = 2000

/** Owns the order: ack (done when we are called) → parse → authorize → act → render. Features supply the parts. */
export function createRouter(core: Core): SlackHandlers {
  return {
    async command(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, channelId, command: slash, reply } = input
      await sayWhenSlow(core, reply, async () => {
        const visit = await beginVisit(core, { userId, channelId, slash, reply })
        await serveLine(core, visit, unescapeSlack(input.text).trim(), reply.answer)
      })
    },

    async click(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, reply, from } = input
      const channelId = from.kind === 'message' ? from.channelId : undefined
      const visit = await beginVisit(core, { userId, channelId, slash: defaultSlash, reply })
      if (isOffer(input.actionId)) return acceptOffer(core, visit, input)
    },
  }
}

/** Another workspace's: refused before anything is asked of anybody. */
function isForeign(core: Core, input: CommandInput | ClickInput): boolean {
  return input.teamIds.some((teamId) => teamId !== core.installation.teamId)
}

async function refuseForeign(core: Core, input: CommandInput | ClickInput): Promise<void> {
  core.log.warn({ reason: 'foreign' }, 'refused somebody from another workspace')
  const view = viewFor(core, undefined, defaultSlash)
  const text = view.messages.errors.notAllowed('foreign', {}, defaultSlash)
  await input.reply.answer({ text, blocks: [section(text)] })
}

async function sayWhenSlow(core: Core, reply: Reply, work: () => Promise<void>): Promise<void> {
  const done = new AbortController()
  const notice = (async () => {
    try {
      await core.clock.sleep(patienceMs, done.signal)
    } catch {
      return
    }
    const text = viewFor(core, undefined, defaultSlash).messages.asking
    await reply.answer({ text, blocks: [section(text)] })
  })().catch((error: unknown) => core.log.warn({ error }, 'could not say that it takes longer'))
  try {
    await work()
  } finally {
    done.abort()
    await notice
  }
}
