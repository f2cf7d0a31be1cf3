import { section } from '../../chatops/blocks.ts'
import { defineSection } from '../../chatops/contract.ts'
import { fewestPeople, windowOf } from '../../chatops/report/activity.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { formatCount } from '../../domain/money/money.ts'
import { addDays, dayOf } from '../../domain/time/time.ts'
import { activityWords } from './words.ts'

interface WeekOfPeople {
  readonly people: number
  readonly before: number
  readonly messages: number
}

/** How many people used le Chat in the last seven whole days, against the seven before. */
export const activityDigest = defineSection<WeekOfPeople>({
  order: 50,
  access: 'figures',
  async gather({ mistral, clock }) {
    const today = dayOf(clock.now())
    try {
      const [week, before] = await Promise.all([
        mistral.userActivity(windowOf({ from: addDays(today, -7), to: addDays(today, -1) })),
        mistral.userActivity(windowOf({ from: addDays(today, -14), to: addDays(today, -8) })),
      ])
      const active = (rows: readonly { readonly messages: number | null }[]) =>
        rows.filter(({ messages }) => (messages ?? 0) > 0)
      const people = active(week.value.rows)
      if (people.length < fewestPeople) return undefined
      return {
        people: people.length,
        before: active(before.value.rows).length,
        messages: people.reduce((sum, { messages }) => sum + (messages ?? 0), 0),
      }
    } catch (error) {
      // An Organization without such analytics has a digest without them.
      if (error instanceof UpstreamError) return undefined
      throw error
    }
  },
  render({ people, before, messages }, view) {
    const count = (value: number) => formatCount(value, view.locale)
    const change = people - before
    const said = change === 0 ? '' : `${change > 0 ? '+' : ''}${count(change)}`
    return [section(activityWords(view).week(count(people), said, count(messages)))]
  },
})
