import type { Block } from '../slack/message.ts'
import { cut } from './text.ts'

/** Block Kit within Slack's limits. Texts are mrkdwn; names in them have been through `name()` already. */

/** "<1 %" is ours: a bracket that begins none of Slack's own marks would swallow what follows. */
const mrkdwn = (text: string, most: number) =>
  ({
    type: 'mrkdwn',
    text: cut(text.replace(/<(?![@#!]|https?:)/g, '&lt;'), most),
    // Slack makes no link or mention of what people wrote.
    verbatim: true,
  }) as const

export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text, 3000) })

/** Lines in as many sections as they need: a section takes 3,000 characters. */
export function sections(lines: readonly string[]): Block[] {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + line.length < 2900) texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts.map(section)
}

export const context = (...texts: string[]): Block => ({
  type: 'context',
  elements: texts.slice(0, 10).map((text) => mrkdwn(text, 2000)),
})

export interface Button {
  readonly type: 'button'
  readonly action_id: string
  readonly text: { readonly type: 'plain_text'; readonly text: string; readonly emoji: boolean }
  readonly value?: string
  readonly url?: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: Confirmation
}

/** The question that Slack asks before it sends a click. */
export interface Confirmation {
  readonly title: { readonly type: 'plain_text'; readonly text: string }
  readonly text: { readonly type: 'plain_text'; readonly text: string }
  readonly confirm: { readonly type: 'plain_text'; readonly text: string }
  readonly deny: { readonly type: 'plain_text'; readonly text: string }
}

const plainText = (text: string, most: number) => ({ type: 'plain_text', text: cut(text, most) }) as const

/** The verb of the button is the verb of the answer. */
export const confirmed = (asked: Button, { title, text, no }: Record<'title' | 'text' | 'no', string>): Button => ({
  ...asked,
  confirm: {
    title: plainText(title, 100),
    text: plainText(text, 300),
    confirm: plainText(asked.text.text, 30),
    deny: plainText(no, 30),
  },
})

export const actions = (...buttons: Button[]): Block => ({ type: 'actions', elements: buttons.slice(0, 25) })

const label = (text: string) => ({ type: 'plain_text', text: cut(text, 75), emoji: true }) as const

/** `action` is "feature.verb". The value is an id; only offers (see routing/stored-buttons.ts) start out as a command line. */
export const button = (action: string, text: string, value: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  action_id: action,
  text: label(text),
  value: cut(value, 2000),
  ...(style ? { style } : {}),
})

export const linkButton = (action: string, text: string, url: string): Button => ({
  type: 'button',
  action_id: action,
  text: label(text),
  url,
})
