import type { SlackFile } from '../../slack/block-kit/text.ts'
import type { SandboxFile } from '../../slack/index.ts'
import type { Scene } from '../scene.ts'
import { attributes, type Html, html } from './html.ts'
import { drawPlainText } from './library.ts'

interface Picture {
  readonly image_url?: string | undefined
  readonly slack_file?: SlackFile | undefined
  readonly alt_text: string
}

/** Pictures come from the sandbox alone: an upload, or what it fetches from the bot. */
function sourceOf({ image_url, slack_file }: Picture, { slack }: Scene): string {
  if (image_url !== undefined) return `/image?${new URLSearchParams({ url: image_url })}`
  const id = slack_file?.id ?? /\/files\/(F\d+)/.exec(slack_file?.url ?? '')?.[1]
  const file = slack.files().find((candidate) => candidate.id === id)
  return file ? linkToFile(file) : ''
}

export const drawThumbnail = (picture: Picture, scene: Scene): Html =>
  html`<img${attributes({ src: sourceOf(picture, scene), alt: picture.alt_text })}>`

/** As wide as the conversation, and in full in a window of its own. */
export const drawPicture = (picture: Picture & { title?: { text: string } | undefined }, scene: Scene): Html =>
  drawFigure(sourceOf(picture, scene), picture.alt_text, picture.title && drawPlainText(picture.title.text, scene))

const drawFigure = (source: string, alt: string, title: string | undefined): Html =>
  html`<figure>${title && html`<figcaption>${title}</figcaption>`}<a href="${source}" target="_blank"><img${attributes({ src: source, alt })}></a></figure>`

const linkToFile = ({ id, name }: SandboxFile) => `/files/${id}/${encodeURIComponent(name)}`

const kilobytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 })

export function drawFile(file: SandboxFile, { slack }: Scene): Html {
  if (!slack.isFileReady(file)) return html`<p class="file waiting">Processing ${file.name} …</p>`
  if (file.mimetype.startsWith('image/')) return drawFigure(linkToFile(file), file.altText ?? file.title, file.title)
  const size = kilobytes.format(file.bytes.length / 1_000)
  return html`<a class="file" href="${linkToFile(file)}" download><b>${file.title}</b><span class="quiet">${file.mimetype} · ${size}</span></a>`
}
