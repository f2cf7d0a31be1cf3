import type { TestBot } from './bot.ts'
import { raiseSteps } from './raise.ts'

/** Fills in the form for one Workspace, and answers with what the modal asked and what it says at the end. */
export async function assign(bot: TestBot, name: string, values: Readonly<Record<string, string>>, user = 'U0CLAIRE') {
  const steps = raiseSteps(bot)
  await steps.open(user, `workspaces assign workspace:"${name}"`)
  const asked = steps.modal(user)
  const { id = '' } = bot.mistral.organization.workspaces.find((workspace) => workspace.name === name) ?? {}
  const errors = await steps.send(user, { workspace: id, ...values })
  return { asked, errors, said: steps.modal(user) }
}
