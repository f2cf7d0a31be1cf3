import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const current = new AsyncLocalStorage<string>()

/** Eight digits that name one command, click, form, event or run of a job: enough to find it in a log. */
export const newRequestId = (): string => randomBytes(4).toString('hex')

/** All that this work does, and all that it waits for, belongs to that request. */
export const runAsRequest = <Result>(id: string, work: () => Result): Result => current.run(id, work)

/** The request that this is done for; undefined: nobody's, as at the start. */
export const requestId = (): string | undefined => current.getStore()
