import { describe, expect, test } from 'vitest'
import { type FormState, formModal, type Typed } from '../../../src/features/digest/form-view.ts'
import { validateView } from '../../../src/sandbox/slack/index.ts'
import { writeModal } from '../../../src/slack/views.ts'
import { reader } from '../sketch.ts'

const typed: Typed = {
  channel: 'C0FINOPS',
  rhythm: 'weekly',
  weekday: '1',
  time: '09:00',
  zone: 'Europe/Paris',
  language: 'en',
  workspaces: [],
  parts: ['movers'],
}

/** Held against Slack's limits on the way. */
function show(change: Partial<FormState> = {}) {
  const state: FormState = {
    id: '',
    typed,
    workspaces: [
      { id: 'w2', name: 'Support-bot' },
      { id: 'w1', name: 'Data <platform> *' },
    ],
    keptWorkspaces: 0,
    parts: [
      ['movers', 'What went up and down'],
      ['keys', 'Keys'],
    ],
    ...change,
  }
  const modal = formModal(state, reader())
  expect(validateView(writeModal(modal))).toMatchObject({ ok: true })
  return modal
}
const optionsOf = (modal: ReturnType<typeof show>) => {
  const field = modal.blocks.find(({ block_id }) => block_id === 'workspaces')
  return JSON.parse(JSON.stringify(field)) as {
    hint: { text: string }
    element: { options: { value: string }[]; initial_options: { value: string }[] }
  }
}

describe('the form of a digest', () => {
  test('for a new one', () => expect(show()).toMatchSnapshot())

  test('for one that is changed, with what was wrong', () => {
    const { title, submit, metadata, blocks } = show({ id: 'd1', note: 'That channel is archived.' })
    expect({ title, submit, metadata }).toEqual({ title: 'Edit digest', submit: 'Save', metadata: 'd1' })
    expect(JSON.stringify(blocks[0])).toContain('That channel is archived.')
  })

  test('without the list of Workspaces says so, and what stays', () => {
    expect(JSON.stringify(show({ workspaces: undefined, keptWorkspaces: 2 }).blocks)).toContain(
      'The digest stays about the 2 Workspaces chosen before.',
    )
    expect(JSON.stringify(show({ workspaces: undefined }).blocks)).toContain('about the whole Organization')
  })

  test('of five hundred Workspaces offers a hundred, those that are chosen among them', () => {
    const workspaces = Array.from({ length: 500 }, (_, index) => ({ id: `w${index}`, name: `Team ${1000 + index}` }))
    const { hint, element } = optionsOf(show({ workspaces, typed: { ...typed, workspaces: ['w499', 'w7'] } }))
    expect(element.options).toHaveLength(100)
    expect(element.initial_options.map(({ value }) => value)).toEqual(['w7', 'w499'])
    expect(hint.text).toContain('The first 100 of 500 Workspaces, by name.')
  })

  test('without any Workspace asks for none', () => {
    expect(show({ workspaces: [] }).blocks.some(({ block_id }) => block_id === 'workspaces')).toBe(false)
  })
})
