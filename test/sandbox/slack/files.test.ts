import { describe, expect, test } from 'vitest'
import { createClient, createManualClock, refusalOf, startBolt, startSlack, transports } from './bench.ts'

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const upload = { channel_id: 'C1GENERAL', filename: 'spend.png', file: picture, alt_text: 'November: €26,940' }

test('an upload appears in the channel with its bytes and alt text', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  await client.filesUploadV2({ ...upload, initial_comment: 'the chart', title: 'Spend' })
  expect(slack.files()).toMatchObject([
    { name: 'spend.png', title: 'Spend', altText: 'November: €26,940', uploadedBy: slack.botUserId },
  ])
  const [message] = slack.messages({ channel: 'C1GENERAL' })
  expect(message).toMatchObject({ text: 'the chart', files: [slack.files()[0]?.id] })
  expect(slack.fileBytes(message?.files[0] ?? '')).toEqual(picture)
})

test('an upload into a thread hangs on its message', async () => {
  const slack = await startSlack()
  const client = createClient(slack)
  const { ts = '' } = await client.chat.postMessage({ channel: 'C1GENERAL', text: 'card' })
  await client.filesUploadV2({ ...upload, thread_ts: ts })
  expect(slack.messages({ channel: 'C1GENERAL' })).toHaveLength(1)
  expect(slack.thread({ channel: 'C1GENERAL', ts }).map(({ files }) => files.length)).toEqual([0, 1])
})

test('a slow file has no mimetype, and no image block may name it yet', async () => {
  const clock = createManualClock()
  const slack = await startSlack({ clock })
  const client = createClient(slack)
  slack.faults.slowFiles(5_000)
  await client.filesUploadV2({ filename: 'spend.png', file: picture })
  const id = slack.files()[0]?.id ?? ''
  const post = () =>
    refusalOf(
      client.chat.postMessage({
        channel: 'C1GENERAL',
        text: 'chart',
        blocks: [{ type: 'image', alt_text: 'chart', slack_file: { id } }],
      }),
    )
  const mimetype = async () => (await client.files.info({ file: id })).file?.mimetype
  expect([await mimetype(), await post()]).toEqual(['', 'invalid_blocks'])
  clock.advance(5_000)
  expect([await mimetype(), await post()]).toEqual(['image/png', 'accepted'])
})

test('a picture needs membership of the channel, also with chat:write.public', async () => {
  const slack = await startSlack({ scopes: ['chat:write', 'chat:write.public', 'files:write', 'channels:join'] })
  const client = createClient(slack)
  const send = () => refusalOf(client.filesUploadV2({ ...upload, channel_id: 'C2FINOPS' }))
  expect(await send()).toBe('not_in_channel')
  await client.conversations.join({ channel: 'C2FINOPS' })
  expect(await send()).toBe('accepted')
})

describe.each(transports)('a file that a person sends over %s', (transport) => {
  test('is announced, and can be fetched with the bot’s token alone', async () => {
    const slack = await startSlack()
    const shared: string[] = []
    const app = await startBolt(slack, transport, (bolt) => {
      bolt.event('file_shared', async ({ event }) => {
        shared.push(event.file_id)
      })
      bolt.event('message', async () => undefined)
    })
    const channel = slack.directMessage('U2SARAH')
    const file = { name: 'invoice.pdf', bytes: Buffer.from('%PDF') }
    await slack.say({ user: 'U2SARAH', channel, file })
    const [id = ''] = await slack.waitFor(() => shared.length > 0 && shared)
    const info = await app.client.files.info({ file: id })
    const url = info.file?.url_private_download ?? ''
    const authorized = await fetch(url, { headers: { authorization: `Bearer ${slack.botToken}` } })
    expect(await authorized.text()).toBe('%PDF')
    expect((await fetch(url)).headers.get('content-type')).toBe('text/html')
  })
})
