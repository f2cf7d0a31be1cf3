/**
 * Errors carry facts, not sentences: the message catalogue says them to a person, in that person's language.
 * `message` is for the log alone.
 */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
  /** What was not understood, as the catalogue calls it: "period", "workspace", "option", "amount" … */
  readonly what: string
  readonly input: string
  /** Up to three things that would have worked, to type behind the command's name; "" is the command alone. */
  readonly examples: readonly string[]
  /** What was surely meant in place of the input, to be offered as a button. */
  readonly meant: string | undefined
  constructor(what: string, input: string, examples: readonly string[] = [], meant?: string) {
    super(`invalid ${what}`)
    this.what = what
    this.input = input
    this.examples = examples
    this.meant = meant
  }
}

export class NotAllowed extends Error {
  override name = 'NotAllowed'
  /** Catalogue key below `notAllowed.`, e.g. "guest". */
  readonly reason: string
  readonly facts: Readonly<Record<string, string>>
  constructor(reason: string, facts: Readonly<Record<string, string>> = {}) {
    super(`not allowed: ${reason}`)
    this.reason = reason
    this.facts = facts
  }
}

export class NotFound extends Error {
  override name = 'NotFound'
  readonly what: string
  readonly input: string
  readonly examples: readonly string[]
  constructor(what: string, input: string, examples: readonly string[] = []) {
    super(`no such ${what}`)
    this.what = what
    this.input = input
    this.examples = examples
  }
}

export class Conflict extends Error {
  override name = 'Conflict'
  readonly reason: string
  constructor(reason: string, options?: ErrorOptions) {
    super(`conflict: ${reason}`, options)
    this.reason = reason
  }
}

export type UpstreamReason =
  /** 401: the key is wrong, expired or revoked. */
  | 'keyRefused'
  /** 403, or 404 on everything: the plan has no Admin API, or the key lacks the right. */
  | 'notEnterprise'
  /** There is no Admin API key: MISTRAL_ADMIN_API_KEY is `none`. */
  | 'notConfigured'
  /** 404 on every dialect of one call: this Organization has no such data. An answer, not a failure. */
  | 'notOffered'
  /** 429, and the wait that it asked for was too long to sit out. */
  | 'rateLimited'
  /** 5xx, no connection, no answer in time. */
  | 'down'
  /** An answer that does not parse, or a redirect. */
  | 'notUnderstood'
  /** Another 4xx: the request itself was refused (400, 409, 422). */
  | 'refused'

/** Another service failed us. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
  readonly service: 'mistral' | 'slack'
  readonly reason: UpstreamReason
  /** What was asked, without host, query or secret: "GET /usage". */
  readonly call: string
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  /** The service's own name for it, e.g. Slack's "not_in_channel". */
  readonly code: string | undefined
  /** Slack's name of the permission that it takes: "usergroups:read". */
  readonly neededScope: string | undefined
  /** For a write: true when it may have taken effect although no answer came. */
  readonly outcomeUnknown: boolean
  constructor(
    service: 'mistral' | 'slack',
    reason: UpstreamReason,
    call: string,
    details: {
      status?: number
      retryAfterMs?: number
      code?: string
      neededScope?: string | undefined
      outcomeUnknown?: boolean
      cause?: unknown
    } = {},
  ) {
    const detail = details.code ?? details.status
    super(`${service} ${reason} on ${call}${detail ? ` (${detail})` : ''}`, { cause: details.cause })
    this.service = service
    this.reason = reason
    this.call = call
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
    this.code = details.code
    this.neededScope = details.neededScope
    this.outcomeUnknown = details.outcomeUnknown ?? false
  }
}
