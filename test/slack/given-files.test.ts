import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src/domain/time/clock.ts'
import { createLog } from '../../src/log.ts'
import { createSlackCalls } from '../../src/slack/calls.ts'
import { createSlackFiles } from '../../src/slack/files.ts'

const token = 'xoxb-nobody-else-may-see'
const most = 5 * 1024 * 1024

/** Remembers who came, and with what. */
async function listen(answer: (path: string, response: ServerResponse) => unknown) {
  const visits: { path: string; authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    visits.push({ path, authorization: request.headers.authorization })
    answer(path, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { visits, port: (server.address() as AddressInfo).port }
}

/** Slack, which describes a file that way, and delivers it that way. */
async function receive(
  describe: (origin: string) => Readonly<Record<string, unknown>>,
  deliver: (response: ServerResponse) => unknown = (response) => response.end('a,b\n1,2\n'),
) {
  const slack = await listen((path, response) => {
    if (!path.startsWith('/api/')) return deliver(response)
    const file = describe(`http://127.0.0.1:${slack.port}`)
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, file }))
  })
  const log = createLog('silent', [], () => {})
  const apiUrl = `http://127.0.0.1:${slack.port}/api/`
  const files = createSlackFiles(createSlackCalls({ token, apiUrl, log, timeoutMs: 300 }), systemClock)
  const taken = files.fetch('F0GIVEN', most)
  // Whoever looks at it looks when everything is over.
  await taken.catch(() => undefined)
  return { taken, downloads: slack.visits.filter(({ path }) => !path.startsWith('/api/')) }
}

test('a file comes with the token from Slack’s own address', async () => {
  const { taken, downloads } = await receive((origin) => ({ name: 'usage.csv', url_private: `${origin}/files/1` }))
  expect(Buffer.from((await taken).bytes ?? []).toString()).toBe('a,b\n1,2\n')
  expect(downloads).toEqual([{ path: '/files/1', authorization: `Bearer ${token}` }])
})

test.each([
  (port: number) => `http://127.0.0.1:${port}/x`,
  (port: number) => `https://files.slack.com@127.0.0.1:${port}/x`,
  (port: number) => `http://127.0.0.1:${port}/files.slack.com`,
  () => 'https://files.slack.com.evil.example/x',
  () => 'http://169.254.169.254/latest/meta-data',
  () => 'http://files.slack.com/x',
  () => 'file:///etc/passwd',
  () => 'data:text/csv,a',
  () => '//evil.example/x',
  () => '\r\nhttps://evil.example',
])('a file that is said to lie elsewhere is not fetched, and nobody sees the token (%#)', async (write) => {
  const elsewhere = await listen((_, response) => response.end('a,b'))
  const url = write(elsewhere.port)
  for (const field of ['url_private', 'url_private_download']) {
    const { taken, downloads } = await receive(() => ({ name: 'x.csv', [field]: url }))
    await expect(taken).rejects.toMatchObject({ reason: 'notUnderstood' })
    expect(downloads).toEqual([])
  }
  expect(elsewhere.visits).toEqual([])
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) leads nowhere', async (status) => {
  const elsewhere = await listen((_, response) => response.end('a,b'))
  const { taken } = await receive(
    (origin) => ({ name: 'x.csv', url_private: `${origin}/files/1` }),
    (response) => response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/take` }).end(),
  )
  await expect(taken).rejects.toMatchObject({ reason: 'refused', code: 'file_not_readable' })
  expect(elsewhere.visits).toEqual([])
})

test('a file that is larger than it says is left where it is', async () => {
  const { taken } = await receive(
    (origin) => ({ name: 'x.csv', size: 3, url_private: `${origin}/files/1` }),
    (response) => response.end(Buffer.alloc(most + 1)),
  )
  expect((await taken).bytes).toBeUndefined()
})

test('a file that says how large it is, and is too large, is not asked for', async () => {
  const { taken, downloads } = await receive((origin) => ({ size: most + 1, url_private: `${origin}/files/1` }))
  expect((await taken).bytes).toBeUndefined()
  expect(downloads).toEqual([])
})

test('a file that comes byte by byte does not come for ever', async () => {
  const begin = Date.now()
  const { taken } = await receive(
    (origin) => ({ name: 'x.csv', url_private: `${origin}/files/1` }),
    (response) => {
      const drip = setInterval(() => response.write('x'), 50)
      response.on('close', () => clearInterval(drip))
    },
  )
  await expect(taken).rejects.toMatchObject({ reason: 'down' })
  expect(Date.now() - begin).toBeLessThan(10_000)
})

test.each([
  ['no address', () => ({ name: 'x.csv' })],
  ['nothing', () => ({})],
])('a file of which Slack says %s is a clear failure', async (_, describe) => {
  await expect((await receive(describe)).taken).rejects.toMatchObject({ reason: 'notUnderstood' })
})

test('whatever a file says it is, its bytes alone are read; its name is a name, and ends', async () => {
  const { taken } = await receive((origin) => ({
    name: `../../etc/passwd\0${'x'.repeat(100_000)}`,
    mimetype: 'application/x-msdownload',
    filetype: 'exe',
    url_private: `${origin}/files/1`,
  }))
  const { name, bytes } = await taken
  expect(name).toHaveLength(255)
  expect(Buffer.from(bytes ?? []).toString()).toBe('a,b\n1,2\n')
})
