import type { ColumnDefinitionBuilder } from 'kysely'
import { panelUrl } from '../../chatops/admin-panel.ts'
import { actions, context, linkButton, section } from '../../chatops/blocks.ts'
import type { Core } from '../../chatops/context.ts'
import type { Schedule } from '../../chatops/contract.ts'
import { type AlertSettingTables, findAlertSettings, isMuted } from '../../chatops/notify/alert-settings.ts'
import { postAlert } from '../../chatops/notify/post-alert.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import { saySource } from '../../chatops/report/source.ts'
import type { View } from '../../chatops/view.ts'
import { dayOf } from '../../domain/time/time.ts'
import type { Message } from '../../slack/message.ts'
import { textColumn } from '../../storage/columns.ts'
import type { Migration } from '../../storage/database.ts'
import { readKeys } from './gather.ts'
import type { KeyRow, KeysReport } from './report.ts'
import { keysWords } from './words.ts'

/** The digest tells of keys a month ahead. This close to the end, whoever waits for it would be surprised. */
export const alertDays = 7

interface KeyAlertTables extends AlertSettingTables {
  /** What was said of a key: "left", or "expiring" with its day, so that a key that was renewed is told anew. */
  key_alerts: { organization: string; key_id: string; concern: string; told_at: number }
}

export const keyAlertMigrations: readonly Migration[] = [
  {
    name: '2026-11-30-key-alerts',
    async up(db, engine) {
      const text = textColumn(engine)
      const required = (column: ColumnDefinitionBuilder) => column.notNull()
      await db.schema
        .createTable('key_alerts')
        .addColumn('organization', text, required)
        .addColumn('key_id', text, required)
        .addColumn('concern', text, required)
        .addColumn('told_at', 'bigint', required)
        .addPrimaryKeyConstraint('key_alerts_key', ['organization', 'key_id', 'concern'])
        .execute()
    },
  },
]

/** Each morning, keys that end this week, and those whose maker has left: each once, all in one message. */
export const keyAlertSchedule: Schedule = {
  name: 'keys.alert',
  cron: ({ config }) => (config.mistral.key === undefined || !config.places.alerts ? undefined : '0 8 * * *'),
  zone: ({ config }) => config.timeZone,
  catchUp: 'latest',
  async run(core, { dueAt }) {
    const { db, organization, clock } = core
    const now = clock.now()
    if (isMuted(await findAlertSettings(db.query<KeyAlertTables>(), organization), now)) return
    // Whatever Mistral does not list this morning is there the next.
    const report = await orMissing(readKeys(core))
    if (!report || report === 'notOffered') return
    const news = await findNews(core, report)
    if (news.length === 0) return
    const render = (view: View) => renderKeyAlert(news, report, view)
    await postAlert(core, { key: `keys.alert:${dayOf(dueAt)}`, render })
    const rows = news.map(({ keyId, concern }) => ({ organization, key_id: keyId, concern, told_at: now.getTime() }))
    await db
      .query<KeyAlertTables>()
      .insertInto('key_alerts')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
}

interface News {
  readonly keyId: string
  readonly kind: 'expiring' | 'left'
  /** As it is remembered. */
  readonly concern: string
}

async function findNews({ db, organization }: Core, { rows }: KeysReport): Promise<News[]> {
  const told = await db
    .query<KeyAlertTables>()
    .selectFrom('key_alerts')
    .select(['key_id', 'concern'])
    .where('organization', '=', organization)
    .execute()
  const known = new Set(told.map(({ key_id, concern }) => `${key_id} ${concern}`))
  return rows.flatMap(listNews).filter(({ keyId, concern }) => !known.has(`${keyId} ${concern}`))
}

function listNews({ key, endsIn, isOrphaned }: KeyRow): News[] {
  const ends = endsIn !== undefined && endsIn <= alertDays
  return [
    ...(ends ? [{ keyId: key.id, kind: 'expiring' as const, concern: `expiring:${key.expiresOn}` }] : []),
    ...(isOrphaned ? [{ keyId: key.id, kind: 'left' as const, concern: 'left' }] : []),
  ]
}

/** How many, and not which: a key's name is for those who look after keys. */
export function renderKeyAlert(
  news: readonly Pick<News, 'kind'>[],
  { fetchedAt, now }: Pick<KeysReport, 'fetchedAt' | 'now'>,
  view: View,
): Message {
  const words = keysWords(view)
  const kinds = ['expiring', 'left'] as const
  const counts = kinds.map((concern) => ({
    concern,
    count: news.filter(({ kind }) => kind === concern).length,
    days: alertDays,
  }))
  const finding = words.finding(counts.filter(({ count }) => count > 0))
  const source = saySource({ period: { to: dayOf(now), isRunning: false }, fetchedAt, now }, view)
  return {
    text: `⚠ ${finding}`,
    blocks: [
      section(`⚠ *${finding}*\n${words.alert(view.slash)}`),
      actions(linkButton('keys.panel', words.panel, panelUrl('apiKeys'))),
      context(`_${source}_`),
    ],
  }
}
