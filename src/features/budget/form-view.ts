import type { types } from '@slack/bolt'
import { section } from '../../chatops/blocks.ts'
import { noticeModal } from '../../chatops/modals.ts'
import type { BudgetPlace } from '../../chatops/report/budgets.ts'
import { cut, plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Currency } from '../../domain/money/money.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { Modal } from '../../slack/views.ts'
import { budgetWords } from './words.ts'

/** For which there can be a budget, or is one. */
export interface Choice {
  readonly scope: string
  readonly place: BudgetPlace
}

export interface SetForm {
  /** Beside the Organization. */
  readonly choices: readonly Choice[]
  readonly currency: Currency
  readonly chosen: string
  readonly amount: string
  /** An error that showed after it was sent off. */
  readonly note?: string
}

/** Slack takes a hundred options, and the Organization is the first of them. */
const mostChoices = 99
const longestAmount = 40

export function setModal({ choices, currency, chosen, amount, note }: SetForm, view: View): Modal {
  const words = budgetWords(view)
  // The one that was named is offered, however many there are.
  const named = choices.filter(({ scope }) => scope === chosen)
  const others = choices.filter(({ scope }) => scope !== chosen)
  const offered = [...named, ...others].slice(0, mostChoices)
  const missing = choices.length - offered.length
  const whole: Choice = { scope: organizationScope, place: { kind: 'organization' } }
  return {
    callbackId: 'budget.set',
    title: words.setTitle,
    submit: words.submit,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      choiceField([whole, ...offered], chosen, view),
      ...(missing > 0 ? [section(words.more(missing, view.slash))] : []),
      {
        type: 'input',
        block_id: 'amount',
        label: plain(words.amount(currency)),
        hint: plain(words.amountHint),
        element: {
          type: 'plain_text_input',
          action_id: 'amount',
          max_length: longestAmount,
          ...(amount ? { initial_value: cut(amount, longestAmount) } : {}),
        },
      },
    ],
  }
}

export function removeModal(choices: readonly Choice[], view: View, note?: string): Modal {
  const words = budgetWords(view)
  const [first] = choices
  if (!first) return noticeModal(view, { title: words.removeTitle, text: words.nothingToRemove })
  return {
    callbackId: 'budget.remove',
    title: words.removeTitle,
    submit: words.submitRemove,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      choiceField(choices.slice(0, mostChoices + 1), first.scope, view),
    ],
  }
}

function choiceField(choices: readonly Choice[], chosen: string, view: View): types.InputBlock {
  const words = budgetWords(view)
  const options = choices.map(({ scope, place }) => ({ text: plain(sayPlace(place, view)), value: scope }))
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'input',
    block_id: 'scope',
    label: plain(words.scope),
    element: {
      type: 'static_select',
      action_id: 'scope',
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  }
}

/** Slack takes 75 characters. */
function sayPlace(place: BudgetPlace, view: View): string {
  const words = budgetWords(view)
  if (place.kind === 'organization') return words.scopeOrganization
  if (place.kind === 'costCenter') return words.costCenter(plainName(place.name, 55))
  return place.name === null ? coreWords(view).report.budget.goneWorkspace : plainName(place.name, 70)
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const
