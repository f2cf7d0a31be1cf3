import { initialStates, keepStates } from '../input-states.ts'
import type { InputStates, SandboxMessage } from '../types.ts'
import type { Messages } from './messages.ts'

/** What each person has chosen in the menus of a message, before it is sent. */
export function createMessageInputs(messages: Messages) {
  const chosen = new Map<string, InputStates>()
  const key = ({ channel, ts }: SandboxMessage, userId: string) => `${channel} ${ts} ${userId}`

  return {
    read(message: SandboxMessage, userId: string): InputStates {
      return keepStates(initialStates(message.blocks), chosen.get(key(message, userId)) ?? {})
    },
    write(message: SandboxMessage, userId: string, states: InputStates): void {
      chosen.set(key(messages.find(message.channel, message.ts), userId), states)
    },
    clear: () => chosen.clear(),
  }
}
