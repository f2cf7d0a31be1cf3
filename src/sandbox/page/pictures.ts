import type { ServerResponse } from 'node:http'
import type { World } from './scene.ts'
import { send } from './send.ts'

/** Shown in the page; everything else is offered as a download. */
const isPicture = (contentType: string) => /^image\/(png|jpeg|gif|webp)$/.test(contentType)

/** An upload, as people of the workspace see it. */
export function serveFile({ slack }: World, response: ServerResponse, path: string): void {
  const id = path.split('/')[2]
  const file = slack.files().find((candidate) => candidate.id === id)
  if (!file || !slack.isFileReady(file)) send(response, 404, 'text/plain', 'no such file')
  else if (isPicture(file.mimetype)) send(response, 200, file.mimetype, file.bytes)
  else send(response, 200, 'application/octet-stream', file.bytes, { 'content-disposition': 'attachment' })
}

interface Picture {
  readonly contentType: string
  readonly bytes: Buffer
}

/**
 * Serves the bot's pictures, fetched as Slack's servers would: the browser asks nobody but the sandbox. Like them it keeps
 * what it has seen, since the bot's addresses expire.
 */
export function createImageProxy({ slack }: Pick<World, 'slack'>) {
  const seen = new Map<string, Picture>()
  return async (response: ServerResponse, url: string): Promise<void> => {
    const picture = seen.get(url) ?? (await slack.fetchImage(url).then(readPicture))
    if (!picture) return void send(response, 404, 'text/plain', 'no picture there')
    seen.set(url, picture)
    send(response, 200, picture.contentType, picture.bytes)
  }
}

const readPicture = ({ status, ...picture }: Picture & { readonly status: number }): Picture | undefined =>
  status === 200 && isPicture(picture.contentType) ? picture : undefined
