import {
  Conflict,
  InvalidInput,
  NotAllowed,
  NotFound,
  UpstreamError,
  type UpstreamReason,
} from '../../domain/errors.ts'
import { newRequestId, requestId } from '../../domain/request.ts'
import type { Message } from '../../slack/message.ts'
import { DatabaseUnavailable } from '../../storage/errors.ts'
import { findDatabaseTrouble } from '../../storage/trouble.ts'
import type { PanelPage } from '../admin-panel.ts'
import { actions, context, section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { panelButton } from '../panel-button.ts'
import { code, escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** Says what happened and what to do next. What nobody foresaw gets a reference that stands in the log as well. */
export function explainError(
  error: unknown,
  command: string,
  view: View,
  core: Pick<Core, 'log' | 'features'>,
): Message {
  const { errors } = coreWords(view)
  const { log } = core
  const say = (text: string): Message => ({ text, blocks: [section(text)] })
  if (error instanceof InvalidInput || error instanceof NotFound) {
    const examples = error.examples.map((example) => code(`${view.slash} ${command} ${example}`))
    const phrase = error instanceof InvalidInput || !error.input ? errors.invalid : errors.notFound
    return say(
      [
        phrase(error.what, error.input && escapeMrkdwn(error.input, 80)),
        examples.length > 0 ? errors.try(examples) : '',
      ]
        .join(' ')
        .trim(),
    )
  }
  if (error instanceof NotAllowed)
    return withPanel(say(explainRefusal(error, view, core)), core.features.refusalPages[error.reason], view)
  if (error instanceof UpstreamError) {
    log.warn(
      { service: error.service, reason: error.reason, call: error.call, status: error.status, code: error.code },
      'an upstream call failed',
    )
    const message = say(errors.upstream(error, view.slash))
    return withPanel(
      needsAdmin.includes(error.reason) ? withReference(message, view) : message,
      error.reason === 'notConfigured' ? 'usage' : undefined,
      view,
    )
  }
  if (error instanceof Conflict) return say(errors.conflict(error.reason))
  if (error instanceof DatabaseUnavailable) {
    log.error({ error }, 'the database can keep nothing')
    return withReference(say(errors.databaseUnavailable), view)
  }
  const trouble = findDatabaseTrouble(error)
  if (trouble) {
    log.error({ error, trouble }, 'the database did not do what was asked of it')
    return say(trouble === 'broken' ? errors.databaseUnavailable : errors.database[trouble])
  }
  // The request's own name, so that all that it did is found; a check before the acknowledgement has none.
  const reference = requestId() ?? newRequestId()
  log.error({ error, reference }, 'an error that nobody foresaw')
  return say(errors.unforeseen(reference))
}

/** What does not pass by itself, and what only the log tells more of. */
const needsAdmin: readonly UpstreamReason[] = ['keyRefused', 'notUnderstood', 'refused']

/** By which the admin finds in the log all that this request did. */
function withReference(message: Message, view: View): Message {
  const id = requestId()
  if (id === undefined) return message
  return { ...message, blocks: [...message.blocks, context(coreWords(view).errors.reference(id))] }
}

/** What is left to do in the Admin Panel is one click away. */
function withPanel(message: Message, page: PanelPage | undefined, view: View): Message {
  if (!page) return message
  return { ...message, blocks: [...message.blocks, actions(panelButton(page, view))] }
}

/** Each feature says its own reasons; the core's are about who somebody is and where they are. */
function explainRefusal({ reason, facts }: NotAllowed, view: View, { features }: Pick<Core, 'features'>): string {
  const refusal = features.refusals(view)[reason]
  if (refusal === undefined) return coreWords(view).errors.notAllowed(reason, facts, view.slash)
  return typeof refusal === 'string' ? refusal : refusal(facts, view.slash)
}

/** We said no and why; anything else is a failure. */
export const isRefusal = (error: unknown): boolean =>
  [InvalidInput, NotFound, NotAllowed, Conflict].some((kind) => error instanceof kind)
