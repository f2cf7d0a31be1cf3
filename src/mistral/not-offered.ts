import { UpstreamError } from '../domain/errors.ts'

/** A call that older dialects lack: no such address means that there is no such data, not that the key is wrong. */
export async function orNotOffered<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof UpstreamError && error.status === 404)) throw error
    throw new UpstreamError('mistral', 'notOffered', error.call, { status: 404 })
  }
}
