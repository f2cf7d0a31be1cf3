import { UpstreamError } from '../../domain/errors.ts'

/** For what a report can do without: undefined where the other service does not answer, and the report says so. */
export async function orMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UpstreamError) return undefined
    throw error
  }
}
