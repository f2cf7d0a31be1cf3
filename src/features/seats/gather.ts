import type { ReadContext } from '../../chatops/context.ts'
import { firstChatDay, readWindows, windowOf } from '../../chatops/report/activity.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { comparisonFor, parsePeriod } from '../../domain/time/period.ts'
import { reportSeats, type SeatsArgs, type SeatsReport, type Unknown } from './report.ts'

export function parseSeats(words: TypedWords, now: Date): SeatsArgs {
  const period = parsePeriod(words.rest(), now)
  return { period, comparison: comparisonFor(period) }
}

/** Who has a seat is what it rests on. Who is active may not be offered, and then the report says so. */
export async function gatherSeats({ mistral, clock }: ReadContext, args: SeatsArgs): Promise<SeatsReport> {
  const window = windowOf(args.period)
  const [people, chat, chatDays, code] = await Promise.all([
    mistral.members(),
    orUnknown(readWindows(args, (days) => mistral.userActivity(days), firstChatDay({ mistral }))),
    orUnknown(mistral.activityOverTime({ ...window, granularity: 'day' })),
    orUnknown(mistral.codeActivity(window)),
  ])
  const times = [people, chat, code].flatMap((answer) => (typeof answer === 'string' ? [] : [answer.fetchedAt]))
  return reportSeats(
    {
      ...people.value,
      chat,
      chatDays: typeof chatDays === 'string' ? chatDays : chatDays.value,
      code: typeof code === 'string' ? code : code.value,
      fetchedAt: new Date(Math.min(...times.map((time) => time.getTime()))),
    },
    args,
    clock.now(),
  )
}

/** What this plan or dialect does not have is another answer than one that failed to come. */
async function orUnknown<Value>(reading: Promise<Value>): Promise<Value | Unknown> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UpstreamError) return error.reason === 'notOffered' ? 'notOffered' : 'missing'
    throw error
  }
}
