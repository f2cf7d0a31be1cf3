import { actions, context, section } from '../../chatops/blocks.ts'
import { runButton } from '../../chatops/routing/stored-buttons.ts'
import { clockTime, code, escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { formatDay, nameOfPeriod } from '../../domain/time/dates.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Block, Message } from '../../slack/message.ts'
import type { AuditRecord } from '../../storage/audit/entry.ts'
import { sayFigures } from './figures.ts'
import { writeWanted } from './filter.ts'
import type { TrailData } from './gather.ts'
import { sayActor } from './people.ts'
import { auditWords } from './words.ts'

const whenFormat = '{date_short_pretty} {time}'
const longestReason = 200

/** Our own trail, the newest first: who did what, when, from what to what, and why. */
export function renderTrail(data: TrailData, view: View): Message {
  const audit = auditWords(view)
  const [newest] = data.records
  const scope = sayScope(data, view)
  const title = audit.title(scope)
  if (!newest) {
    const text = data.head ? audit.nothingFound(scope) : audit.nothingYet
    return { text, blocks: [section(`*${text}*`), ...sayEnd(data, view), buttons(data, view)] }
  }
  return {
    text: audit.newest(title, sayAction(newest.action, data, view)),
    blocks: [
      section(`*${title}*`),
      ...data.records.map((record) => section(sayEntry(record, data, view))),
      ...sayEnd(data, view),
      buttons(data, view),
    ],
  }
}

function sayScope({ wanted, now }: TrailData, view: View): string {
  const audit = auditWords(view)
  const [person] = wanted.people ?? []
  return [
    wanted.topic ? audit.topic(wanted.topic.word) : '',
    person ? escapeMrkdwn(person.name ?? person.email ?? person.slackId ?? person.personId) : '',
    wanted.period ? nameOfPeriod(wanted.period, view.locale, now.toISOString().slice(0, 4)) : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function sayEntry(record: AuditRecord, data: TrailData, view: View): string {
  const audit = auditWords(view)
  return [
    clockTime(new Date(record.at), whenFormat),
    `*${sayActor(record.actorId, data.people, view)}*`,
    sayAction(record.action, data, view),
    isBeginning(record) ? '' : audit.outcome(record.outcome),
    sayFigures(record, view),
    sayReason(record, view),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What a later version added is shown by its own name. */
const sayAction = (action: string, { actions }: TrailData, view: View): string =>
  actions[action]?.words(view) ?? action.replace('.', ': ').replaceAll(/[-_]/g, ' ')

/** Written down before the write, so that no crash hides it: how it ended, a later entry says. */
const isBeginning = ({ action, outcome }: AuditRecord): boolean => action === 'limit.attempted' && outcome === 'unknown'

function sayReason({ text, textHash }: AuditRecord, view: View): string {
  const audit = auditWords(view)
  if (text !== null) return audit.reason(escapeMrkdwn(text, longestReason))
  return textHash === null ? '' : audit.reasonErased
}

/** Where the chain ends: whoever notes it down can prove later that nothing was taken away. */
function sayEnd(data: TrailData, view: View): Block[] {
  const { head, wanted } = data
  if (!head) return []
  const audit = auditWords(view)
  const looks = wanted.topic ? '' : audit.looks(code(`${view.slash} audit looks`))
  return [context(...[audit.end(head.sequence, code(head.hash)), sayRemoved(data, view), looks].filter(Boolean))]
}

/** On the last page: what came before it is not missing by accident. */
function sayRemoved({ hasOlder, removedBefore, now }: TrailData, view: View): string {
  if (hasOlder || !removedBefore) return ''
  const day = formatDay(dayOf(removedBefore), view.locale, now.toISOString().slice(0, 4))
  return auditWords(view).removed(day)
}

function buttons({ records, hasOlder, wanted, head }: TrailData, view: View): Block {
  const audit = auditWords(view)
  const words = writeWanted(wanted)
  const oldest = records.at(-1)
  const older = hasOlder && oldest ? [runButton(audit.older, `audit ${words} before:${oldest.sequence}`)] : []
  const take = head ? [runButton(audit.export, `audit export ${words}`.trim())] : []
  return actions(...older, ...take, runButton(audit.mistralLog, 'audit mistral'))
}
