import { type Language, languageOf, localeFor } from '../domain/language.ts'
import type { SlackReader } from '../slack/people.ts'
import type { Core } from './context.ts'
import { isDecider, maySeeNames } from './people/authorize.ts'
import type { Asker } from './people/identity.ts'

/** For whom a message is rendered. */
export interface View {
  /** BCP 47: numbers and dates are written its way. */
  readonly locale: string
  readonly language: Language
  readonly timeZone: string
  /** The slash command that people type here: "/mistral". */
  readonly slash: string
  /** What this reader may see of people. In a channel: what its least privileged reader may. */
  readonly seesNames: boolean
  /** Admin or billing, reading alone. */
  readonly isDecider: boolean
  /** Rendered for a channel: no buttons that act for one person. */
  readonly isShared: boolean
}

/** What one person sees, in their language and zone; in those of posts where neither is known yet. Without an asker nothing is known of a role. */
export function viewFor(core: Core, reader: SlackReader | undefined, slash: string, asker?: Asker): View {
  const { language, timeZone, people } = core.config
  const spoken = languageOf(reader?.locale ?? language, language)
  const role = asker?.role
  return {
    locale: localeFor(spoken, reader?.locale),
    language: spoken,
    timeZone: reader?.timeZone ?? timeZone,
    slash,
    seesNames: maySeeNames(role, people.privacy),
    isDecider: isDecider(role),
    isShared: false,
  }
}

/** A channel reads in the language of posts, and sees what its least privileged reader may. */
export function channelView(core: Core, slash: string): View {
  const { language, timeZone, people } = core.config
  return {
    locale: localeFor(language),
    language,
    timeZone,
    slash,
    seesNames: maySeeNames(undefined, people.privacy),
    isDecider: false,
    isShared: true,
  }
}
