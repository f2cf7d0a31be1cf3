import type { Core } from '../../chatops/context.ts'
import type { Call, Reaction } from '../../chatops/contract.ts'
import { prepareAnswer } from '../../chatops/routing/prepare.ts'
import type { ClickInput } from '../../slack/interactions.ts'

const days = /^20\d\d-\d\d-\d\d\.\.20\d\d-\d\d-\d\d$/

/** The week of that post by Workspace, for whoever presses the button and may see it. */
export async function openReport(core: Core, { asker, view, input }: Call & { input: ClickInput }): Promise<Reaction> {
  const week = days.test(input.value) ? input.value : '7d'
  const { found } = await prepareAnswer(core, `spend ${week} by workspace`, asker.profile)
  return found.render(view)
}
