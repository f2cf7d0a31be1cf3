import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Message } from 'slack-blocks-to-jsx'
import type { Scene } from '../scene.ts'
import { formatTokens, isRelative } from './dates.ts'
import { type Html, trusted } from './html.ts'

type LibraryScene = Pick<Scene, 'reader' | 'slack' | 'clock'>

/** Blocks never change in place, so that a drawing is as good as its block; each reader has a zone and a language. */
const drawn = new WeakMap<object, Map<string, Html>>()

/** Draws what shows and does nothing: texts, tables, native charts. */
export function drawWithLibrary(block: object, scene: LibraryScene): Html {
  if (isRelative(JSON.stringify(block))) return draw(block, scene)
  const { timeZone, locale } = scene.reader
  const known = drawn.get(block) ?? new Map<string, Html>()
  drawn.set(block, known)
  const key = `${timeZone} ${locale}`
  const html = known.get(key) ?? draw(block, scene)
  known.set(key, html)
  return html
}

function draw(block: object, { reader, slack, clock }: LibraryScene): Html {
  const place = { timeZone: reader.timeZone, locale: reader.locale, now: clock.now() }
  const markup = renderToStaticMarkup(
    createElement(Message, {
      // Ids of blocks repeat from message to message; those of a document may not.
      blocks: [{ ...JSON.parse(guardMarks(JSON.stringify(block, withoutVerbatim))), block_id: undefined }],
      logo: '',
      name: '',
      withoutWrapper: true,
      data: {
        users: slack.people().map(({ id, realName }) => ({ id, name: realName })),
        channels: slack.channels().map(({ id, name }) => ({ id, name })),
        user_groups: slack.userGroups().map(({ id, handle }) => ({ id, name: handle })),
      },
      hooks: {
        date: ({ timestamp, format, link }) => {
          const at = new Date(Number(timestamp) * 1_000)
          const text = formatTokens(format, at, place)
          const time = createElement('time', { dateTime: at.toISOString() }, text)
          return link ? createElement('a', { href: link }, time) : time
        },
      },
    }),
  )
  // Links to the workspace lead to a place on this page.
  return trusted(tidy(markup).replaceAll(`href="${slack.url}archives/`, 'data-go href="/archives/'))
}

/** To the library a verbatim text is a plain one; in Slack it keeps its formatting, its links and its mentions. */
const withoutVerbatim = (key: string, value: unknown) => (key === 'verbatim' ? undefined : value)

/** The library leaves out what begins like a tag, even an escaped one; a joiner without width keeps it from being one. */
const guardMarks = (json: string) =>
  json
    .replaceAll(/<(?![@#!]|https?:|mailto:)|&lt;/g, '&lt;\u2060')
    .replaceAll(/\u200b([*_~`])\u200b/g, (_, mark: string) => standIns.charAt(marks.indexOf(mark)))

/** A mark between spaces without width formats nothing in Slack; the library would take it for one. */
const marks = '*_~`'
const standIns = '\ue000\ue001\ue002\ue003'

/** One page holds many drawings, and its policy takes no styles in attributes: the script sets them. */
const tidy = (markup: string) =>
  markup
    .replaceAll('\u2060', '')
    .replaceAll(/[\ue000-\ue003]/g, (standIn) => marks.charAt(standIns.indexOf(standIn)))
    .replace(' id="slack_blocks_to_jsx"', '')
    .replace(' data-theme="light"', '')
    .replaceAll(/ style="([^"]*)"/g, ' data-style="$1"')
    .replaceAll(/ href="(?!https?:|mailto:)[^"]*"/g, '')
    .replaceAll('<a href', '<a target="_blank" rel="noreferrer" href')

const shortcode = /:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:/g
const emojis = new Map<string, string>()

/** A plain text with its `:shortcodes:` as the signs that they stand for. */
export const drawPlainText = (text: string, scene: LibraryScene): string =>
  text.replace(shortcode, (code) => {
    const known = emojis.get(code)
    if (known !== undefined) return known
    const { text: markup } = draw({ type: 'section', text: { type: 'mrkdwn', text: code } }, scene)
    const sign = /class="slack_emoji">([^<]*)/.exec(markup)?.[1] ?? ''
    // What the library does not know it strips of its colons.
    const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(sign) ? sign : code
    emojis.set(code, emoji)
    return emoji
  })
