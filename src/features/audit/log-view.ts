import { actions, context, section } from '../../chatops/blocks.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { clockTime, escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import type { LimitValue } from '../../domain/limit/limit-value.ts'
import { type LogActor, type LogEntry, readLimitChange } from '../../domain/limit/mistral-log.ts'
import { formatMoney, inCurrency } from '../../domain/money/money.ts'
import { formatDays } from '../../domain/time/dates.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { AuditData } from './gather.ts'
import { auditWords } from './words.ts'

type LogPage = Extract<AuditData, { source: 'mistral' }>

const pageSize = 12
const whenFormat = '{date_short_pretty} {time}'
const mostFields = 4

/** Mistral's own log, the newest first, with our changes marked and other programs named. */
export function renderLog(data: LogPage, view: View): Message {
  const audit = auditWords(view)
  const year = data.now.toISOString().slice(0, 4)
  const scope = [
    ...data.words.map((word) => escapeMrkdwn(word)),
    formatDays(data.period.from, data.period.to, view.locale, year),
  ]
  const title = audit.logTitle(scope.join(', '))
  const shown = data.entries.slice(data.skip, data.skip + pageSize)
  const others = sayOtherPrograms(data, view)
  const lines = shown.map((entry) => section(sayEntry(entry, data, view)))
  const nothing = shown.length === 0 ? [section(audit.logNothing)] : []
  return {
    text: [title, ...others.map((line) => line.replaceAll('*', ''))].join(' · '),
    blocks: [
      section([`*${title}*`, ...others].join('\n')),
      ...lines,
      ...nothing,
      context(saySource(data, view)),
      buttons(data, view),
    ],
  }
}

function sayEntry(entry: LogEntry, { hands }: LogPage, view: View): string {
  const audit = auditWords(view)
  const hand = hands.get(entry.id)
  return [
    clockTime(entry.at, whenFormat),
    `*${sayLogActor(entry.actor, view)}*`,
    escapeMrkdwn(audit.event(entry.eventType), 80),
    sayChange(entry, view),
    hand ? audit.hand[hand] : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

const sayLogActor = ({ name: called, email, id, kind }: LogActor, view: View): string =>
  escapeMrkdwn(called ?? email ?? id ?? auditWords(view).actorKind(kind ?? ''))

function sayChange(entry: LogEntry, view: View): string {
  const audit = auditWords(view)
  const change = readLimitChange(entry)
  if (change?.after !== undefined)
    return [change.before, change.after]
      .flatMap((limit) => (limit === undefined ? [] : sayLimit(limit, view)))
      .join(' → ')
  const fields = Object.entries({ ...entry.target.fields, ...entry.changes }).filter(
    ([key]) => !/uuid|(^|_)id$/.test(key),
  )
  return fields
    .slice(0, mostFields)
    .map(([key, value]) =>
      audit.field(escapeMrkdwn(audit.figure(key), 30), escapeMrkdwn(audit.value(key, value) ?? value, 60)),
    )
    .join(', ')
}

const sayLimit = (limit: LimitValue, view: View): string =>
  limit === 'unlimited' ? auditWords(view).noLimit : formatMoney(inCurrency(limit, null), view.locale, 'whole')

/** A second program that writes the limit undoes what people approved here: it is named first. */
function sayOtherPrograms({ entries, hands }: LogPage, view: View): string[] {
  const foreign = entries.filter(({ id }) => hands.get(id) === 'program')
  const byActor = Map.groupBy(foreign, ({ actor }) => sayLogActor(actor, view))
  return [...byActor].map(([actor, [latest, ...rest]]) =>
    latest ? auditWords(view).otherProgram(actor, rest.length + 1, clockTime(latest.at, whenFormat)) : '',
  )
}

function saySource({ entries, skip, unreadable, isCut, fetchedAt }: LogPage, view: View): string {
  const audit = auditWords(view)
  const last = Math.min(skip + pageSize, entries.length)
  return [
    entries.length > 0 ? audit.logRange(Math.min(skip + 1, last), last, entries.length) : '',
    isCut ? audit.logCut : '',
    unreadable > 0 ? audit.logUnreadable(unreadable) : '',
    audit.logSource(clockTime(fetchedAt)),
  ]
    .filter(Boolean)
    .join(' · ')
}

function buttons({ entries, skip, period, words }: LogPage, view: View): Block {
  const audit = auditWords(view)
  const wish = [...words, `${period.from}..${period.to}`].join(' ')
  const hasOlder = entries.length > skip + pageSize
  return actions(
    ...(hasOlder ? [runButton(audit.older, `audit mistral ${wish} skip:${skip + pageSize}`)] : []),
    runButton(audit.export, `audit export mistral ${wish}`),
    runButton(audit.ownTrail, 'audit'),
  )
}
