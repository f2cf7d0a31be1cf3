import type { InteractiveElement } from '../../slack/block-kit/elements.ts'
import { attributes, type Html, html } from './html.ts'
import { describeField, markElement, type Placed, placeholderOf } from './placed.ts'

const inputTypes: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

/** What one types or picks: texts, numbers, dates, files. */
export function drawField(placed: Placed): Html {
  const { element, held, id, surface } = placed
  if (element.type === 'file_input') return drawFileInput({ ...placed, element })
  const facts = attributes({
    id,
    class: 'field',
    placeholder: placeholderOf(element),
    'data-act': 'fill',
    'data-dispatch': dispatchOf(placed),
  })
  const marks = html`${describeField(placed)}${markElement(placed)}`
  const isLong = element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline)
  if (isLong) return html`<textarea rows="4"${facts}${marks}>${held[0]}</textarea>`
  const type = inputTypes[element.type] ?? 'text'
  const value = type === 'datetime-local' ? localMoment(held[0], surface.scene.reader.timeZone) : held[0]
  const inputmode = element.type === 'number_input' ? 'decimal' : undefined
  return html`<input${attributes({ type, value, inputmode, autocomplete: 'off' })}${facts}${marks}>`
}

/** When a text tells the bot before it is submitted: when Enter is pressed, or with each sign. */
function dispatchOf({ block, element }: Placed): string | undefined {
  if (block.type !== 'input' || !block.dispatch_action || !('dispatch_action_config' in element)) return undefined
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? []
  return triggers.includes('on_character_entered') ? 'character' : 'enter'
}

type FileElement = Extract<InteractiveElement, { type: 'file_input' }>

function drawFileInput(placed: Placed<FileElement>): Html {
  const { surface, held, element, id } = placed
  const names = surface.scene.slack.files().flatMap((file) => (held.includes(file.id) ? [file.name] : []))
  const facts = attributes({
    type: 'file',
    id,
    class: 'field',
    accept: element.filetypes?.map((type) => `.${type}`).join(','),
    multiple: (element.max_files ?? 10) > 1,
    'data-act': 'attach',
  })
  return html`<input${facts}${describeField(placed)}${markElement(placed)}>${names.length > 0 && html`<p class="hint">${names.join(', ')}</p>`}`
}

/** "2026-11-18T10:12" where the reader is, as the browser's picker writes it. */
function localMoment(seconds: string | undefined, timeZone: string): string | undefined {
  if (seconds === undefined) return undefined
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(Number(seconds) * 1_000))
    .replace(' ', 'T')
}
