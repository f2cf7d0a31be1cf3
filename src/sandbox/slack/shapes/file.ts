import { fileType } from '../stores/files.ts'
import type { SandboxFile } from '../types.ts'
import type { Workspace } from '../workspace.ts'

/** A file as `files.info` tells it: no mimetype until Slack is done with it. */
export function shapeFile({ baseUrl, files, directory, identity }: Workspace, file: SandboxFile) {
  const url = `${baseUrl}files/${file.id}/${encodeURIComponent(file.name)}`
  const isReady = files.isReady(file)
  const channels = [...new Set(file.shares.map(({ channel }) => channel))]
  const sharesIn = (isPrivate: boolean) =>
    Object.fromEntries(
      channels
        .filter((channel) => isPrivate === isPrivateChannel(channel))
        .map((channel) => [
          channel,
          file.shares.filter((share) => share.channel === channel).map(({ ts }) => ({ ts, team_id: identity.teamId })),
        ]),
    )
  const isPrivateChannel = (id: string) => {
    const channel = directory.findChannel(id)
    return channel.isPrivate === true || channel.directWith !== undefined
  }
  return {
    id: file.id,
    created: Math.floor(file.createdAt.getTime() / 1_000),
    timestamp: Math.floor(file.createdAt.getTime() / 1_000),
    name: file.name,
    title: file.title,
    mimetype: isReady ? file.mimetype : '',
    filetype: isReady ? fileType(file.name) : '',
    pretty_type: isReady ? fileType(file.name).toUpperCase() : '',
    user: file.uploadedBy,
    user_team: identity.teamId,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    is_public: channels.some((channel) => !isPrivateChannel(channel)),
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: url,
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    channels: channels.filter((channel) => !isPrivateChannel(channel)),
    groups: channels.filter((channel) => isPrivateChannel(channel) && !channel.startsWith('D')),
    ims: channels.filter((channel) => channel.startsWith('D')),
    shares: { public: sharesIn(false), private: sharesIn(true) },
    has_rich_preview: false,
  }
}
