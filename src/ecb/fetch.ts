import { Agent, request } from 'undici'
import type { RateDay } from '../domain/money/exchange.ts'
import { readReferenceRates, UnreadableRates } from '../domain/money/reference-rates.ts'

/** The whole history since 1999 is below 8 MB. */
const maxBytes = 16 * 1024 * 1024
const defaultTimeoutMs = 30_000

/** Why no rates came: for the log, without the address, which may hold a secret. */
export class RatesNotFetched extends Error {
  override name = 'RatesNotFetched'
}

/** Asks for the reference rates. No redirect is followed: the operator said which host is believed. */
export async function fetchRates(address: string, timeoutMs = defaultTimeoutMs): Promise<RateDay[]> {
  const agent = new Agent({
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: maxBytes,
  })
  try {
    // The deadline bounds the call as a whole; the agent's own timeouts begin anew with each chunk.
    const signal = AbortSignal.timeout(timeoutMs)
    const { statusCode, body } = await request(address, {
      dispatcher: agent,
      headers: { accept: 'application/xml, text/xml, text/csv' },
      signal,
    })
    if (statusCode !== 200) {
      await body.dump().catch(() => undefined)
      throw new RatesNotFetched(`the answer has status ${statusCode}`)
    }
    const source = new URL(address).host
    return readReferenceRates(await body.text()).map((rates) => ({ ...rates, source }))
  } catch (error) {
    if (error instanceof RatesNotFetched || error instanceof UnreadableRates) throw error
    throw new RatesNotFetched(nameFailure(error), { cause: error })
  } finally {
    await agent.destroy()
  }
}

function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection failed'
  if (error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
    ? 'the answer is too large'
    : 'the connection failed'
}
