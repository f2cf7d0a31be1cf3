import { slackbotId } from '../../slack/index.ts'
import type { Scene } from '../scene.ts'
import { type Html, html } from './html.ts'

const shades = 8

/** A person's initials on a colour that stays theirs. */
export function drawAvatar(id: string, { slack }: Pick<Scene, 'slack'>): Html {
  if (id === slack.botUserId) return botAvatar
  if (id === slackbotId) return html`<span class="avatar shade-0" aria-hidden="true">S</span>`
  const name = slack.people().find((person) => person.id === id)?.realName ?? id
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
  const shade = [...id].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % shades
  return html`<span class="avatar shade-${shade}" aria-hidden="true">${initials}</span>`
}

export const botAvatar = html`<span class="avatar bot" aria-hidden="true"><svg viewBox="0 0 20 20"><path d="M3 15V5h3l4 5 4-5h3v10h-3V9.5l-4 5-4-5V15z"/></svg></span>`
