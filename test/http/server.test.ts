import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { type HttpServerOptions, type Routes, startHttpServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'

/** A server whose one route reads the whole body first. */
async function startServer(options: Partial<HttpServerOptions> = {}, more: Routes = {}) {
  const routes: Routes = {
    ...more,
    'POST /read': async (request, response) => {
      response.end(await text(request))
    },
  }
  const log = createLog('silent', [])
  const server = await startHttpServer({ host: '127.0.0.1', port: 0, ...options }, routes, log)
  onTestFinished(() => server.close())
  return server
}

function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  return socket
}

test('a client that does not finish its headers is sent away', async () => {
  const { port } = await startServer({ headersMs: 50, requestMs: 60_000 })
  const socket = open(port)
  socket.write('POST /read HTTP/1.1\r\nhost: x\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
})

test('a client that does not finish its body is sent away', async () => {
  const { port } = await startServer({ headersMs: 50, requestMs: 100 })
  const socket = open(port)
  socket.write('POST /read HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nnot all of it')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
})

test('a client that would ask for ever on its connection does not keep a server that closes', async () => {
  const arrived = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  const { port, close } = await startServer(
    {},
    {
      'GET /readyz': async (_, response) => {
        arrived.resolve()
        await mayAnswer.promise
        response.end('no')
      },
    },
  )
  const socket = open(port)
  socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n')
  await arrived.promise
  const answer = text(socket)
  const closed = close()
  mayAnswer.resolve()
  // The connection ends with the answer.
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close/i)
  await closed
})

test('more connections than allowed are closed at once, and room that becomes free is used', async () => {
  const { port } = await startServer({ mostConnections: 3 })
  const held = Array.from({ length: 3 }, () => open(port))
  await Promise.all(held.map((socket) => once(socket, 'connect')))
  const ask = (socket: Socket) =>
    socket.write('POST /read HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok')
  const fourth = open(port)
  expect(await text(fourth).catch(() => ''), 'nothing is answered').toBe('')
  const [first] = held
  ask(first!)
  expect(await text(first!)).toMatch(/^HTTP\/1\.1 200 /)
  const fifth = open(port)
  ask(fifth)
  expect(await text(fifth)).toMatch(/^HTTP\/1\.1 200 /)
})

test('where a HOST is named, the server listens there and nowhere else', async () => {
  const { port } = await startServer({ host: '127.0.0.1' })
  const there = open(port)
  await once(there, 'connect')
  const elsewhere = connect(port, '::1')
  onTestFinished(() => void elsewhere.destroy())
  await expect(once(elsewhere, 'connect')).rejects.toThrow()
})
