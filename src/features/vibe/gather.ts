import type { ReadContext } from '../../chatops/context.ts'
import { type FindFirstDay, readWindows, windowOf } from '../../chatops/report/activity.ts'
import { orMissing } from '../../chatops/report/or-missing.ts'
import type { TypedWords } from '../../chatops/routing/typed-words.ts'
import { comparisonFor, parsePeriod } from '../../domain/time/period.ts'
import { reportVibe, type VibeArgs, type VibeReport } from './report.ts'

export function parseVibe(words: TypedWords, now: Date): VibeArgs {
  const period = parsePeriod(words.rest(), now)
  return { period, comparison: comparisonFor(period) }
}

export async function gatherVibe({ mistral, clock }: ReadContext, args: VibeArgs): Promise<VibeReport> {
  const [code, edits] = await Promise.all([
    readWindows(args, (window) => mistral.codeActivity(window), firstCodeDay(mistral)),
    // Next-edit suggestions are another question, and their absence takes nothing from the rest.
    orMissing(mistral.editActivity(windowOf(args.period))),
  ])
  return reportVibe(code, edits?.value, args, clock.now())
}

const firstCodeDay =
  (mistral: ReadContext['mistral']): FindFirstDay =>
  async (days) => {
    const { sessions } = (await mistral.codeActivity(windowOf(days))).value
    const used = (sessions?.rows ?? []).flatMap(({ day, total }) => ((total ?? 0) > 0 ? [day] : []))
    return used.toSorted()[0]
  }
