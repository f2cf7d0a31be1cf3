import type { types } from '@slack/bolt'
import { section } from '../../chatops/blocks.ts'
import { tidy } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { coreWords } from '../../chatops/words/index.ts'
import { languages } from '../../domain/language.ts'
import type { Modal } from '../../slack/views.ts'
import { ownParts } from './view.ts'
import { rhythms } from './when.ts'
import { digestWords } from './words.ts'

export interface FormState {
  /** "": a new one. */
  readonly id: string
  readonly typed: Typed
  /** undefined: Mistral did not say. */
  readonly workspaces: readonly { readonly id: string; readonly name: string }[] | undefined
  /** How many were chosen before, where the list is not known. */
  readonly keptWorkspaces: number
  readonly parts: readonly (readonly [string, string])[]
  /** What was wrong with it when it was sent off. */
  readonly note?: string
}

/** By block id, as Slack sends it back; several choices with a comma between them. */
export interface Typed {
  readonly channel: string | undefined
  readonly rhythm: string
  readonly weekday: string
  readonly time: string
  readonly zone: string
  readonly language: string
  readonly workspaces: readonly string[]
  readonly parts: readonly string[]
}

type Option = types.PlainTextOption

/** Slack takes no more options in one list. */
const mostOptions = 100

export function formModal({ id, typed, workspaces, keptWorkspaces, parts, note }: FormState, view: View): Modal {
  const words = digestWords(view).form
  const kind = id === '' ? 'make' : 'edit'
  return {
    callbackId: 'digest.form',
    metadata: id,
    title: words.title[kind],
    submit: words.save[kind],
    close: coreWords(view).modal.cancel,
    blocks: [
      ...(note ? [section(`⚠ *${note}*`)] : []),
      input('channel', words.channel, channelMenu(typed.channel), { hint: words.channelHint }),
      input('rhythm', words.rhythm, {
        type: 'radio_buttons',
        action_id: 'rhythm',
        ...chosen(
          rhythms.map((rhythm) => option(words.rhythms[rhythm], rhythm)),
          typed.rhythm,
        ),
      }),
      input('weekday', words.weekday, menu('weekday', weekdayOptions(words.weekdays), typed.weekday), {
        hint: words.weekdayHint,
      }),
      input('time', words.time, { type: 'timepicker', action_id: 'time', initial_time: typed.time }),
      input(
        'zone',
        words.zone,
        { type: 'plain_text_input', action_id: 'zone', initial_value: typed.zone, max_length: 60 },
        {
          hint: words.zoneHint,
        },
      ),
      input('language', words.language, menu('language', languageOptions(), typed.language)),
      ...(workspaces ? workspaceField(workspaces, typed.workspaces, view) : [section(sayKept(keptWorkspaces, view))]),
      input('parts', words.sections, partBoxes(parts, typed.parts), {
        hint: words.onlyOrganization(ownParts.map((part) => words.parts[part]).join(', ')),
        isOptional: true,
      }),
    ],
  }
}

const plain = (text: string) => ({ type: 'plain_text', text: tidy(text, 75), emoji: true }) as const
const option = (text: string, value: string): Option => ({ text: plain(text), value })

interface Extras {
  readonly hint?: string
  readonly isOptional?: boolean
}

/** A field's block and action bear the same name: an error is shown at it, its value read by it. */
const input = (
  id: string,
  label: string,
  element: types.InputBlock['element'],
  { hint, isOptional = false }: Extras = {},
): types.InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element,
  optional: isOptional,
  ...(hint ? { hint: { type: 'plain_text', text: hint } } : {}),
})

const channelMenu = (channel: string | undefined): types.ConversationsSelect => ({
  type: 'conversations_select',
  action_id: 'channel',
  filter: { include: ['public', 'private'], exclude_external_shared_channels: true },
  ...(channel ? { initial_conversation: channel } : {}),
})

function chosen(options: Option[], value: string) {
  const initial = options.find((one) => one.value === value)
  return { options, ...(initial ? { initial_option: initial } : {}) }
}

const menu = (id: string, options: Option[], value: string): types.StaticSelect => ({
  type: 'static_select',
  action_id: id,
  ...chosen(options, value),
})

/** From Monday on. */
const weekdayOptions = (names: readonly string[]): Option[] =>
  [1, 2, 3, 4, 5, 6, 0].map((weekday) => option(names[weekday] ?? '', String(weekday)))

/** Each by its own name. */
const languageOptions = (): Option[] =>
  languages.map((language) => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
    return option(`${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}`, language)
  })

function workspaceField(known: NonNullable<FormState['workspaces']>, picked: readonly string[], view: View) {
  const words = digestWords(view).form
  const byName = known.toSorted((left, right) => left.name.localeCompare(right.name, view.locale))
  // What is chosen stays in sight, however many there are.
  const shown = byName
    .toSorted((left, right) => Number(picked.includes(right.id)) - Number(picked.includes(left.id)))
    .slice(0, mostOptions)
  if (shown.length === 0) return []
  const options = shown.map(({ id, name }) => option(name, id))
  const initial = options.filter(({ value }) => value !== undefined && picked.includes(value))
  const more = known.length > shown.length ? ` ${words.moreWorkspaces(shown.length, known.length)}` : ''
  const element: types.MultiStaticSelect = {
    type: 'multi_static_select',
    action_id: 'workspaces',
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  }
  return [input('workspaces', words.workspaces, element, { hint: `${words.workspacesHint}${more}`, isOptional: true })]
}

const sayKept = (count: number, view: View): string => {
  const { noWorkspaces, keptWorkspaces } = digestWords(view).form
  return `⚠ ${noWorkspaces} ${keptWorkspaces(count)}`
}

function partBoxes(parts: FormState['parts'], picked: readonly string[]): types.Checkboxes {
  // Slack takes ten boxes in one group.
  const options = parts.slice(0, 10).map(([value, text]) => option(text, value))
  const initial = options.filter(({ value }) => value !== undefined && picked.includes(value))
  return {
    type: 'checkboxes',
    action_id: 'parts',
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  }
}
