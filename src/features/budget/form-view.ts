import type { types } from '@slack/bolt'
import { section } from '../../chatops/blocks.ts'
import { noticeModal } from '../../chatops/modals.ts'
import { cut, plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import type { Currency } from '../../domain/money/money.ts'
import { organizationScope } from '../../domain/usage/usage.ts'
import type { Modal } from '../../slack/views.ts'
import { budgetWords } from './words.ts'

export interface Place {
  readonly scope: string
  /** undefined: the Organization; null: a Workspace that is gone. */
  readonly name: string | null | undefined
}

export interface SetForm {
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
  readonly currency: Currency
  readonly chosen: string
  readonly amount: string
  /** An error that showed after it was sent off. */
  readonly note?: string
}

/** Slack takes a hundred options, and the Organization is the first of them. */
const mostWorkspaces = 99
const longestAmount = 40

export function setModal({ workspaces, currency, chosen, amount, note }: SetForm, view: View): Modal {
  const words = budgetWords(view)
  // The one that was named is offered, however many there are.
  const named = workspaces.filter(({ id }) => id === chosen)
  const others = workspaces.filter(({ id }) => id !== chosen)
  const offered = [...named, ...others].slice(0, mostWorkspaces)
  const missing = workspaces.length - offered.length
  const places = [
    { scope: organizationScope, name: undefined },
    ...offered.map(({ id, name }) => ({ scope: id, name })),
  ]
  return {
    callbackId: 'budget.set',
    title: words.setTitle,
    submit: words.submit,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      placeField(places, chosen, view),
      ...(missing > 0 ? [section(words.moreWorkspaces(missing, view.slash))] : []),
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

export function removeModal(places: readonly Place[], view: View, note?: string): Modal {
  const words = budgetWords(view)
  const [first] = places
  if (!first) return noticeModal(view, { title: words.removeTitle, text: words.nothingToRemove })
  return {
    callbackId: 'budget.remove',
    title: words.removeTitle,
    submit: words.submitRemove,
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      placeField(places.slice(0, mostWorkspaces + 1), first.scope, view),
    ],
  }
}

function placeField(places: readonly Place[], chosen: string, view: View): types.InputBlock {
  const words = budgetWords(view)
  const sayPlace = ({ name }: Place) =>
    name === undefined ? words.scopeOrganization : name === null ? words.goneWorkspace : plainName(name, 70)
  const options = places.map((place) => ({ text: plain(sayPlace(place)), value: place.scope }))
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

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const
