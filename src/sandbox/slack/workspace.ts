import type { Clock } from '../../domain/time/clock.ts'
import { createChanges } from './changes.ts'
import { createFaults } from './faults.ts'
import { createIdentity } from './identity.ts'
import { createJournal } from './journal.ts'
import { createPostingLimit } from './posting-limit.ts'
import { createResponseUrls } from './response-urls.ts'
import { createDirectory, type DirectorySeed } from './stores/directory.ts'
import { createFiles } from './stores/files.ts'
import { createMessageInputs } from './stores/message-inputs.ts'
import { createMessages } from './stores/messages.ts'
import { createSurfaces } from './stores/surfaces.ts'
import { createTickets } from './tickets.ts'
import { createTriggers } from './triggers.ts'

export interface WorkspaceOptions extends DirectorySeed {
  readonly clock: Clock
  readonly scopes: readonly string[]
  /** The bot events that the app subscribed to; without a list, all that its scopes allow. */
  readonly events?: readonly string[] | undefined
  /** Another workspace than the usual one. */
  readonly teamId?: string | undefined
  /** Where the sandbox listens, with a trailing slash. */
  readonly baseUrl: string
}

export type Workspace = ReturnType<typeof createWorkspace>

/** All that Slack knows, without the ways in and out. */
export function createWorkspace({ clock, scopes, events, baseUrl, teamId, ...seed }: WorkspaceOptions) {
  const identity = createIdentity(teamId)
  const changes = createChanges()
  const faults = createFaults()
  const journal = createJournal(clock, changes)
  const directory = createDirectory(seed, identity, changes)
  const messages = createMessages(clock, changes)
  const inputs = createMessageInputs(messages)
  const closing = new AbortController()
  const files = createFiles(clock, changes, faults, closing.signal)
  const surfaces = createSurfaces(changes)
  const triggers = createTriggers(clock)
  const responseUrls = createResponseUrls(clock, baseUrl)
  const tickets = createTickets()
  const postingLimit = createPostingLimit(clock, faults)

  function reset(): void {
    for (const store of [
      faults,
      journal,
      messages,
      inputs,
      files,
      surfaces,
      triggers,
      responseUrls,
      tickets,
      postingLimit,
    ])
      store.clear()
    directory.reset()
    changes.emit({ type: 'reset' })
  }

  return {
    clock,
    scopes,
    events,
    baseUrl,
    /** Aborted when the sandbox closes: ends what waits on the clock. */
    closing,
    identity,
    changes,
    faults,
    journal,
    directory,
    messages,
    inputs,
    files,
    surfaces,
    triggers,
    responseUrls,
    tickets,
    postingLimit,
    reset,
  }
}
