import type { Outcome } from '../chatops/outcome.ts'
import type { Sandbox } from './index.ts'
import { printMessage } from './print-message.ts'
import { sandboxChannels } from './world.ts'

/** Types one command as Sarah in #finops, prints what she sees, and returns the exit code. */
export async function runOnce(
  { slack }: Sandbox,
  line: string,
  ended: Promise<Outcome>,
  print: (text: string) => void,
): Promise<number> {
  const [, command = '/mistral', text = ''] = /^(?:(\/\S+)\s*)?([\s\S]*)$/.exec(line.trim()) ?? []
  const user = 'U0SARAH'
  const channel = sandboxChannels.finops.id
  const { acknowledged } = await slack.command({ user, channel, command, text })
  const result = acknowledged ? (await ended).result : 'failed'
  for (const message of slack.messages({ channel, as: user })) print(printMessage(message, slack))
  return result === 'answered' ? 0 : 1
}
