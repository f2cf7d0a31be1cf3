import { z } from 'zod'
import { readEvent } from './events.ts'
import { clickPayload, commandPayload, submissionPayload } from './payloads.ts'

/**
 * What becomes of a signed request before Slack's library sees it. The library throws on what Slack never sends, and
 * holds a connection for three seconds where it knows nobody who listens.
 */
export type Admission =
  | 'pass'
  /** Well-formed, and nothing that anybody means for us: acknowledged at once. */
  | 'ignore'
  | 'refuse'

const named = z.object({ type: z.string() })
const challenge = z.object({ challenge: z.string() })
/** Of what stands beside our own fields, what the library looks into. */
const place = z.object({ channel: z.looseObject({}).optional() })
const envelope = z.object({
  event: z.looseObject({ type: z.string() }),
  authorizations: z.array(z.looseObject({})).nullish(),
})

const interactions = new Map<string, z.ZodType>([
  ['block_actions', clickPayload],
  ['view_submission', submissionPayload],
])

export function admit(contentType: string, text: string): Admission {
  if (contentType.includes('application/json')) return admitJson(readJson(text))
  if (!contentType.includes('application/x-www-form-urlencoded')) return 'refuse'
  const form = new URLSearchParams(text)
  const payload = form.get('payload')
  if (payload !== null) return admitInteraction(readJson(payload))
  // By which Slack tries the address.
  if (form.get('ssl_check') === '1') return 'pass'
  return commandPayload.safeParse(Object.fromEntries(form)).success ? 'pass' : 'refuse'
}

function admitJson(body: unknown): Admission {
  const { type } = named.safeParse(body).data ?? {}
  if (type === 'url_verification') return challenge.safeParse(body).success ? 'pass' : 'refuse'
  if (type === 'app_rate_limited') return 'ignore'
  if (type !== 'event_callback' || !envelope.safeParse(body).success) return 'refuse'
  return readEvent(body) ? 'pass' : 'ignore'
}

/** Shortcuts and closed views are of no interest; Slack sends them where somebody adds them to the app. */
function admitInteraction(body: unknown): Admission {
  const { type } = named.safeParse(body).data ?? {}
  if (type === undefined) return 'refuse'
  const schema = interactions.get(type)
  if (!schema) return 'ignore'
  return schema.safeParse(body).success && place.safeParse(body).success ? 'pass' : 'refuse'
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
