import type { Core } from '../../chatops/context.ts'
import { gatherPost } from '../../chatops/page.ts'
import { defaultSlash } from '../../chatops/routing/conversation.ts'
import { channelView, type View } from '../../chatops/view.ts'
import { type Language, localeFor } from '../../domain/language.ts'
import type { Block } from '../../slack/message.ts'
import type { DigestReport } from './report.ts'
import type { Subscription } from './store/subscriptions.ts'
import { ownParts } from './view.ts'
import type { DigestPeriod } from './when.ts'
import { digestWords } from './words.ts'

/** The parts of a digest that people choose from, with the names that they read. */
export function listParts(core: Pick<Core, 'features'>, reader: { readonly language: Language }): [string, string][] {
  const { parts } = digestWords(reader).form
  const sections = core.features.digest.map(({ name, title }): [string, string] => [
    name,
    title?.(reader) ?? capital(name),
  ])
  return [...ownParts.map((part): [string, string] => [part, parts[part]]), ...sections]
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The features' sections are about the whole Organization: a digest of some Workspaces has none of them. */
export async function gatherSections(
  core: Core,
  { scope, period }: Pick<DigestReport, 'scope' | 'period'>,
  { leftOut }: Pick<Subscription, 'leftOut'>,
  view: View,
): Promise<readonly Block[]> {
  if (scope === 'workspaces') return []
  const wanted = core.features.digest.filter(({ name }) => !leftOut.includes(name))
  return gatherPost(core, wanted, view, daysOf(period))
}

const daysOf = ({ of, against }: DigestPeriod) => ({ ...of, before: against })

/** A post reads in the subscription's language and zone. */
export function viewOf(core: Core, { language, when }: Pick<Subscription, 'language' | 'when'>): View {
  return { ...channelView(core, defaultSlash), language, locale: localeFor(language), timeZone: when.zone }
}
