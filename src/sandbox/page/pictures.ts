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

/** A picture of the bot's, fetched as Slack's servers would: the browser asks nobody but the sandbox. */
export async function serveImage({ slack }: World, response: ServerResponse, url: string): Promise<void> {
  const { status, contentType, bytes } = await slack.fetchImage(url)
  if (status === 200 && isPicture(contentType)) send(response, 200, contentType, bytes)
  else send(response, 404, 'text/plain', 'no picture there')
}
