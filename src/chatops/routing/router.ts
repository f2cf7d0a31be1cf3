import type { ClickInput, CommandInput, Reply, SlackHandlers } from '../../slack/interactions.ts'
import { section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { unescapeSlack } from '../text.ts'
import { viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { beginVisit, defaultSlash } from './conversation.ts'
import { acceptOffer, isOffer } from './run-stored-button.ts'
import { serveLine } from './serve.ts'
import { checkSubmission, serveAct, serveClick, serveSubmission } from './serve-workflow.ts'
import { actionKind, runAction } from './stored-buttons.ts'

/** No answer after this: one line says that we are asking. */
const patienceMs = 2000

/** Owns the order: ack (done when we are called) → parse → authorize → act → render. Features supply the parts. */
export function createRouter(core: Core): SlackHandlers {
  return {
    async command(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, channelId, command: slash, triggerId } = input
      const line = unescapeSlack(input.text).trim()
      if (await serveAct(core, { userId, channelId, slash, triggerId, reply: input.reply }, line)) return
      await sayWhenSlow(core, input.reply, 'answer', async (reply) => {
        const visit = await beginVisit(core, { userId, channelId, slash, triggerId, reply })
        await serveLine(core, visit, line, reply.answer)
      })
    },

    async click(input) {
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, from, triggerId } = input
      const channelId = from.kind === 'message' ? from.channelId : undefined
      if (!isOffer(input.actionId)) return serveClick(core, input, channelId)
      // A report that is shared stays where it is.
      const way = actionKind(input.actionId) === runAction ? 'replace' : 'answer'
      await sayWhenSlow(core, replyTo(input), way, async (reply) => {
        const visit = await beginVisit(core, { userId, channelId, slash: defaultSlash, triggerId, reply })
        await acceptOffer(core, visit, input)
      })
    },

    checkSubmission: (input) => checkSubmission(core, input),
    submit: (input) => serveSubmission(core, input),
  }
}

/** Another workspace's: refused before anything is asked of anybody. */
function isForeign(core: Core, input: CommandInput | ClickInput): boolean {
  return input.teamIds.some((teamId) => teamId !== core.installation.teamId)
}

async function refuseForeign(core: Core, input: CommandInput | ClickInput): Promise<void> {
  core.log.warn({ reason: 'foreign' }, 'refused somebody from another workspace')
  const view = viewFor(core, undefined, defaultSlash)
  const text = coreWords(view).errors.notAllowed('foreign', {}, defaultSlash)
  await input.reply.answer({ text, blocks: [section(text)] })
}

/** Only a private message is replaced: a forwarded copy is seen by all, and the answer is for one. */
function replyTo({ reply, from }: ClickInput): Reply {
  const isPrivate = from.kind === 'message' && from.isEphemeral
  return isPrivate ? reply : { ...reply, replace: reply.answer }
}

/** Says once, that way, that it takes longer. What follows waits until that has arrived, so that it has the last word. */
async function sayWhenSlow(
  core: Core,
  reply: Reply,
  way: keyof Reply,
  work: (reply: Reply) => Promise<void>,
): Promise<void> {
  const done = new AbortController()
  const notice = (async () => {
    try {
      await core.clock.sleep(patienceMs, done.signal)
    } catch {
      return
    }
    const text = coreWords(viewFor(core, undefined, defaultSlash)).asking
    await reply[way]({ text, blocks: [section(text)] })
  })().catch((error: unknown) => core.log.warn({ error }, 'could not say that it takes longer'))
  const settle = async () => {
    done.abort()
    await notice
  }
  const after =
    (send: Reply['answer']): Reply['answer'] =>
    async (message) => {
      await settle()
      await send(message)
    }
  try {
    await work({ answer: after(reply.answer), replace: after(reply.replace) })
  } finally {
    await settle()
  }
}
