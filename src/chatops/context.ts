import type { Config } from '../config/index.ts'
import type { Log } from '../domain/log.ts'
import type { Measures } from '../domain/measures.ts'
import type { Clock } from '../domain/time/clock.ts'
import type { MistralReads, MistralWrites } from '../mistral/index.ts'
import type { ChannelFacts, SlackChannels } from '../slack/channels.ts'
import type { SlackFiles } from '../slack/files.ts'
import type { SlackPeople } from '../slack/people.ts'
import type { SlackViews } from '../slack/views.ts'
import type { Database, DatabaseReads } from '../storage/database.ts'
import type { Installation } from './installation.ts'
import type { Asker } from './people/identity.ts'
import type { Pictures } from './pictures/index.ts'
import type { Progress } from './progress.ts'
import type { CommandAllowance } from './routing/command-allowance.ts'
import type { Observe } from './routing/outcome.ts'
import type { Registry } from './routing/registry.ts'
import type { StoredButtons } from './routing/stored-buttons.ts'
import type { Trail } from './trail.ts'

/** What the whole bot shares. */
export interface Core {
  /** Every stored row names it. One today, several later. */
  readonly organization: string
  readonly clock: Clock
  readonly log: Log
  readonly db: Database
  readonly config: Config
  readonly mistral: MistralReads
  readonly people: SlackPeople
  readonly channels: SlackChannels
  readonly pictures: Pictures
  readonly storedButtons: StoredButtons
  readonly files: SlackFiles
  readonly views: SlackViews
  /** The one way to change the limit; undefined where there is no Admin API, or LIMIT_WRITES is off. */
  readonly limitWrites: MistralWrites | undefined
  /** Looks at once for what is due. */
  wakeScheduler(): void
  readonly features: Registry
  readonly installation: Installation
  readonly observe: Observe
  readonly measures: Measures
  /** How many commands each person may give. */
  readonly allowance: CommandAllowance
  /** Of the command or click under way. */
  readonly progress: Progress
}

/** What a report gets: nothing in it can change a limit, and the compiler keeps it so. */
export interface ReadContext {
  readonly organization: string
  readonly clock: Clock
  readonly log: Log
  /** The features' own tables, to look at. */
  readonly tables: DatabaseReads
  readonly config: Config
  readonly mistral: MistralReads
  readonly people: SlackPeople
  channelFacts(channelId: string): Promise<ChannelFacts>
  readonly features: Registry
  readonly installation: Installation
  readonly trail: Trail
  /** Where a report asks for many things, it says how many are done. */
  readonly progress: Progress
  /** As far as the command's access needed to know them. */
  readonly asker: Asker
  /** Everything about the asker, whatever the access: asked anew. */
  identify(): Promise<Asker>
}
