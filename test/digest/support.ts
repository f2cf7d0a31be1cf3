import type { Core } from '../../src/chatops/context.ts'
import type { Asker } from '../../src/chatops/people/identity.ts'
import { subscribe } from '../../src/features/digest/store/changes.ts'
import type { WantedDigest } from '../../src/features/digest/store/subscriptions.ts'
import { mainOrganization as organization } from '../../src/organization/id.ts'
import { printMessage } from '../../src/sandbox/print-message.ts'
import type { SandboxSlack } from '../../src/sandbox/slack/index.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import type { Database } from '../../src/storage/database.ts'
import { partsOf } from '../support/parts.ts'

export const channels: readonly string[] = [
  sandboxChannels.finops.id,
  sandboxChannels.general.id,
  sandboxChannels.digest.id,
  sandboxChannels.approvals.id,
]

const claire = partsOf<Asker>({ profile: { id: 'U0CLAIRE', name: 'Claire Fontaine' }, role: 'admin' })

/** What takes long to make, and has tests of its own. */
export const leftOut = ['movers', 'attention', 'chart', 'details', 'limits', 'activity']

/** As if Claire had asked for it in the form. */
export const makeSubscription = (
  db: Database,
  wanted: Partial<WantedDigest> & Pick<WantedDigest, 'channel' | 'when'>,
): Promise<string> =>
  subscribe({ db, organization } as Core, claire, { language: 'en', workspaces: [], leftOut, ...wanted })

/** The days that each digest of a channel is about: "16–22 Nov". */
export const titlesIn = (slack: SandboxSlack, channel: string): string[] =>
  slack
    .messages({ channel })
    .filter(({ visibleTo, threadTs }) => visibleTo === undefined && threadTs === undefined)
    .map((message) => printMessage(message, slack).split(':')[0] ?? '')
