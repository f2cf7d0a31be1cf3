import { actions, context, section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import { panelButton } from '../../../chatops/panel-button.ts'
import { clockTime, escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import type { Currency, Money } from '../../../domain/money/money.ts'
import { formatShare, inCurrency } from '../../../domain/money/money.ts'
import { isComplete } from '../../../domain/usage/spend.ts'
import type { Message } from '../../../slack/message.ts'
import { keyOf, type Told } from '../card/announce.ts'
import { joinLines, sayAmount, toText } from '../card/wording.ts'
import { limitsWords } from '../words.ts'
import { tellChannel } from './tell-alert.ts'
import { readWorkspaceSpend } from './watch-caps.ts'

export interface CapAlert {
  readonly workspace: string
  readonly use: Money
  readonly cap: Money
  /** Some usage has no price, or could not be read. */
  readonly isAtLeast: boolean
  readonly fetchedAt: Date
}

/** One Workspace nears its own cap: no direct messages, since the others go on working. */
export async function tellCap(core: Core, job: Told): Promise<undefined> {
  const { value, fetchedAt } = await core.mistral.workspaces()
  const workspace = value.find(({ id }) => id === job.subject)
  if (!workspace?.cap) return undefined
  const spend = await readWorkspaceSpend(core, workspace.id)
  const currency: Currency = workspace.capCurrency ?? spend.currency
  const alert: CapAlert = {
    workspace: workspace.name,
    use: inCurrency(spend.total, spend.currency ?? currency),
    cap: inCurrency(workspace.cap, currency),
    isAtLeast: !isComplete(spend),
    fetchedAt,
  }
  await tellChannel(core, keyOf(job), (view) => renderCap(alert, view))
  return undefined
}

export function renderCap({ workspace, use, cap, isAtLeast, fetchedAt }: CapAlert, view: View): Message {
  const { alert, situation } = limitsWords(view)
  const share = formatShare(use.amount.toNumber(), cap.amount.toNumber(), view.locale) ?? ''
  const amounts = [sayAmount(use.amount, use.currency, view), sayAmount(cap.amount, cap.currency, view)] as const
  const isReached = use.amount.compare(cap.amount) >= 0
  const say = isReached ? alert.cap.reached : alert.cap.nears
  const headline = say(escapeMrkdwn(workspace, 80), ...amounts, share)
  return {
    text: toText(headline),
    blocks: [
      section(joinLines(headline, alert.cap.meaning, isAtLeast ? alert.cap.atLeast : '')),
      actions(panelButton('workspaces', view)),
      context(`_${situation.source(clockTime(fetchedAt))}, ${alert.cap.source}_`),
    ],
  }
}
