import type { Core } from '../../chatops/context.ts'
import type { Call } from '../../chatops/contract.ts'
import { writeCsv, writeLines } from '../../chatops/report/csv.ts'
import { sendFiles } from '../../chatops/report/send-files.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { openTrail, recordLeaving, type TrailPerson } from '../../chatops/trail.ts'
import type { View } from '../../chatops/view.ts'
import type { LogEntry } from '../../domain/limit/mistral-log.ts'
import type { Message } from '../../slack/message.ts'
import type { AuditRecord } from '../../storage/audit/entry.ts'
import { type LogWish, readLogWish, takeSource } from './args.ts'
import { readWanted, toFilter } from './filter.ts'
import { gatherLog } from './gather-log.ts'
import type { ChangedBy } from './match.ts'
import { auditWords } from './words.ts'

/** `audit export [mistral] […]`: files in the asker's direct messages. */
export async function exportAudit(core: Core, call: Call & { readonly words: TypedWords }): Promise<Message> {
  const { isMistral, rest } = takeSource(call.words)
  return isMistral ? exportLog(core, call, readLogWish(rest, core.clock.now())) : exportTrail(core, call, rest)
}

/** The table holds what was asked for; the chain is whole, since a part of it proves nothing. */
async function exportTrail(core: Core, { asker, view }: Call, words: readonly string[]): Promise<Message> {
  const trail = openTrail(core, asker)
  const { auditActions: actions } = core.features
  const known = await trail.people()
  const isAnonymous = core.config.people.privacy === 'anonymous'
  const { exceptActions: _, ...filter } = toFilter(
    readWanted(words, { people: isAnonymous ? [] : known, actions, now: core.clock.now() }),
    actions,
  )
  const figures = { source: 'trail' }
  // The chain is read after the first of its two entries: the last one in the file tells who asked for it.
  return recordLeaving(trail, exportActions, figures, async () => {
    const records = await trail.read(filter, { limit: Number.MAX_SAFE_INTEGER })
    const people = new Map(known.map((person) => [person.personId, person]))
    const name = `audit-${today(core)}`
    const files = [
      { name: `${name}.csv`, content: tabulateTrail(records, people, view) },
      { name: `${name}.ndjson`, content: writeLines(await Array.fromAsync(trail.lines())) },
    ]
    return sendFiles(core, asker.profile.id, files, auditWords(view).exported(records.length), view)
  })
}

const exportActions = { before: 'audit.exporting', after: 'audit.exported' } as const

async function exportLog(core: Core, { asker, view }: Call, wish: LogWish): Promise<Message> {
  const trail = openTrail(core, asker)
  const { entries, hands, isCut } = await gatherLog({ ...core, trail }, wish)
  const name = `mistral-audit-log-${wish.period.from}-${wish.period.to}`
  const files = [
    { name: `${name}.csv`, content: tabulateLog(entries, hands) },
    { name: `${name}.ndjson`, content: writeLines(entries.map((entry) => JSON.stringify(entry))) },
  ]
  const audit = auditWords(view)
  const said = [audit.logExported(entries.length), isCut ? audit.logCut : ''].filter(Boolean).join(' ')
  return recordLeaving(trail, exportActions, { source: 'mistral', entries: entries.length }, () =>
    sendFiles(core, asker.profile.id, files, said, view),
  )
}

const today = ({ clock }: Core): string => clock.now().toISOString().slice(0, 10)

function tabulateTrail(
  records: readonly AuditRecord[],
  people: ReadonlyMap<string, TrailPerson>,
  { seesNames }: View,
): string {
  const head = ['sequence', 'time', 'person', 'name', 'email', 'slack', 'action', 'subject', 'before', 'after']
  const rows = records.map((record) => {
    const person = seesNames && record.actorId ? people.get(record.actorId) : undefined
    return [
      ...[record.sequence, new Date(record.at).toISOString(), record.actorId ?? 'bot'],
      ...[person?.name ?? null, person?.email ?? null, person?.slackId ?? null],
      ...[record.action, record.subject, record.before, record.after, record.outcome, record.text, record.hash],
    ]
  })
  return writeCsv([[...head, 'outcome', 'reason', 'hash'], ...rows])
}

function tabulateLog(entries: readonly LogEntry[], hands: ReadonlyMap<string, ChangedBy>): string {
  const head = ['id', 'time', 'event', 'actor_kind', 'actor', 'email', 'target', 'target_fields', 'changes', 'hand']
  const rows = entries.map(({ id, at, eventType, actor, target, changes }) => [
    ...[id, at.toISOString(), eventType, actor.kind, actor.name ?? actor.id, actor.email],
    ...[target.kind, JSON.stringify(target.fields), JSON.stringify(changes), hands.get(id) ?? null],
  ])
  return writeCsv([head, ...rows])
}
