import { describe, expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'

/** Mistral's own answers, read and added up by code of this file alone: what the reports say must be the same. */

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }
type Row = Readonly<Record<string, unknown>>

async function ask<Answer>({ mistral }: TestBot, path: string): Promise<Answer> {
  const answer = await fetch(`${mistral.url}${path}`, { headers: { 'x-api-key': mistral.key } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Answer
}

/** "1.80E-6" and 5.4e-6 as whole numbers of 10⁻³⁰, with which nothing is ever rounded. */
const places = 30
function exactly(written: unknown): bigint {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(String(written)) ?? []
  return BigInt(`${sign}${whole}${part}`) * 10n ** BigInt(places - part.length + Number(power))
}
const roundedTo = (digits: number, sum: bigint): number => {
  const unit = 10n ** BigInt(places - digits)
  return Number((sum + unit / 2n) / unit) / 10 ** digits
}

/** All entries of an answer, however deep: those of Vibe Code and of the libraries lie one level lower. */
function entriesIn(value: unknown): Row[] {
  if (typeof value !== 'object' || value === null) return []
  return 'billing_metric' in value ? [value as Row] : Object.values(value).flatMap(entriesIn)
}

const agree = (entry: Row, price: Row): boolean =>
  ['billing_metric', 'billing_group'].every((field) => entry[field] === price[field]) &&
  ['event_type', 'api_zone', 'service_tier'].every(
    (field) => entry[field] == null || price[field] == null || entry[field] === price[field],
  )

/** Models that are stored have a number each, and a price by their name. */
const storedIn = ({ fine_tuning }: Row): Row[] =>
  Object.entries((fine_tuning as { readonly storage: Row }).storage).map(([model, value]) => ({
    ...{ billing_metric: model.split('::')[0], billing_group: 'storage', value },
  }))

/** Units billed times their price; Vibe Code is one amount where it has no entries. */
function addUp({ prices, vibe_usage, ...categories }: Row): bigint {
  const spent = [...entriesIn(categories), ...storedIn(categories)].map((entry) => {
    const price = (prices as Row[]).find((one) => agree(entry, one))
    return price ? (exactly(entry.value_paid ?? entry.value) * exactly(price.price)) / 10n ** BigInt(places) : 0n
  })
  return spent.reduce((sum, amount) => sum + amount, exactly(vibe_usage))
}

describe.each(['original', 'newest'] as const)('in the %s dialect', (dialect) => {
  test('spend is the sum of what Mistral lists, to the last digit, and rounded once', async () => {
    const bot = await startBot({ dialect })
    const sum = addUp(await ask<Row>(bot, '/usage?year=2026&month=10'))
    const shown = (amount: number) => `€${amount.toLocaleString('en-GB')}`
    expect(await bot.askForText('spend last month', claire)).toContain(`October: ${shown(roundedTo(0, sum))}`)
    expect(await bot.askForText('chargeback last month', claire)).toContain(
      `October: €${roundedTo(2, sum).toLocaleString('en-GB', { minimumFractionDigits: 2 })} for`,
    )
    for (const by of ['model', 'category', 'day', 'workspace']) {
      await bot.ask(`export spend last month by ${by}`, claire)
      const file = bot.slack.files().findLast(({ name }) => name.endsWith('.csv'))
      const [head = '', ...rows] = file?.bytes.toString().replace('\ufeff', '').trim().split('\r\n') ?? []
      const place = head.split(',').indexOf('amount')
      expect(rows.reduce((all, row) => all + exactly(row.split(',')[place]), 0n)).toBe(sum)
    }
  })

  test('vibe says what the days of Mistral’s answers add up to', async () => {
    const bot = await startBot({ dialect })
    const days = `start_time=${Date.parse('2026-10-01') / 1000}&end_time=${Date.parse('2026-11-01') / 1000}`
    const base = dialect === 'newest' ? '/analytics/vibe/code/usage' : '/analytics/vibe/usage'
    const answer = {
      ...(await ask<Record<string, Row[]>>(bot, `${base}/by_workspace?${days}`)),
      ...(await ask<Record<string, Row[]>>(bot, `${base}/by_organization?${days}`)),
    }
    const sum = (list: string, field: string) => (answer[list] ?? []).reduce((all, row) => all + Number(row[field]), 0)
    const count = (value: number) => value.toLocaleString('en-GB')
    const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)}%`
    const short = (value: number) => value.toLocaleString('en-GB', { notation: 'compact', maximumSignificantDigits: 3 })
    const sessions = sum('sessions', 'nb_sessions')
    const prompts = answer.user_prompts ? `, ${count(sum('user_prompts', 'nb_prompts_total'))} prompts` : ''
    const suggestions = sum('next_edit_suggestions', 'total_suggestions')
    const most = Math.max(...(answer.active_users ?? []).map((row) => Number(row.nb_active_users_total)))
    const surfaces = ['cli', 'acp', 'programmatic'].map((name) =>
      share(sum('sessions', `nb_sessions_${name}`), sessions),
    )
    const text = await bot.askForText('vibe last month', claire)
    for (const said of [
      `October: ${count(sessions)} Vibe Code sessions${prompts}\n`,
      `Sessions: Terminal ${surfaces[0]} · Editor ${surfaces[1]} · Programs ${surfaces[2]}\n`,
      `Up to ${count(most)} people a day · ${count(Math.round(sum('session_durations', 'total_duration_hours')))} hours\n`,
      `${count(sum('tool_calls', 'total'))} tool calls, ${share(sum('tool_calls', 'status_failure'), sum('tool_calls', 'total'))} failed\n`,
      `: ${short(sum('consumed_tokens', 'input_tokens'))} in · ${short(sum('consumed_tokens', 'output_tokens'))} out · ${short(sum('consumed_tokens', 'cached_tokens'))} cached\n`,
      `${count(suggestions)} next-edit suggestions, ${share(sum('next_edit_suggestions', 'outcome_accepted'), suggestions)} accepted`,
      ` · +${count(sum('next_edit_modified_loc', 'lines_inserted'))} and −${count(sum('next_edit_modified_loc', 'lines_deleted'))} lines\n`,
    ])
      expect(text).toContain(said)
    expect(new Set(answer.consumed_tokens?.map(({ model }) => model)).size).toBe(1)
  })
})
