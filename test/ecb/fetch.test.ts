import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { UnreadableRates } from '../../src/domain/money/reference-rates.ts'
import { fetchRates, RatesNotFetched } from '../../src/ecb/fetch.ts'

const day = '<Cube><Cube time="2026-11-27"><Cube currency="USD" rate="1.0832"/></Cube></Cube>'

/** Answers on a real socket, and goes with the test. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rates.xml?token=secret`
}

const failureOf = async (address: string, timeoutMs?: number): Promise<Error> => {
  try {
    await fetchRates(address, timeoutMs)
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}

describe('fetching rates', () => {
  test('keeps the host as their source, and nothing else of the address', async () => {
    const [rates] = await fetchRates(await serve((_, response) => response.end(day)))
    expect(rates).toMatchObject({ day: '2026-11-27', source: expect.stringMatching(/^127\.0\.0\.1:\d+$/) })
    expect(rates?.perEuro.USD?.toString()).toBe('1.0832')
  })

  test.each<[string, RequestListener, string]>([
    ['a refusal', (_, response) => response.writeHead(503).end(day), 'the answer has status 503'],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'the answer has status 302',
    ],
    ['a connection that breaks off', (_, response) => response.destroy(), 'the connection failed'],
    [
      'an answer without end',
      (_, response) => {
        response.writeHead(200, { 'content-length': 20 * 1024 * 1024 })
        response.end(Buffer.alloc(20 * 1024 * 1024, 32))
      },
      'the answer is too large',
    ],
  ])('%s is told without the address', async (_, listener, reason) => {
    const error = await failureOf(await serve(listener))
    expect(error).toBeInstanceOf(RatesNotFetched)
    expect(error.message).toBe(reason)
  })

  test('silence ends in time', async () => {
    const address = await serve(() => {})
    expect((await failureOf(address, 100)).message).toBe('no answer in time')
  })

  test('a page that is no rates is refused', async () => {
    expect(await failureOf(await serve((_, response) => response.end('<html>hello</html>')))).toBeInstanceOf(
      UnreadableRates,
    )
  })
})
