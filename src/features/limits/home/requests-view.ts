import { section } from '../../../chatops/blocks.ts'
import type { View } from '../../../chatops/view.ts'
import type { Block } from '../../../slack/message.ts'
import { type Audience, renderCard } from '../card/card-view.ts'
import { sayOutcome } from '../card/outcome-words.ts'
import { joinLines } from '../card/wording.ts'
import type { CardData } from '../store/types.ts'
import { limitsWords } from '../words.ts'

/** What somebody asked for, or can decide on, and what became of the last ones. */
export interface RequestsData {
  readonly live: { readonly card: CardData; readonly audience: Audience } | undefined
  readonly past: readonly CardData[]
  readonly seesFigures: boolean
}

/** The card itself, with the buttons that it has for this person; below it what became of the last ones. */
export function renderRequests({ live, past, seesFigures }: RequestsData, view: View): readonly Block[] {
  const { home } = limitsWords(view)
  const title = live && (live.audience === 'decider' ? home.toDecide : home.yours)
  const lines = past.map((card) => `• ${sayOutcome(card, view, seesFigures).headline}`)
  return [
    ...(live && title
      ? [section(`*${title}*`), ...renderCard(live.card, live.audience, view, seesFigures).blocks]
      : []),
    ...(lines.length > 0 ? [section(joinLines(`*${home.past}*`, ...lines))] : []),
  ]
}
