import { section } from '../../chatops/blocks.ts'
import { escapeMrkdwn } from '../../chatops/text.ts'
import type { View } from '../../chatops/view.ts'
import { columnKey } from '../../domain/statement/columns.ts'
import { itemKey } from '../../domain/statement/read-line.ts'
import { charges, columnRoles, type Mappings, type Statement } from '../../domain/statement/statement.ts'
import { modelName } from '../../domain/usage/model-name.ts'
import type { SubmissionInput } from '../../slack/interactions.ts'
import type { Modal } from '../../slack/views.ts'
import type { Draft } from './drafts.ts'
import { dateField, type Options, selectField } from './fields.ts'
import { importWords } from './words.ts'

/** More questions than these nobody answers at once; the rest comes with the next look. */
const mostItems = 15
const mostColumns = 15
const ownModel = 'own-model'

/** What most files are about, to choose from. */
const models = [
  'mistral-large-latest',
  'mistral-medium-latest',
  'mistral-small-latest',
  'ministral-8b-latest',
  'ministral-3b-latest',
  'magistral-medium-latest',
  'magistral-small-latest',
  'codestral-latest',
  'devstral-medium-latest',
  'pixtral-large-latest',
  'voxtral-small-latest',
  'mistral-ocr-latest',
  'mistral-embed-latest',
  'mistral-moderation',
]

/** Distinct labels of lines that nobody knows, in the order of the file. */
const openItems = ({ lines }: Statement): string[] => [
  ...new Set(
    lines.flatMap(({ label, reading }) => (reading.kind === 'unknown' && reading.why === 'item' ? [label] : [])),
  ),
]

/** Columns are asked about where something is not understood. */
const openColumns = ({ columns }: Statement): { readonly heading: string; readonly key: string }[] =>
  columns.flatMap(({ heading, role }, index) =>
    role === undefined ? [{ heading, key: columnKey(heading, index) }] : [],
  )

export const hasQuestions = (statement: Statement): boolean =>
  openItems(statement).length > 0 ||
  statement.period === undefined ||
  (openColumns(statement).length > 0 && statement.lines.some(({ reading }) => reading.kind === 'unknown'))

/** Unknown columns, models and days, for a person to say what they are. Nothing has to be answered. */
export function explainModal({ id, statement }: Draft, view: View, note?: string): Modal {
  const words = importWords(view)
  const roles: Options = columnRoles.map((role) => [role, words.roles[role]])
  const meanings: Options = [
    [ownModel, words.ownModel],
    ...charges.map((charge) => [charge, words.charges[charge]] as const),
    ...models.map((model) => [model, modelName(model)] as const),
  ]
  const fields = [
    ...openItems(statement)
      .slice(0, mostItems)
      .map((label, index) =>
        selectField({ id: `item-${index}`, label: words.itemLabel(label), options: meanings, isOptional: true }),
      ),
    ...openColumns(statement)
      .slice(0, mostColumns)
      .map(({ heading, key }, index) =>
        selectField({
          id: `column-${index}`,
          label: words.columnLabel(heading || key),
          options: roles,
          isOptional: true,
        }),
      ),
    dateField({ id: 'from', label: words.firstDay, day: statement.period?.from, isOptional: true }),
    dateField({ id: 'to', label: words.lastDay, day: statement.period?.to, isOptional: true }),
  ]
  return {
    callbackId: 'import.explain',
    title: words.explainTitle,
    submit: words.continue,
    close: words.cancel,
    metadata: id,
    blocks: [...(note ? [section(`⚠ *${escapeMrkdwn(note, 300)}*`)] : []), section(words.explain), ...fields],
  }
}

/** What was chosen, by the words that it was chosen for: as they stand in the draft, not in the payload. */
export function readAnswers(statement: Statement, values: SubmissionInput['values']): Mappings {
  const items = openItems(statement)
    .slice(0, mostItems)
    .flatMap((label, index): [string, string][] => {
      const meaning = values[`item-${index}`]
      const key = itemKey(label)
      if (!meaning || ![ownModel, ...charges, ...models].includes(meaning)) return []
      return [[key, meaning === ownModel ? key.replaceAll(' ', '-').slice(0, 60) : meaning]]
    })
  const columns = openColumns(statement)
    .slice(0, mostColumns)
    .flatMap(({ key }, index) => {
      const role = columnRoles.find((known) => known === values[`column-${index}`])
      return role ? [[key, role] as const] : []
    })
  return { items: Object.fromEntries(items), columns: Object.fromEntries(columns) }
}
