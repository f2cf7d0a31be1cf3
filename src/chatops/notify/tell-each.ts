import { UpstreamError } from '../../domain/errors.ts'
import type { Core } from '../context.ts'
import { isHopeless } from './is-hopeless.ts'

/**
 * What Slack refuses one of them does not keep the others from being told. What it did not refuse for good is tried
 * again, with those who have not been told.
 */
export async function tellEach(core: Pick<Core, 'log'>, ways: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: UpstreamError[] = []
  for (const tell of ways) {
    try {
      await tell()
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      core.log.warn({ error }, 'somebody could not be told')
      failures.push(error)
    }
  }
  const passing = failures.find((error) => !isHopeless(error))
  if (passing) throw passing
}
