import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { nameFile } from '../../src/features/export/describe.ts'
import { startMistral } from '../mistral/support/upstream.ts'
import { startBot } from '../support/bot.ts'
import { hostileTexts } from './support/hostile.ts'

/** Byte for byte: a client that knows better would put the path in order first. */
async function sendRaw(port: number, head: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(`${head}\r\nhost: x\r\nconnection: close\r\n\r\n`)
  let answer = ''
  socket.setEncoding('latin1').on('data', (part: string) => {
    answer += part
  })
  await once(socket, 'close')
  return answer
}

test('a path leads to what the bot serves or to nothing, however it is written, and stands in no header', async () => {
  const { bot } = await startBot()
  const paths = [
    '/charts/../../../../etc/passwd',
    '/charts/%2e%2e/%2e%2e/etc/passwd',
    '/charts/..%2f..%2fpackage.json.png',
    '/charts/\\..\\..\\x.png',
    `/charts/${'A'.repeat(32)}.png`,
    `/charts/${'A'.repeat(7_000)}.png`,
    '/charts/%0d%0aX-Evil:%201',
    '//evil.example/charts/x',
    'http://evil.example/charts/x.png',
    '/constructor',
    '/__proto__',
    '/.env',
    '/data/chatops.sqlite',
    '*',
  ]
  for (const path of paths) {
    const answer = await sendRaw(bot.port, `GET ${path} HTTP/1.1`)
    expect(answer, path).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer.toLowerCase(), path).not.toMatch(/x-evil|evil\.example|root:|"name"|sqlite format/)
  }
  for (const line of ['BREW /healthz HTTP/1.1', 'nonsense', 'GET / HTTP/9.9'])
    expect(await sendRaw(bot.port, line), line).not.toMatch(/^HTTP\/1\.1 [25]\d\d /)
  expect(await sendRaw(bot.port, 'GET /healthz HTTP/1.1')).toMatch(/^HTTP\/1\.1 200 /)
})

test('what somebody types stays within the name of their file', () => {
  for (const text of hostileTexts)
    expect(nameFile(text, new Date('2026-11-18T09:00:00Z')), text).toMatch(/^[\p{L}\p{N}-]*-2026-11-18\.csv$/u)
})

test('what somebody is called stays one value of one question to Mistral', async () => {
  const { mistral, seen } = await startMistral(() => ({ json: { members: [], total: 0 } }))
  const addresses = hostileTexts.filter((text) => text.isWellFormed() && text.length < 1_000)
  for (const email of [...addresses, 'a&page=9#x', 'a?b=c', '../roles']) {
    seen.length = 0
    await mistral.members({ email, fresh: true })
    for (const { path, query } of seen.filter((asked) => asked.path !== '/roles')) {
      expect(path).toBe('/users')
      expect(query).toMatchObject({ email, page: '1' })
    }
    expect(seen.length).toBeGreaterThan(0)
  }
})
