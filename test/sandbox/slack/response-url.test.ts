import { expect, test } from 'vitest'
import { button, createManualClock, startBolt, startSlack } from './bench.ts'

const place = { user: 'U2SARAH', channel: 'C1GENERAL' }

async function post(url: string, body: object) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return `${response.status} ${await response.text()}`
}

/** A workspace with one card, and the response URLs that the bot was given. */
async function startWithUrls() {
  const clock = createManualClock()
  const slack = await startSlack({ clock })
  const urls: string[] = []
  const app = await startBolt(slack, 'socket', (bolt) => {
    bolt.command('/mistral', async ({ ack, command }) => {
      urls.push(command.response_url)
      await ack()
    })
    bolt.action('card.press', async ({ ack, body }) => {
      if ('response_url' in body) urls.push(body.response_url)
      await ack()
    })
  })
  const { ts = '' } = await app.client.chat.postMessage({ ...place, text: 'card', blocks: [button('card.press')] })
  const texts = (as?: string) => slack.messages({ channel: place.channel, ...(as ? { as } : {}) }).map((m) => m.text)
  return { slack, clock, urls, ts, texts }
}

test('a slash command’s URL never replaces: it posts a second message', async () => {
  const { slack, urls, texts } = await startWithUrls()
  await slack.command(place)
  await post(urls[0] ?? '', { text: 'asking…' })
  await post(urls[0] ?? '', { text: 'answer', replace_original: true })
  expect(texts(place.user)).toEqual(['card', 'asking…', 'answer'])
})

test('a click’s URL replaces and deletes its message, and posts beside it when not asked to replace', async () => {
  const { slack, urls, ts, texts } = await startWithUrls()
  await slack.click({ ...place, ts, actionId: 'card.press' })
  await post(urls[0] ?? '', { text: 'aside' })
  await post(urls[0] ?? '', { text: 'decided', replace_original: true })
  expect([texts(), texts(place.user)]).toEqual([['decided'], ['decided', 'aside']])
  await post(urls[0] ?? '', { delete_original: true })
  expect(texts()).toEqual([])
})

test('a response URL reaches a channel that the bot is not in', async () => {
  const { slack, urls } = await startWithUrls()
  await slack.command({ user: 'U1CLAIRE', channel: 'C3SECRET' })
  await post(urls[0] ?? '', { text: 'hello', response_type: 'in_channel' })
  expect(slack.messages({ channel: 'C3SECRET' })).toMatchObject([{ text: 'hello' }])
})

test('a response URL works five times within thirty minutes', async () => {
  const { slack, urls, clock } = await startWithUrls()
  await slack.command(place)
  await slack.command(place)
  for (let use = 1; use <= 5; use += 1) expect(await post(urls[0] ?? '', { text: `${use}` })).toBe('200 ok')
  expect(await post(urls[0] ?? '', { text: '6' })).toContain('used_url')
  clock.advance(30 * 60_000 + 1)
  expect(await post(urls[1] ?? '', { text: 'late' })).toContain('expired_url')
})

test('limits hold for responses as well', async () => {
  const { slack, urls } = await startWithUrls()
  await slack.command(place)
  expect(await post(urls[0] ?? '', { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'no' } }] })).toContain(
    'invalid_blocks',
  )
  expect(await post(urls[0] ?? '', {})).toContain('no_text')
})
