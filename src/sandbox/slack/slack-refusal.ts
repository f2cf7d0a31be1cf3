/** An answer of `ok: false`, with Slack's own word for it. */
export class SlackRefusal extends Error {
  override name = 'SlackRefusal'
  readonly error: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(error: string, details: Readonly<Record<string, unknown>> = {}) {
    super(error)
    this.error = error
    this.details = details
  }
}

/** Slack says what is wrong with a structure in `response_metadata.messages`. */
export const refuseStructure = (error: string, problems: readonly string[]) =>
  new SlackRefusal(error, { errors: problems, response_metadata: { messages: problems } })
