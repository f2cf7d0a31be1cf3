import { randomBytes } from 'node:crypto'
import { Conflict, InvalidInput, NotAllowed, NotFound, UpstreamError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { Message } from '../../slack/message.ts'
import { section } from '../blocks.ts'
import { code, name } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'

/** Says what happened and what to do next. What nobody foresaw gets a reference that stands in the log as well. */
export function explainError(error: unknown, command: string, view: View, log: Log): Message {
  const { errors } = coreWords(view)
  const say = (text: string): Message => ({ text, blocks: [section(text)] })
  if (error instanceof InvalidInput || error instanceof NotFound) {
    const examples = error.examples.map((example) => code(`${view.slash} ${command} ${example}`))
    const phrase = error instanceof InvalidInput || !error.input ? errors.invalid : errors.notFound
    return say(
      [phrase(error.what, error.input && name(error.input, 80)), examples.length > 0 ? errors.try(examples) : '']
        .join(' ')
        .trim(),
    )
  }
  if (error instanceof NotAllowed) return say(errors.notAllowed(error.reason, error.facts, view.slash))
  if (error instanceof UpstreamError) {
    log.warn(
      { service: error.service, reason: error.reason, call: error.call, status: error.status, code: error.code },
      'an upstream call failed',
    )
    return say(errors.upstream(error, view.slash))
  }
  if (error instanceof Conflict) return say(errors.conflict(error.reason))
  const reference = randomBytes(4).toString('hex')
  log.error({ error, reference }, 'an error that nobody foresaw')
  return say(errors.unforeseen(reference))
}

/** We said no and why; anything else is a failure. */
export const isRefusal = (error: unknown): boolean =>
  [InvalidInput, NotFound, NotAllowed, Conflict].some((kind) => error instanceof kind)
