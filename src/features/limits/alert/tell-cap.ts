import { actions, context, section } from '../../../chatops/blocks.ts'
import type { Core } from '../../../chatops/context.ts'
import { postAlert, tellPeople } from '../../../chatops/notify/post-alert.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { panelButton } from '../../../chatops/panel-button.ts'
import { findOwners } from '../../../chatops/people/workspace-owners.ts'
import { clockTime, escapeMrkdwn } from '../../../chatops/text.ts'
import type { View } from '../../../chatops/view.ts'
import { type CapUse, measureCap } from '../../../domain/limit/cap-use.ts'
import { formatShare } from '../../../domain/money/money.ts'
import { dayOf, monthOf } from '../../../domain/time/time.ts'
import type { Message } from '../../../slack/message.ts'
import { type FindingJob, keyOfJob } from '../card/announce.ts'
import { joinLines, sayAmount, toText } from '../card/wording.ts'
import type { Tables } from '../store/store.ts'
import { limitsWords } from '../words.ts'
import { findCapRows } from './cap-rows.ts'
import { readWorkspaceSpend } from './watch-caps.ts'

export interface CapAlert extends CapUse {
  readonly workspace: string
  readonly fetchedAt: Date
}

/** One Workspace nears its own cap: those who own it are told, and nobody else in person, since others go on. */
export async function tellCap(core: Core, job: FindingJob): Promise<undefined> {
  const { value, fetchedAt } = await core.mistral.workspaces({ fresh: true })
  const workspace = value.find(({ id }) => id === job.subject)
  const row = (await findCapRows(core.db.query<Tables>(), core.organization)).get(job.subject)
  // Another cap stands by now, or its month is over: the next look finds what is true of that.
  if (row?.cap !== workspace?.cap?.toString() || row?.month !== monthOf(dayOf(core.clock.now()))) return undefined
  const use = workspace && measureCap(workspace, await readWorkspaceSpend(core, workspace.id))
  if (!use) return undefined
  const alert = { ...use, workspace: workspace.name, fetchedAt }
  const said = { key: keyOfJob(job), askedAt: job.askedAt, render: (view: View) => renderCap(alert, view) }
  const tellOwners = async () => tellPeople(core, said, await findOwners(core, [workspace.id]))
  await tellEach(core, [() => postAlert(core, said), tellOwners])
  return undefined
}

export function renderCap({ workspace, used, cap, share, isAtLeast, fetchedAt }: CapAlert, view: View): Message {
  const { alert, situation } = limitsWords(view)
  const amounts = [sayAmount(used.amount, used.currency, view), sayAmount(cap.amount, cap.currency, view)] as const
  const say = share >= 1 ? alert.cap.reached : alert.cap.nears
  const headline = say(escapeMrkdwn(workspace, 80), ...amounts, formatShare(share, 1, view.locale) ?? '')
  return {
    text: toText(headline),
    blocks: [
      section(joinLines(headline, alert.cap.meaning, isAtLeast ? alert.cap.atLeast : '')),
      actions(panelButton('workspaces', view)),
      context(`_${situation.source(clockTime(fetchedAt))}, ${alert.cap.source}_`),
    ],
  }
}
