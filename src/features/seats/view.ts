import { panelUrl } from '../../chatops/admin-panel.ts'
import { actions, context, linkButton, section } from '../../chatops/blocks.ts'
import { fewestPeople, sayCountChange } from '../../chatops/report/activity.ts'
import { saySource } from '../../chatops/report/source.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { formatCount, formatShare } from '../../domain/money/money.ts'
import { formatWeekday, nameOfPeriod } from '../../domain/time/dates.ts'
import type { Message } from '../../slack/message.ts'
import { chatSeat, codeSeat, type SeatsReport, type Unknown } from './report.ts'
import { seatsWords } from './words.ts'

/** Seats given out against people who are active, product by product, and what the Admin API cannot tell. */
export function renderSeats(report: SeatsReport, view: View): Message {
  const words = seatsWords(view)
  const title = sayFinding(report, view)
  const change = sayChange(report, view)
  return {
    text: [title, change].filter(Boolean).join(' · '),
    blocks: [
      section([`*${title}*`, change].filter(Boolean).join('\n')),
      section([...listProducts(report, view), ...listRest(report, view)].join('\n')),
      context(`_${saySource(report, view)}_`, words.bought),
      ...(view.isDecider && !view.isShared
        ? [
            actions(
              linkButton('seats.billing', words.panel, panelUrl('billing')),
              linkButton('seats.members', words.panelMembers, panelUrl('members')),
            ),
          ]
        : []),
    ],
  }
}

export function sayFinding(report: SeatsReport, view: View): string {
  const words = seatsWords(view)
  const period = nameOfPeriod(report.period, view.locale, report.now.toISOString().slice(0, 4))
  const { chat, given, members } = report
  const seats = seatsOf(chatSeat, report)
  if (typeof chat === 'string') {
    if (!given) return words.findingUnknown(period)
    return words.findingGivenOut(period, count(seats, view))
  }
  // A share of a known number would tell how few they are.
  const isFew = chat.seated < fewestPeople && !view.seesNames
  const share = isFew ? undefined : formatShare(chat.seated, seats, view.locale)
  if (!given || !share)
    return words.findingMembers(period, isFew ? words.few : count(chat.seated, view), count(members, view))
  return words.finding(period, count(chat.seated, view), count(seats, view), share)
}

function sayChange(report: SeatsReport, view: View): string {
  const { chat } = report
  if (typeof chat === 'string') return ''
  const days = { ...report, beginsOn: chat.beginsOn }
  if (!chat.compared) return sayCountChange(undefined, days, view)
  const isFew = Math.min(chat.compared.now, chat.compared.before) < fewestPeople
  if (isFew && !view.seesNames) return ''
  const change = sayCountChange(chat.compared, days, view)
  return change ? seatsWords(view).active(change) : ''
}

function listProducts(report: SeatsReport, view: View): string[] {
  const words = seatsWords(view)
  const { given } = report
  if (!given) return [words.seatsNotSaid, ...listUnknown(report, view)]
  const lines = given.map(({ product, seats }) => {
    const name = escapeMrkdwn(words.product(product), 40)
    const use = sayUse(product, seats, report, view)
    return [`*${words.given(name, count(seats, view))}*`, ...(use ? [use] : [])].join(' · ')
  })
  return [...lines, ...listUnknown(report, view)]
}

/** A product of which Mistral tells no use has seats and nothing else. */
function sayUse(product: string, seats: number, report: SeatsReport, view: View): string {
  if (product === chatSeat) return sayChatUse(seats, report, view)
  return product === codeSeat ? sayCodeUse(seats, report, view) : ''
}

function sayChatUse(seats: number, { chat }: SeatsReport, view: View): string {
  const words = seatsWords(view)
  if (typeof chat === 'string') return ''
  if (chat.seated === 0) return words.notUsed
  if (chat.seated < fewestPeople && !view.seesNames) return words.usedByFew
  const share = formatShare(chat.seated, seats, view.locale) ?? ''
  return words.used(count(chat.seated, view), share, count(seats - chat.seated, view))
}

function sayCodeUse(seats: number, { code }: SeatsReport, view: View): string {
  const words = seatsWords(view)
  if (code === 'nobody') return words.notUsed
  if (typeof code === 'string') return ''
  if (code.users < fewestPeople && !view.seesNames) return words.usedADayByFew
  const share = formatShare(code.users, seats, view.locale) ?? ''
  return words.usedADay(count(code.users, view), share, formatWeekday(code.day, view.locale))
}

function listUnknown({ chat, code }: SeatsReport, view: View): string[] {
  const words = seatsWords(view)
  const say = (product: string, use: SeatsReport['chat'] | SeatsReport['code']) =>
    isUnknown(use) ? [use === 'missing' ? words.missing(product) : words.notOffered(product)] : []
  return [...say(words.product(chatSeat), chat), ...say(words.product(codeSeat), code)]
}

const isUnknown = (use: unknown): use is Unknown => use === 'missing' || use === 'notOffered'

function listRest(report: SeatsReport, view: View): string[] {
  const words = seatsWords(view)
  const { chat, code, withoutAnySeat, pendingInvites, given } = report
  const strangers = typeof chat === 'string' || !given ? 0 : chat.withoutSeat
  return [
    ...(withoutAnySeat > 0 ? [words.noSeat(count(withoutAnySeat, view))] : []),
    ...(strangers > 0 ? [sayStrangers(strangers, view)] : []),
    ...(pendingInvites > 0 ? [words.invites(count(pendingInvites, view))] : []),
    ...(typeof code === 'string' ? [] : [words.perDay]),
  ]
}

/** What a few people do is theirs to know. */
function sayStrangers(people: number, view: View): string {
  const words = seatsWords(view)
  return people < fewestPeople && !view.seesNames ? words.fewWithoutSeat : words.withoutSeat(count(people, view))
}

const count = (value: number, view: View): string => formatCount(value, view.locale)

export const seatsOf = (product: string, { given }: SeatsReport): number =>
  given?.find((row) => row.product === product)?.seats ?? 0
