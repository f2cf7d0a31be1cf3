import { context, sections } from '../../chatops/blocks.ts'
import type { ReadContext } from '../../chatops/context.ts'
import { describeKept, findKept } from '../../chatops/people/kept-about.ts'
import type { PersonalData } from '../../chatops/people/personal-data.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { languageOf } from '../../domain/language.ts'
import type { Message } from '../../slack/message.ts'
import { whoamiWords } from './words.ts'

/** What is kept about the asker, and what the data sheet says of each place. */
export interface KeptData {
  readonly kind: 'data'
  readonly lines: readonly string[]
  readonly places: readonly PersonalData[]
}

const mostLines = 40

export async function gatherKept(context: ReadContext): Promise<KeptData> {
  const { tables, organization, asker, features, config } = context
  const kept = await findKept(tables, organization, { slackId: asker.profile.id })
  const language = languageOf(asker.profile.locale ?? config.language, config.language)
  return {
    kind: 'data',
    lines: await describeKept(tables, organization, kept, features.personalData, { language }),
    places: features.personalData,
  }
}

export function renderKept({ lines, places }: KeptData, view: View): Message {
  const words = whoamiWords(view).data
  const shown = lines.slice(0, mostLines).map((line) => `• ${escapeMrkdwn(line, 300)}`)
  const more = lines.length > mostLines ? [words.more(lines.length - mostLines)] : []
  const kept = lines.length > 0 ? [...shown, ...more].join('\n') : words.nothing
  const sheet = places.map((place) => {
    const { what, why, howLong, whoSees } = place.sheet(view)
    return `• *${what}*\n${words.sheet(why, howLong, whoSees)}`
  })
  return {
    text: words.title,
    blocks: [
      ...sections([`*${words.title}*`, ...kept.split('\n')]),
      ...sections([`*${words.sheetTitle}*`, ...sheet.flatMap((part) => part.split('\n'))]),
      context(words.erase),
    ],
  }
}
