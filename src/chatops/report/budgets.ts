import { Decimal } from '../../domain/money/decimal.ts'
import { convert, type Exchange, type Rate, rateDayOf } from '../../domain/money/exchange.ts'
import {
  type Currency,
  formatMoney,
  formatShare,
  inCurrency,
  isComparable,
  type Money,
} from '../../domain/money/money.ts'
import { type Month, organizationScope } from '../../domain/usage/usage.ts'
import type { DatabaseReads } from '../../storage/database.ts'
import { escapeMrkdwn } from '../text.ts'
import type { View } from '../view.ts'
import { coreWords } from '../words/index.ts'
import { sayRates } from './exchange.ts'

/** What the feature stores, and every report on spend may read. */
export interface BudgetTables {
  budgets: {
    organization: string
    /** A Workspace's id, "organization", or "cost-center:4711". */
    scope: string
    /** Decimal text, in the currency of its own: prices in another one later do not change what was meant. */
    amount: string
    currency: string | null
    set_at: number
  }
}

/** What a month may cost, by agreement: nothing at Mistral knows of it. */
export interface Budget {
  /** A Workspace's id, `organizationScope`, or the `scopeOfCostCenter`. */
  readonly scope: string
  readonly amount: Decimal
  readonly currency: Currency
}

/** Whose budget it is, as people know it. */
export type BudgetPlace =
  | { readonly kind: 'organization' }
  /** null: Mistral does not list it (any more). */
  | { readonly kind: 'workspace'; readonly name: string | null }
  | { readonly kind: 'costCenter'; readonly name: string }

const costCenterMark = 'cost-center:'

/** No Workspace's id holds a colon. */
export const scopeOfCostCenter = (name: string): string => `${costCenterMark}${name}`

export function placeOf(
  scope: string,
  workspaces: readonly { readonly id: string; readonly name: string }[],
): BudgetPlace {
  if (scope === organizationScope) return { kind: 'organization' }
  if (scope.startsWith(costCenterMark)) return { kind: 'costCenter', name: scope.slice(costCenterMark.length) }
  return { kind: 'workspace', name: workspaces.find(({ id }) => id === scope)?.name ?? null }
}

export async function findBudgets(tables: DatabaseReads, organization: string): Promise<Budget[]> {
  const rows = await tables
    .query<BudgetTables>()
    .selectFrom('budgets')
    .select(['scope', 'amount', 'currency'])
    .where('organization', '=', organization)
    .orderBy('scope')
    .execute()
  return rows.map(({ scope, amount, currency }) => ({ scope, amount: Decimal.of(amount), currency }))
}

export async function findBudget(
  tables: DatabaseReads,
  organization: string,
  scope: string,
): Promise<Budget | undefined> {
  return (await findBudgets(tables, organization)).find((budget) => budget.scope === scope)
}

/** 0.6 for 60%; undefined where the two are in different currencies. */
export const shareOfBudget = (budget: Budget, spent: Money): number | undefined =>
  isComparable(budget.currency, spent.currency) ? spent.amount.toNumber() / budget.amount.toNumber() : undefined

/** What was spent, in the currency of the budget. */
export interface SpentOfBudget {
  readonly spent: Money
  readonly rates: readonly Rate[]
  readonly thisYear: string
}

/** As it is; where amounts are converted and it is in another currency, at the rate of its month. undefined: they cannot be compared. */
export function spentOfBudget(
  budget: Budget,
  spent: Money,
  month: Month,
  exchange: Exchange | undefined,
): SpentOfBudget | undefined {
  if (isComparable(budget.currency, spent.currency)) return { spent, rates: [], thisYear: month.slice(0, 4) }
  if (!exchange || budget.currency === null) return undefined
  const into = { to: budget.currency, days: exchange.days }
  const conversion = convert(into, [{ ...spent, on: rateDayOf(exchange, month) }])
  return conversion.kind === 'converted'
    ? { spent: conversion.money, rates: conversion.rates, thisYear: month.slice(0, 4) }
    : undefined
}

/** "Budget", "Budget of Support-bot", "Budget of cost centre 4711". */
export function nameBudget(place: BudgetPlace, view: View): string {
  const words = coreWords(view).report.budget
  if (place.kind === 'organization') return words.name
  if (place.kind === 'costCenter') return words.nameOfCostCenter(escapeMrkdwn(place.name, 60))
  return place.name === null ? words.nameOfGone : words.nameOf(escapeMrkdwn(place.name, 40))
}

/** "Budget: 60% of €20,000 used", by its name. */
export function sayBudget(
  budget: Budget,
  spent: Money,
  view: View,
  {
    place = { kind: 'organization' },
    converted,
  }: { readonly place?: BudgetPlace | undefined; readonly converted?: SpentOfBudget | undefined } = {},
): string {
  const words = coreWords(view).report.budget
  const name = nameBudget(place, view)
  const amount = formatMoney(inCurrency(budget.amount, budget.currency), view.locale, 'whole')
  if (converted && converted.rates.length > 0) {
    const said = sayBudget(budget, converted.spent, view, { place })
    const rates = sayRates(converted.rates, converted.thisYear, view)
    return words.spentIn(said, formatMoney(spent, view.locale, 'cents'), rates)
  }
  const share = shareOfBudget(budget, spent)
  if (share === undefined) return words.otherCurrency(name, amount)
  const said = formatShare(share, 1, view.locale) ?? ''
  const over = spent.amount.minus(budget.amount)
  if (over.isNegative || over.isZero) return words.used(name, said, amount)
  return words.over(name, said, amount, formatMoney(inCurrency(over, budget.currency), view.locale))
}
