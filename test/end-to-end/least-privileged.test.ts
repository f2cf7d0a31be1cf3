import { expect, test } from 'vitest'
import { section } from '../../src/chatops/blocks.ts'
import { defineCommand, defineFeature } from '../../src/chatops/contract.ts'
import type { View } from '../../src/chatops/view.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot } from '../support/bot.ts'
import { postsIn } from './support.ts'

/** One feature, in the place of all others: its words and its picture say for whom they were made. */
const tellReader = ({ seesNames, isDecider, isShared, locale, timeZone }: View) =>
  `names ${seesNames}, decider ${isDecider}, shared ${isShared}, ${locale}, ${timeZone}`
const probe = defineCommand({
  name: 'probe',
  access: 'figures',
  summary: () => 'for whom this is made',
  examples: ['probe'],
  isShareable: true,
  parse: () => undefined,
  run: async () => undefined,
  render: (_, view) => ({ text: tellReader(view), blocks: [section(tellReader(view))] }),
  draw: (_, view) => ({ locale: view.locale, title: tellReader(view), subtitle: '', panels: [] }),
})
const features = [defineFeature({ name: 'probe', commands: [probe] })]

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id }

test.each([
  { privacy: 'roles', alone: true, inChannel: false },
  { privacy: 'names', alone: true, inChannel: true },
  { privacy: 'anonymous', alone: false, inChannel: false },
])(
  'with PRIVACY=$privacy words and picture are made for an admin alone, and anew for the least of a channel',
  async ({ privacy, alone, inChannel }) => {
    const settings = { PRIVACY: privacy, TIME_ZONE: 'Asia/Tokyo' }
    const { slack, ask } = await startBot({ settings, features })
    const [answer] = await ask('probe', claire)
    expect(answer?.text).toMatch(new RegExp(`^names ${alone}, decider true, shared false, en-GB, Europe/Paris$`))
    const drawn = slack.files().length
    const direct = slack.messages({ channel: slack.directMessage('U0CLAIRE') }).at(-1)
    expect(JSON.stringify(direct?.blocks)).toContain(answer?.text)

    await ask('probe share', claire)
    const [post] = postsIn(slack, claire.channel)
    expect(post?.text).toBe(`names ${inChannel}, decider false, shared true, en-GB, Asia/Tokyo`)
    expect(slack.files()).toHaveLength(drawn + 1)
    expect(JSON.stringify(post?.blocks)).toContain(`"alt_text":"${post?.text}`)
    expect(JSON.stringify(post?.blocks)).not.toContain('Europe/Paris')
  },
)
