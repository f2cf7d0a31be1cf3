import { section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import type { View } from '../../../chatops/view.ts'
import { NotAllowed } from '../../../domain/errors.ts'
import type { ClickInput } from '../../../slack/interactions.ts'
import type { Message } from '../../../slack/message.ts'
import { describeCard } from '../card/card-data.ts'
import { sayOutcome } from '../card/outcome-words.ts'
import { joinLines, toText } from '../card/wording.ts'
import { findRaise, type Tables } from '../store/store.ts'
import type { Raise } from '../store/types.ts'

/**
 * Clicks arrive from forwarded and copied messages too: only a card that we posted and recorded counts, or the person's
 * own Home, which nobody but us can fill.
 */
export async function findOnCard(core: Core, { value, from }: ClickInput): Promise<Raise> {
  const db = core.db.query<Tables>()
  const raise = await findRaise(db, core.organization, value)
  if (raise && from.kind === 'view' && from.isHome) return raise
  const card =
    raise && from.kind === 'message'
      ? await db
          .selectFrom('raise_cards')
          .select('id')
          .where('raise_id', '=', raise.id)
          .where('channel', '=', from.channelId)
          .where('ts', '=', from.ts)
          .executeTakeFirst()
      : undefined
  if (!raise || !card) throw new NotAllowed('notTheCard')
  return raise
}

/** What a refused click was about, whoever clicked and wherever. */
export const findSubject = async (core: Core, { value }: ClickInput): Promise<string | undefined> =>
  (await findRaise(core.db.query<Tables>(), core.organization, value))?.id

/** For a button that opens no modal and came too late: what became of the request. */
export async function settledMessage(core: Core, raise: Raise, view: View, seesFigures: boolean): Promise<Message> {
  const { headline, meaning, record } = sayOutcome(await describeCard(core, raise), view, seesFigures)
  return { text: toText(headline, meaning), blocks: [section(joinLines(headline, meaning, record))] }
}
