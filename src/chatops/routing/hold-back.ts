import type { Reply } from '../../slack/interactions.ts'
import { section } from '../blocks.ts'
import type { Core } from '../context.ts'
import { code } from '../text.ts'
import { viewFor } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { findAct } from './acts.ts'
import { findCommand } from './prepare.ts'

/**
 * Whoever gives very many commands at once is told when to go on, before Mistral or Slack is asked anything about it.
 * A button that runs, shares or exports a report is such a command; clicks that decide and forms are not held back, nor
 * what asks for another limit: access may be suspended meanwhile.
 */
export async function isHeldBack(
  core: Core,
  { userId, slash }: { readonly userId: string; readonly slash: string },
  line: string,
  send: Reply['answer'],
): Promise<boolean> {
  const act = findAct(core.features.acts, line)?.act
  if (act?.isUrgent) return false
  const waitMs = await core.allowance.take(userId)
  if (waitMs === 0) return false
  const { tooMany } = coreWords(viewFor(core, core.people.lastSeen(userId), slash))
  const text = tooMany(code(`${slash} ${line}`.trim()), Math.ceil(waitMs / 1000))
  await send({ text, blocks: [section(text)] }).catch((error: unknown) =>
    core.log.warn({ error }, 'Slack did not take an answer'),
  )
  core.observe({ command: act?.name ?? findCommand(core, line)?.name ?? 'unknown', result: 'limited', ms: 0 })
  return true
}
