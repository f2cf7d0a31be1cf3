import type { Clock } from '../../../domain/time/clock.ts'
import type { FaultBench } from '../faults.ts'
import type { Organization } from '../organization.ts'

export type Dialect = 'original' | 'between' | 'newest'

/** What a route may look at: the state of this Mistral at the moment of the request. */
export interface World {
  readonly clock: Clock
  readonly seed: number
  readonly dialect: Dialect
  readonly organization: Organization
  readonly faults: FaultBench
}

export interface RouteRequest {
  readonly query: URLSearchParams
  /** Parsed JSON, undefined when there was none or it did not parse. */
  readonly body: unknown
}

/** The handlers of a path by method; the answer's JSON, or a thrown refusal. */
export type Route = Partial<Record<'GET' | 'POST', (world: World, request: RouteRequest) => unknown>>

/** An answer that is not 2xx. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly body: unknown
  constructor(status: number, body: unknown) {
    super(`refused with ${status}`)
    this.status = status
    this.body = body
  }
}

/** 422 in the shape that FastAPI gives it. */
export const refuseField = (place: 'query' | 'body', field: string, message: string): Refusal =>
  new Refusal(422, { detail: [{ loc: [place, field], msg: message, type: 'value_error' }] })

export function readInteger(query: URLSearchParams, field: string, fallback?: number): number {
  const text = query.get(field)
  if (text === null && fallback !== undefined) return fallback
  if (text === null) throw refuseField('query', field, 'Field required')
  if (!/^-?\d{1,12}$/.test(text)) throw refuseField('query', field, 'Input should be a valid integer')
  return Number(text)
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly total: number
  readonly page: number
  readonly pageSize: number
}

const largestPage = 100

export function cutPage<Item>(all: readonly Item[], query: URLSearchParams): Page<Item> {
  const page = readInteger(query, 'page', 1)
  const pageSize = readInteger(query, 'page_size', 25)
  if (page < 1) throw refuseField('query', 'page', 'Input should be greater than 0')
  if (pageSize < 1) throw refuseField('query', 'page_size', 'Input should be greater than 0')
  if (pageSize > largestPage) throw refuseField('query', 'page_size', `Input should be at most ${largestPage}`)
  return { items: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize }
}
