import { type Language, languages } from '../../domain/language.ts'
import type { ClockMove } from '../page/clock-moves.ts'
import { type FaultName, faultNames } from '../page/fault-switches.ts'

/**
 * A story is plain text, one line for each thing that happens; `#` starts a comment.
 *
 *     Sarah in #finops: /mistral spend          types; a line without a slash is said
 *     Sarah sees "November: €26"                waits for it, and prints where it stands
 *     Sarah sees "Shared by" in #finops         … there; also `in Messages`, `in Home`
 *     Sarah does not see "Approve"
 *     Sarah opens Home                          the bot's; also `opens Messages`
 *     Sarah clicks "Share in channel"           a button, or an entry of a ⋯ menu; also `in #finops`
 *     Sarah chooses "Until a date" in "How long"
 *     Sarah fills in "Amount" with "50000"      of the modal that is open, by the field's label
 *     Sarah submits                             also `Sarah closes`
 *     Sarah reads French                        sets the language of her Slack; also `reads English`
 *     Clock: +1 hour                            also `+1 day`, `to Monday 09:00`, `past the month’s end`
 *     Mistral: burns 2500                       spends it at once
 *     Mistral: limit 60000                      set by somebody else; also `limit none`
 *     Break: mistral-down                       and later `Mend: mistral-down`
 */
export type Action =
  | { readonly does: 'say'; readonly who: string; readonly place: string; readonly text: string }
  | { readonly does: 'see' | 'miss' | 'click'; readonly who: string; readonly text: string; readonly place?: string }
  | { readonly does: 'open'; readonly who: string; readonly tab: 'home' | 'messages' }
  | { readonly does: 'fill'; readonly who: string; readonly label: string; readonly value: string }
  | { readonly does: 'submit' | 'close'; readonly who: string }
  | { readonly does: 'read'; readonly who: string; readonly language: Language }
  | { readonly does: 'move-clock'; readonly to: ClockMove }
  | { readonly does: 'burn'; readonly amount: number }
  | { readonly does: 'set-limit'; readonly amount: number | null }
  | { readonly does: 'turn-fault'; readonly fault: FaultName; readonly isOn: boolean }

export interface Step {
  readonly lineNumber: number
  readonly line: string
  readonly action: Action
}

export class StoryError extends Error {
  override name = 'StoryError'
}

type Groups = Readonly<Record<string, string | undefined>>

const who = '(?<who>\\p{L}+)'
const quoted = (name: string) => `["“](?<${name}>[^"”]+)["”]`
const inPlace = '(?: in (?<place>#[\\w-]+|Home|Messages))?'

const withPlace =
  (does: 'see' | 'miss' | 'click') =>
  ({ who = '', text = '', place }: Groups) => ({
    does,
    who,
    text,
    ...(place ? { place } : {}),
  })

const clockWords: Readonly<Record<string, ClockMove>> = {
  '+1 hour': 'hour',
  '+1 day': 'day',
  'to Monday 09:00': 'monday',
  'past the month’s end': 'month',
}

/** Each sentence that a story may hold, and what it means. */
const sentences: readonly (readonly [string, (groups: Groups) => Action | undefined])[] = [
  [
    `${who} in (?<place>#[\\w-]+|Messages): (?<text>.+)`,
    ({ who = '', place = '', text = '' }) => ({ does: 'say', who, place, text }),
  ],
  [`${who} sees ${quoted('text')}${inPlace}`, withPlace('see')],
  [`${who} does not see ${quoted('text')}${inPlace}`, withPlace('miss')],
  [`${who} clicks ${quoted('text')}${inPlace}`, withPlace('click')],
  [
    `${who} opens (?<tab>Home|Messages)`,
    ({ who = '', tab }) => ({ does: 'open', who, tab: tab === 'Home' ? 'home' : 'messages' }),
  ],
  [
    `${who} fills in ${quoted('label')} with ${quoted('value')}`,
    ({ who = '', label = '', value = '' }) => ({ does: 'fill', who, label, value }),
  ],
  [
    `${who} chooses ${quoted('value')} in ${quoted('label')}`,
    ({ who = '', label = '', value = '' }) => ({ does: 'fill', who, label, value }),
  ],
  [`${who} submits`, ({ who = '' }) => ({ does: 'submit', who })],
  [`${who} closes`, ({ who = '' }) => ({ does: 'close', who })],
  [`${who} reads (?<name>\\p{L}+)`, ({ who = '', name = '' }) => readLanguage(who, name)],
  ['Clock: (?<to>.+)', ({ to = '' }) => readClock(to.replace("'", '’'))],
  ['Mistral: burns (?<amount>\\d+)', ({ amount }) => ({ does: 'burn', amount: Number(amount) })],
  [
    'Mistral: limit (?<amount>\\d+|none)',
    ({ amount }) => ({ does: 'set-limit', amount: amount === 'none' ? null : Number(amount) }),
  ],
  ['(?<turn>Break|Mend): (?<fault>.+)', ({ turn, fault = '' }) => readFault(fault, turn === 'Break')],
]

const readLanguage = (who: string, name: string): Action | undefined => {
  const names = new Intl.DisplayNames(['en'], { type: 'language' })
  const language = languages.find((known) => names.of(known) === name)
  return language && { does: 'read', who, language }
}

const readClock = (words: string): Action | undefined => {
  const to = clockWords[words]
  return to && { does: 'move-clock', to }
}

const readFault = (name: string, isOn: boolean): Action | undefined =>
  name in faultNames ? { does: 'turn-fault', fault: name as FaultName, isOn } : undefined

/** Reads a story; a line that says nothing known is named, before anything happens. */
export function parseStory(text: string): readonly Step[] {
  return text.split(/\r?\n/).flatMap((raw, position) => {
    const line = raw.replace(/(^|\s)#\s.*$/, '').trim()
    if (line === '') return []
    const action = readAction(line)
    if (!action) throw new StoryError(`line ${position + 1}: nobody understands “${line}”`)
    return [{ lineNumber: position + 1, line, action }]
  })
}

function readAction(line: string): Action | undefined {
  for (const [sentence, read] of sentences) {
    const match = new RegExp(`^${sentence}$`, 'u').exec(line)
    if (match) return read(match.groups ?? {})
  }
  return undefined
}
