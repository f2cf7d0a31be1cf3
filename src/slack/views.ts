import type { SlackCalls } from './calls.ts'
import type { Block } from './message.ts'

/** A modal within Slack's limits; `metadata` is an id and nothing else. */
export interface Modal {
  readonly callbackId: string
  readonly title: string
  readonly submit?: string
  readonly close?: string
  readonly blocks: readonly Block[]
  readonly metadata?: string
}

export interface SlackViews {
  /** The trigger lives for three seconds: open first, fetch later. Returns the view's id. */
  open(triggerId: string, modal: Modal): Promise<string>
  /** With the hash of the view that it is made for, it is refused where another update came first. */
  update(viewId: string, modal: Modal, hash?: string): Promise<void>
  /** The App Home of one person. */
  publish(userId: string, blocks: readonly Block[]): Promise<void>
}

export function createSlackViews(calls: SlackCalls): SlackViews {
  return {
    async open(triggerId, modal) {
      const { view } = await calls.once('views.open', (client) =>
        client.views.open({ trigger_id: triggerId, view: writeModal(modal) as never }),
      )
      return view?.id ?? ''
    },
    async update(viewId, modal, hash) {
      await calls.repeatable('views.update', (client) =>
        client.views.update({ view_id: viewId, view: writeModal(modal) as never, ...(hash ? { hash } : {}) }),
      )
    },
    async publish(userId, blocks) {
      await calls.repeatable('views.publish', (client) =>
        client.views.publish({ user_id: userId, view: { type: 'home', blocks: blocks as never } }),
      )
    },
  }
}

const label = (text: string) => ({ type: 'plain_text', text: text.slice(0, 24), emoji: true })

/** As Slack writes it, also for an acknowledgement that shows the next view. */
export const writeModal = ({ callbackId, title, submit, close, blocks, metadata }: Modal): Record<string, unknown> => ({
  type: 'modal',
  callback_id: callbackId,
  title: label(title),
  ...(submit ? { submit: label(submit) } : {}),
  ...(close ? { close: label(close) } : {}),
  blocks,
  private_metadata: metadata ?? '',
})
