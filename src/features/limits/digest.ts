import { section } from '../../chatops/blocks.ts'
import { defineSection } from '../../chatops/contract.ts'
import { addDays, startOfDay } from '../../domain/time/time.ts'
import { sayChange } from './card/wording.ts'
import { findLiveRaise, findRaises, type Tables } from './store/store.ts'
import type { Raise } from './store/types.ts'
import { limitsWords } from './words.ts'

const weekMs = 7 * 24 * 3_600_000

interface Decisions {
  readonly applied: readonly Raise[]
  readonly denied: readonly Raise[]
  readonly open: Raise | undefined
}

/** What became of requests in those days, and what waits. */
export const limitsDigest = defineSection<Decisions>({
  order: 10,
  access: 'figures',
  title: (reader) => limitsWords(reader).digest.title,
  async gather({ tables, organization, clock }, days) {
    const query = tables.query<Tables>()
    const now = clock.now().getTime()
    const since = days ? startOfDay(days.from).getTime() : now - weekMs
    // What was decided this morning is in the next one, or it would be in both.
    const until = days ? startOfDay(addDays(days.to, 1)).getTime() : now
    const closed = await findRaises(query, organization, ['applied', 'denied'])
    const recent = closed.filter(
      ({ closedAt }) => closedAt !== null && closedAt.getTime() >= since && closedAt.getTime() < until,
    )
    const open = await findLiveRaise(query, organization)
    if (recent.length === 0 && !open) return undefined
    return {
      applied: recent.filter(({ state }) => state === 'applied'),
      denied: recent.filter(({ state }) => state === 'denied'),
      open,
    }
  },
  render({ applied, denied, open }, view) {
    const { digest } = limitsWords(view)
    const say = (raise: Raise) => sayChange(raise, view)
    const lines = [
      ...applied.map((raise) => digest.applied(say(raise))),
      ...denied.map((raise) => digest.denied(say(raise))),
      ...(open?.state === 'open' ? [digest.open(say(open))] : []),
    ]
    return lines.length > 0 ? [section(lines.join('\n'))] : []
  },
})
