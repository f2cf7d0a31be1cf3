import type { types } from '@slack/bolt'
import { section } from '../../chatops/blocks.ts'
import { cut, plainName } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { nameOfMonth } from '../../domain/time/dates.ts'
import type { Month } from '../../domain/usage/usage.ts'
import type { Modal } from '../../slack/views.ts'
import { chargebackWords } from './words.ts'

export interface AssignForm {
  readonly workspaces: readonly { readonly id: string; readonly name: string }[]
  /** From which it can hold: none that is closed. */
  readonly months: readonly Month[]
  /** What the fields hold, by their names. */
  readonly typed: Readonly<Record<string, string | null>>
  /** An error that showed after it was sent off. */
  readonly note?: string
}

export const longestCenter = 60
/** Slack takes a hundred options. */
const mostWorkspaces = 100

export function assignModal({ workspaces, months, typed, note }: AssignForm, now: Date, view: View): Modal {
  const { form: words } = chargebackWords(view)
  // The one that was named is offered, however many there are.
  const named = workspaces.filter(({ id }) => id === typed.workspace)
  const offered = [...named, ...workspaces.filter(({ id }) => id !== typed.workspace)].slice(0, mostWorkspaces)
  const missing = workspaces.length - offered.length
  const places = offered.map(({ id, name }) => ({ text: plain(plainName(name, 70)), value: id }))
  const starts = months.map((month) => ({ text: plain(sayMonth(month, now, view)), value: month as string }))
  return {
    callbackId: 'chargeback.assign',
    title: words.title,
    submit: words.submit,
    close: words.cancel,
    blocks: [
      ...(note ? [section(note)] : []),
      selectField('workspace', words.workspace, places, typed.workspace),
      ...(missing > 0 ? [section(words.more(missing, view.slash))] : []),
      {
        type: 'input',
        block_id: 'costCenter',
        label: plain(words.costCenter),
        hint: plain(words.costCenterHint),
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: 'costCenter',
          max_length: longestCenter,
          ...(typed.costCenter ? { initial_value: cut(typed.costCenter, longestCenter) } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'owner',
        label: plain(words.owner),
        hint: plain(words.ownerHint),
        optional: true,
        element: {
          type: 'users_select',
          action_id: 'owner',
          ...(typed.owner ? { initial_user: typed.owner } : {}),
        },
      },
      { ...selectField('from', words.from, starts, typed.from), hint: plain(words.fromHint) },
    ],
  }
}

export const sayMonth = (month: Month, now: Date, view: View): string => nameOfMonth(month, view.locale, now)

function selectField(
  id: string,
  label: string,
  options: readonly { text: ReturnType<typeof plain>; value: string }[],
  chosen: string | null | undefined,
): types.InputBlock {
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'input',
    block_id: id,
    label: plain(label),
    element: {
      type: 'static_select',
      action_id: id,
      options: [...options],
      ...(initial ? { initial_option: initial } : {}),
    },
  }
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const

export const noticeModal = (text: string, view: View): Modal => ({
  callbackId: 'chargeback.notice',
  title: chargebackWords(view).form.title,
  close: chargebackWords(view).form.close,
  blocks: [section(text)],
})
