import { slackbotId } from '../../slack/index.ts'
import type { Scene } from '../scene.ts'
import { type Html, html } from './html.ts'

const shades = 8

/** A person's initials on a colour that stays theirs. */
export function drawAvatar(id: string, { slack }: Pick<Scene, 'slack'>): Html {
  if (id === slack.botUserId) return botAvatar
  if (id === slackbotId) return html`<span class="avatar shade-0" aria-hidden="true">S</span>`
  const people = slack.people()
  const position = people.findIndex((person) => person.id === id)
  const name = people[position]?.realName ?? id
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
  return html`<span class="avatar shade-${position % shades}" aria-hidden="true">${initials}</span>`
}

export const botAvatar = html`<span class="avatar bot" aria-hidden="true"><svg viewBox="0 0 20 20"><path d="M3 15V5h3l4 5 4-5h3v10h-3V9.5l-4 5-4-5V15z"/></svg></span>`
