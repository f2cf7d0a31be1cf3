import { features } from '../../src/features/index.ts'
import type { TestBot } from './bot.ts'

/** These people have set Slack to French. */
export function speakFrench({ slack }: Pick<TestBot, 'slack'>, ...ids: readonly string[]): void {
  for (const id of ids) slack.updatePerson(id, { locale: 'fr-FR' })
}

/** Code, settings, links and Slack’s own marks are no sentences. */
const withoutCode = (text: string): string =>
  text
    .replace(/`[^`]*`/g, '`…`')
    .replace(/[A-Z]+_[A-Z_]+/g, '…')
    .replace(/<[^|>\s]*\|/g, '<')
    .replace(/<[@#!][^>]*>/g, '…')

/** Where a French text is set as in English: an ordinary space or none before a double sign, straight quotes. */
export function findBadTypography(text: string): string[] {
  const plain = withoutCode(text)
  const rules = [
    / [:;!?%»](?![\w)])/g,
    /«[^\u00A0]/g,
    /[^\u00A0]»/g,
    /[\p{L}…`*_)][:;!?](?=[\s*_]|$)/gu,
    /\p{L}'\p{L}/gu,
    /[“”]/g,
  ]
  return rules.flatMap((rule) =>
    [...plain.matchAll(rule)].map(({ index }) => plain.slice(Math.max(0, index - 20), index + 20)),
  )
}

const commandNames = new Set(features.flatMap(({ commands = [] }) => commands.map(({ name }) => name)))

/** Commands are the same in every language: a list of their names, as `help` has it, is no English. */
const withoutCommands = (text: string): string =>
  text.replace(/[a-z-]+(?:, [a-z-]+)+/g, (list) =>
    list.split(', ').every((name) => commandNames.has(name)) ? '…' : list,
  )

/** Words that no French sentence has. */
const english =
  /(?<![\p{L}’-])(?:the|of|and|is|are|was|were|be|been|to|you|your|with|without|for|from|by|not|this|that|has|have|will|cannot|may|who|which|at|in|it|its|limit|request|requests|approval|share|people|month|week|today|yesterday|asked|answer|somebody|nobody|figures|loading|other|others|more|before|after)(?![\p{L}’-])/giu

export function findEnglish(text: string): string[] {
  const plain = withoutCommands(withoutCode(text))
  return [...plain.matchAll(english)].map(({ index }) => plain.slice(Math.max(0, index - 20), index + 20))
}
