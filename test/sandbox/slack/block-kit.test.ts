import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateBlocks, validateView } from '../../../src/sandbox/slack/index.ts'

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) })
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) })
const times = <Item>(count: number, make: (position: number) => Item) =>
  Array.from({ length: count }, (_, i) => make(i))
const option = (position: number) => ({ text: plain(1), value: `v${position}` })
const actions = (...elements: object[]) => [{ type: 'actions', elements }]
const button = (facts: object) => actions({ type: 'button', text: plain(1), ...facts })
const confirm = (facts: object) =>
  button({ confirm: { title: plain(1), text: plain(1), confirm: plain(1), deny: plain(1), ...facts } })
const chart = (facts: object, title = 'Spend') => [{ type: 'data_visualization', title, chart: facts }]
const bars = (series: number, categories: number, name = 'n') =>
  chart({
    type: 'bar',
    series: times(series, (s) => ({
      name: `${name}${s}`,
      data: times(categories, (c) => ({ label: `c${c}`, value: c })),
    })),
    axis_config: { categories: times(categories, (c) => `c${c}`) },
  })

/** [what is limited, its limit, blocks with that many]: the limit itself passes, one more does not. */
const messageLimits: readonly (readonly [string, number, (count: number) => object[]])[] = [
  ['blocks of a message', 50, (n) => times(n, () => ({ type: 'divider' }))],
  ['characters of a section', 3000, (n) => [{ type: 'section', text: mrkdwn(n) }]],
  ['fields of a section', 10, (n) => [{ type: 'section', fields: times(n, () => mrkdwn(1)) }]],
  ['characters of a field', 2000, (n) => [{ type: 'section', fields: [mrkdwn(n)] }]],
  ['characters of a header', 150, (n) => [{ type: 'header', text: plain(n) }]],
  ['elements of a context', 10, (n) => [{ type: 'context', elements: times(n, () => mrkdwn(1)) }]],
  [
    'elements of actions',
    25,
    (n) => actions(...times(n, (i) => ({ type: 'button', text: plain(1), action_id: `a${i}` }))),
  ],
  ['characters of alt text', 2000, (n) => [{ type: 'image', image_url: 'http://x', alt_text: 'x'.repeat(n) }]],
  [
    'characters of an image title',
    2000,
    (n) => [{ type: 'image', image_url: 'http://x', alt_text: 'x', title: plain(n) }],
  ],
  ['characters of a block_id', 255, (n) => [{ type: 'divider', block_id: 'x'.repeat(n) }]],
  ['characters of an action_id', 255, (n) => button({ action_id: 'x'.repeat(n) })],
  ['characters of a button', 75, (n) => button({ text: plain(n) })],
  ['characters of a button’s value', 2000, (n) => button({ value: 'x'.repeat(n) })],
  ['characters of a button’s url', 3000, (n) => button({ url: 'x'.repeat(n) })],
  ['characters of a confirm title', 100, (n) => confirm({ title: plain(n) })],
  ['characters of a confirm text', 300, (n) => confirm({ text: plain(n) })],
  ['characters of a confirm button', 30, (n) => confirm({ deny: plain(n) })],
  ['options of a select', 100, (n) => actions({ type: 'static_select', options: times(n, option) })],
  ['options of radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: times(n, option) })],
  ['options of checkboxes', 10, (n) => actions({ type: 'checkboxes', options: times(n, option) })],
  ['options of an overflow', 5, (n) => actions({ type: 'overflow', options: times(n, option) })],
  ['characters of an option', 75, (n) => actions({ type: 'overflow', options: [{ text: plain(n), value: 'v' }] })],
  ['characters of markdown', 12_000, (n) => [{ type: 'markdown', text: 'x'.repeat(n) }]],
  [
    'characters of all markdown together',
    12_000,
    (n) => times(2, (i) => ({ type: 'markdown', text: 'x'.repeat(i ? 1 : n - 1) })),
  ],
  ['rows of a table', 100, (n) => [{ type: 'table', rows: times(n, () => [{ type: 'raw_text', text: 'x' }]) }]],
  ['columns of a table', 20, (n) => [{ type: 'table', rows: [times(n, () => ({ type: 'raw_text', text: 'x' }))] }]],
  ['tables of a message', 1, (n) => times(n, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }))],
  ['series of a chart', 6, (n) => bars(n, 3)],
  ['categories of a chart', 20, (n) => bars(1, n)],
  ['segments of a pie', 6, (n) => chart({ type: 'pie', segments: times(n, (i) => ({ label: `${i}`, value: 1 })) })],
  [
    'characters of a chart’s title',
    50,
    (n) => chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }, 'x'.repeat(n)),
  ],
  ['characters of a chart’s label', 20, (n) => chart({ type: 'pie', segments: [{ label: 'x'.repeat(n), value: 1 }] })],
  ['charts of a message', 2, (n) => times(n, () => bars(1, 1)).flat()],
]

test.each(messageLimits)('%s: %i and no more', (_what, limit, make) => {
  expect(validateBlocks(make(limit))).toMatchObject({ ok: true })
  expect(validateBlocks(make(limit + 1))).toMatchObject({ ok: false })
})

const input = { type: 'input', label: plain(1), element: { type: 'plain_text_input' } }
const modal = (facts: object) => ({ type: 'modal', title: plain(1), submit: plain(1), blocks: [], ...facts })

const viewLimits: readonly (readonly [string, number, (count: number) => object])[] = [
  ['blocks of a modal', 100, (n) => modal({ blocks: times(n, () => ({ type: 'divider' })) })],
  ['blocks of a home', 100, (n) => ({ type: 'home', blocks: times(n, () => ({ type: 'divider' })) })],
  ['characters of a title', 24, (n) => modal({ title: plain(n) })],
  ['characters of a submit button', 24, (n) => modal({ submit: plain(n) })],
  ['characters of a close button', 24, (n) => modal({ close: plain(n) })],
  ['characters of private_metadata', 3000, (n) => modal({ private_metadata: 'x'.repeat(n) })],
  ['characters of a callback_id', 255, (n) => modal({ callback_id: 'x'.repeat(n) })],
]

test.each(viewLimits)('%s: %i and no more', (_what, limit, make) => {
  expect(validateView(make(limit))).toMatchObject({ ok: true })
  expect(validateView(make(limit + 1))).toMatchObject({ ok: false })
})

describe('blocks are refused', () => {
  const refused: readonly (readonly [string, object[]])[] = [
    ['of a type that nobody knows', [{ type: 'carousel_of_cats' }]],
    ['with a field that nobody knows', [{ type: 'divider', colour: 'red' }]],
    ['with an empty text', [{ type: 'section', text: mrkdwn(0) }]],
    ['with markup in a header', [{ type: 'header', text: mrkdwn(1) }]],
    ['with neither text nor fields', [{ type: 'section' }]],
    ['with the same block_id twice', times(2, () => ({ type: 'divider', block_id: 'same' }))],
    [
      'with the same action_id twice in a block',
      actions(...times(2, () => ({ type: 'button', text: plain(1), action_id: 'a' }))),
    ],
    [
      'with an image from two sources',
      [{ type: 'image', alt_text: 'x', image_url: 'http://x', slack_file: { id: 'F1' } }],
    ],
    ['with an image from nowhere', [{ type: 'image', alt_text: 'x' }]],
    ['with a select without options', actions({ type: 'static_select' })],
    [
      'with an initial option that is not offered',
      actions({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
    ],
    ['with a file input in a message', [{ ...input, element: { type: 'file_input' } }]],
    ['with an impossible date', actions({ type: 'datepicker', initial_date: '2026-02-30' })],
    [
      'with a chart whose label is no category',
      chart({
        type: 'line',
        series: [{ name: 's', data: [{ label: 'x', value: 1 }] }],
        axis_config: { categories: ['y'] },
      }),
    ],
  ]
  test.each(refused)('%s', (_why, blocks) => {
    expect(validateBlocks(blocks)).toMatchObject({ ok: false, problems: [expect.stringContaining('[ERROR]')] })
  })
})

test('a modal with inputs needs a submit button', () => {
  expect(validateView(modal({ blocks: [input] }))).toMatchObject({ ok: true })
  const { submit: _submit, ...without } = modal({ blocks: [input] })
  expect(validateView(without)).toMatchObject({ ok: false })
})

test('tables, markdown and charts are for messages alone', () => {
  for (const block of [{ type: 'markdown', text: 'x' }, ...bars(1, 1)])
    expect(validateView(modal({ blocks: [block] }))).toMatchObject({ ok: false })
})

test('what has no id is given one', () => {
  const checked = validateBlocks([...button({}), { type: 'divider' }])
  expect(checked).toMatchObject({
    ok: true,
    content: [
      { block_id: expect.any(String), elements: [{ action_id: expect.any(String) }] },
      { block_id: expect.any(String) },
    ],
  })
})

test('problems say where', () => {
  const checked = validateBlocks([{ type: 'divider' }, { type: 'header', text: plain(151) }])
  expect(checked).toMatchObject({ problems: [expect.stringContaining('/1/text/text')] })
})

test('whatever is given is accepted or refused, never a crash', () => {
  const type = fc.constantFrom('section', 'actions', 'input', 'image', 'table', 'data_visualization', 'rich_text')
  const almostBlock = fc.record({ type, text: fc.jsonValue(), elements: fc.jsonValue(), element: fc.jsonValue() })
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(almostBlock, fc.jsonValue()))), (given) => {
      for (const checked of [validateBlocks(given), validateView({ type: 'home', blocks: given })])
        expect(checked.ok || checked.problems.length > 0).toBe(true)
    }),
  )
})
