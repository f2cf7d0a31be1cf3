import { UpstreamError } from '../../domain/errors.ts'
import type { ClickInput, CommandInput, Reply, SlackHandlers } from '../../slack/interactions.ts'
import { section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { forOneOperation } from '../people/one-operation.ts'
import { unescapeSlack } from '../text.ts'
import { viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { findAct, serveAct, serveClick } from './acts.ts'
import { serveLine } from './commands.ts'
import { beginConversation, defaultSlash, replyDirectly } from './conversation.ts'
import { checkSubmission, serveSubmission } from './forms.ts'
import { isHeldBack } from './hold-back.ts'
import { isStoredButton, runStoredButton } from './run-stored-button.ts'
import { actionKind, runAction } from './stored-buttons.ts'

/** No answer after this: one line says that we are asking, and later another how far we are. */
const patienceMs = [2_000, 10_000]

/** Owns the order: ack (done when we are called) → parse → authorize → act → render. Features supply the parts. */
export function createRouter(whole: Core): SlackHandlers {
  return {
    async command(input) {
      const core = forOneOperation(whole)
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, channelId, command: slash, triggerId } = input
      const line = unescapeSlack(input.text).trim()
      const arrival = { userId, channelId, slash, triggerId, reply: input.reply }
      if (await isHeldBack(core, arrival, line, input.reply.answer)) return
      // A modal says by itself that it is loading.
      if (findAct(core.features.acts, line)?.act.opening) return void (await serveAct(core, arrival, line))
      await sayWhenSlow(core, { userId, reply: input.reply, way: 'answer' }, async (reply) => {
        if (await serveAct(core, { ...arrival, reply }, line)) return
        const conversation = await beginConversation(core, { ...arrival, reply })
        await serveLine(core, conversation, line, reply.answer)
      })
    },

    async click(input) {
      const core = forOneOperation(whole)
      if (isForeign(core, input)) return refuseForeign(core, input)
      const { userId, from, triggerId } = input
      const channelId = from.kind === 'message' ? from.channelId : undefined
      const own = { ...input, reply: replyTo(core, input) }
      if (!isStoredButton(input.actionId)) return serveClick(core, own, channelId)
      // A report that is shared stays where it is.
      const way = actionKind(input.actionId) === runAction ? 'replace' : 'answer'
      await sayWhenSlow(core, { userId, reply: own.reply, way }, async (reply) => {
        const conversation = await beginConversation(core, { userId, channelId, slash: defaultSlash, triggerId, reply })
        await runStoredButton(core, conversation, input)
      })
    },

    checkSubmission: (input) => checkSubmission(whole, input),
    submit: (input) => serveSubmission(forOneOperation(whole), input),

    async event(input) {
      const core = forOneOperation(whole)
      if (isForeign(core, input)) return core.log.warn({ event: input.name }, 'ignored an event of another workspace')
      try {
        await core.features.events[input.name]?.(core, input)
      } catch (error) {
        // Nobody waits for an answer to what Slack tells by itself: the next look at the Home or the next word asks anew.
        const isUpstream = error instanceof UpstreamError
        core.log[isUpstream ? 'warn' : 'error']({ error, event: input.name }, 'what Slack told could not be followed')
      }
    },
  }
}

/** Another workspace's: refused before anything is asked of anybody. */
function isForeign(core: Core, input: { readonly teamIds: readonly string[] }): boolean {
  return input.teamIds.some((teamId) => teamId !== core.installation.teamId)
}

async function refuseForeign(core: Core, input: CommandInput | ClickInput): Promise<void> {
  core.log.warn({ reason: 'foreign' }, 'refused somebody from another workspace')
  const view = viewFor(core, undefined, defaultSlash)
  const text = coreWords(view).errors.notAllowed('foreign', {}, defaultSlash)
  await input.reply.answer({ text, blocks: [section(text)] })
}

/**
 * Only a private message is replaced: a forwarded copy is seen by all, and the answer is for one. What was clicked in a
 * modal or the Home has no message, so the answer goes into the person's direct messages.
 */
function replyTo(core: Core, { reply, from, userId }: ClickInput): Reply {
  if (from.kind === 'view') return replyDirectly(core, userId)
  return from.isEphemeral ? reply : { ...reply, replace: reply.answer }
}

/**
 * Says, that way, that it takes longer, and once more where it can be said how far it is: Slack takes five answers in
 * all. What follows waits until that has arrived, so that it has the last word.
 */
async function sayWhenSlow(
  core: Core,
  { userId, reply, way }: { readonly userId: string; readonly reply: Reply; readonly way: keyof Reply },
  work: (reply: Reply) => Promise<void>,
): Promise<void> {
  const done = new AbortController()
  const notice = (async () => {
    for (const [round, waitMs] of patienceMs.entries()) {
      try {
        await core.clock.sleep(waitMs, done.signal)
      } catch {
        return
      }
      const reached = core.progress.reached()
      if (round > 0 && !reached) return
      const words = coreWords(viewFor(core, core.people.lastSeen(userId), defaultSlash))
      const text = reached ? words.askingWorkspaces(reached.done, reached.of) : words.asking
      await reply[way]({ text, blocks: [section(text)] })
    }
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
