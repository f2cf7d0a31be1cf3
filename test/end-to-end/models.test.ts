import { expect, test } from 'vitest'
import { sandboxChannels } from '../../src/sandbox/world.ts'
import { startBot, type TestBot } from '../support/bot.ts'

const claire = { user: 'U0CLAIRE', channel: sandboxChannels.finops.id as string }

interface Answer {
  readonly completion: { readonly models: Readonly<Record<string, Readonly<Record<string, readonly Counted[]>>>> }
  readonly prices: readonly {
    readonly billing_metric: string
    readonly billing_group: string
    readonly price: string | number
  }[]
}
interface Counted {
  readonly billing_metric: string
  readonly value: number
  readonly value_paid?: number
}

/** One model of Mistral's own answer, added up here. */
async function addUp(bot: TestBot, alias: string, group: string) {
  const response = await fetch(`${bot.mistral.url}/usage?month=11&year=2026`, {
    headers: { 'x-api-key': bot.mistral.key },
  })
  const { completion, prices } = (await response.json()) as Answer
  const entries = Object.entries(completion.models)
    .filter(([name]) => name.startsWith(`${alias}::`))
    .flatMap(([, groups]) => groups[group] ?? [])
  const priceOf = ({ billing_metric }: Counted) =>
    Number(prices.find((row) => row.billing_metric === billing_metric && row.billing_group === group)?.price)
  return {
    tokens: entries.reduce((sum, { value }) => sum + value, 0),
    amount: entries.reduce((sum, entry) => sum + (entry.value_paid ?? entry.value) * priceOf(entry), 0),
    perMillion: priceOf(entries[0]!) * 1e6,
  }
}

const short = (count: number) => count.toLocaleString('en-GB', { notation: 'compact', maximumSignificantDigits: 3 })

test('models say what Mistral says: tokens, prices, amounts', async () => {
  const bot = await startBot()
  const [input, output] = await Promise.all(
    ['input', 'output'].map((group) => addUp(bot, 'mistral-small-latest', group)),
  )
  const text = await bot.askForText('models', claire)
  const amount = Math.round(input!.amount + output!.amount).toLocaleString('en-GB')
  expect(text).toContain(`Mistral Small  €${amount}`)
  expect(text).toContain(`${short(input!.tokens)} in at €${input!.perMillion.toFixed(3)}`)
  expect(text).toContain(`${short(output!.tokens)} out at €${output!.perMillion.toFixed(3)}`)
  expect(text).toMatch(/^November: €26,\d{3} for [\d.]+bn tokens, 17 models/)
  expect(text).toMatch(/on 1–17 Oct, whole days/)
  expect(text).toMatch(/⚠ [\d,]+ pages without a price, not counted/)
})

test('models are asked for by period and order, shared, and refused to guests', async () => {
  const bot = await startBot({ settings: { READ_ACCESS: 'workspace' } })
  expect(await bot.askForText('models last month by tokens', claire)).toMatch(/^October: [\s\S]*on September/)
  expect(await bot.askForText('models by magic', claire)).toContain('by spend')
  const gabi = { user: 'U0GABI', channel: sandboxChannels.general.id as string }
  expect(await bot.askForText('models', gabi)).toContain('Guests of this workspace cannot use me')
  await bot.ask('models share', claire)
  const [post] = bot.slack.messages({ channel: claire.channel })
  expect(JSON.stringify(post?.blocks)).toMatch(/Mistral Large[\s\S]*Shared by/)
})
