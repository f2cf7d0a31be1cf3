import type { ReadContext } from '../../chatops/context.ts'
import { defineCommand, defineSection } from '../../chatops/contract.ts'
import { findBudget } from '../../chatops/report/budgets.ts'
import { findExchange } from '../../chatops/report/exchange.ts'
import { InvalidInput } from '../../domain/errors.ts'
import { dayOf, monthOf } from '../../domain/time/time.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import { describeCard } from './card/card-data.ts'
import { gatherFacts } from './facts.ts'
import { audienceOf } from './home/requests.ts'
import { drawLimits } from './show-chart.ts'
import { type LimitsData, renderLimits } from './show-view.ts'
import { findIntendedLimit, findTemporaries } from './store/intended-limit.ts'
import { findLiveRaise, type Tables } from './store/store.ts'
import { tabulateLimits } from './table.ts'
import { limitsWords } from './words.ts'

/** `/mistral limits`: where the Organization stands, what is asked for, and the buttons for those who may. */
export const showLimits = defineCommand({
  name: 'limits',
  access: 'figures',
  summary: (reader) => limitsWords(reader).summary,
  usage: '[raise|lower|set|remove [amount]] [share]',
  examples: ['limits', 'limits raise', 'limits raise 50000', 'limits set 45000'],
  isShareable: true,
  parse(words) {
    const rest = words.rest()
    if (rest !== '') throw new InvalidInput('option', rest, ['raise', 'raise 50000', 'set 45000'])
  },
  run: gatherLimits,
  render: renderLimits,
  draw: drawLimits,
  table: tabulateLimits,
})

async function gatherLimits(context: ReadContext): Promise<LimitsData> {
  const { organization, tables, config } = context
  const query = tables.query<Tables>()
  const facts = await gatherFacts(context, { withDriver: true })
  const raise = await findLiveRaise(query, organization)
  const temporaries = await findTemporaries(query, organization)
  const intended = await findIntendedLimit(query, organization)
  return {
    facts,
    raise: raise && (await describeCard({ ...context, db: tables }, raise, facts)),
    budget: await findBudget(tables, organization, organizationScope),
    exchange: await findExchange(context, [monthOf(dayOf(facts.now))]),
    temporaries: temporaries.map(({ amount, endsAt, raiseId }) => ({
      amount,
      endsAt: endsAt ?? 'counterReset',
      raiseId,
    })),
    mayWrite: config.policy.limitWrites && config.mistral.key !== undefined,
    readerSlackId: context.asker.profile.id,
    canAsk: context.asker.profile.standing === 'full',
    ...(temporaries.length > 0 && intended ? { returnsTo: intended.permanent } : {}),
  }
}

/** The same on the Home, above everything else; a request that concerns the reader has a place of its own there. */
export const limitsHome = defineSection<LimitsData>({
  order: 10,
  access: 'figures',
  async gather(context) {
    const data = await gatherLimits(context)
    const isElsewhere = data.raise && (await audienceOf(context, data.raise.raise)) !== undefined
    return isElsewhere ? { ...data, raise: undefined } : data
  },
  render: (data, view) => renderLimits(data, view).blocks,
})
