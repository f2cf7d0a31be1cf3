import type { Core } from '../../chatops/context.ts'
import { defineFeature } from '../../chatops/contract.ts'
import { answerSpoken } from '../../chatops/routing/spoken.ts'
import type { EventInput } from '../../slack/interactions.ts'

/** What is written to the bot is answered as a slash command is: privately, with the same rights. */
export const speaking = defineFeature({
  name: 'speaking',
  events: {
    'message.im': (core: Core, input: EventInput) => answerSpoken(core, input, 'direct'),
    app_mention: (core: Core, input: EventInput) => answerSpoken(core, input, 'mention'),
  },
  scopes: {
    'im:history': 'reading what people write to the bot in their direct messages with it',
    'app_mentions:read': 'reading what people write when they mention the bot',
  },
})
