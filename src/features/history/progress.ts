import { section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import { findApprovalsTrouble } from '../../chatops/notify/channel-trouble.ts'
import { postOnce } from '../../chatops/notify/post-once.ts'
import type { PostTables } from '../../chatops/notify/schema.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { channelView, type View } from '../../chatops/view.ts'
import { UpstreamError } from '../../domain/errors.ts'
import type { HistoryPlan } from '../../domain/history/plan.ts'
import { formatShare } from '../../domain/money/money.ts'
import type { Message } from '../../slack/message.ts'
import { sayMonth } from './view.ts'
import { historyWords } from './words.ts'

/** One for each Organization: it says how far the first reading is, and then what is kept. */
const postKey = 'history.backfill'
/** A gap of a few months is filled without a word. */
const worthTelling = 24
const steps = 20

/** How far it is, on one message in the approvals channel; where there is none, in the log. Nothing hangs on it. */
export async function tellProgress(core: Core, before: HistoryPlan | undefined, now: HistoryPlan): Promise<void> {
  if (before && stepOf(before) === stepOf(now)) return
  core.log.info({ done: now.done, of: now.of }, 'usage history')
  try {
    const channel = core.config.places.approvals
    if (!channel || (await findApprovalsTrouble(core.config, core.channels.facts))) return
    if (now.of - now.done < worthTelling && !(await wasTold(core, channel))) return
    const render = () => renderProgress(now, core.clock.now(), channelView(core, defaultSlash))
    // A message that stays at half its way would mislead for good: rather a second one.
    const posted = await postOnce(core, { key: postKey, to: channel, ifUncertain: 'again', render })
    if (posted?.wasFound) await core.channels.update(posted, render())
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    core.log.warn({ reason: error.reason }, 'how far the history is could not be posted')
  }
}

const stepOf = ({ done, of }: HistoryPlan): number => (of === 0 ? steps : Math.floor((done / of) * steps))

async function wasTold({ db, organization }: Core, channel: string): Promise<boolean> {
  const row = await db
    .query<PostTables>()
    .selectFrom('posts')
    .select('key')
    .where('organization', '=', organization)
    .where('key', '=', postKey)
    .where('recipient', '=', channel)
    .executeTakeFirst()
  return row !== undefined
}

export function renderProgress({ done, of, first }: HistoryPlan, now: Date, view: View): Message {
  const words = historyWords(view)
  const since = first && sayMonth(first, now, view)
  const text =
    done < of || !since
      ? words.reading(formatShare(done, Math.max(of, 1), view.locale) ?? '')
      : words.complete(since, view.slash)
  return { text: text.split('\n')[0] ?? text, blocks: [section(text)] }
}
