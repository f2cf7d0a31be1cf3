import { section } from '../../chatops/blocks.ts'
import { defineSection, type SectionDays } from '../../chatops/contract.ts'
import { fewestPeople, windowOf } from '../../chatops/report/activity.ts'
import { UpstreamError } from '../../domain/errors.ts'
import { formatCount } from '../../domain/money/money.ts'
import { addDays, dayOf } from '../../domain/time/time.ts'
import type { Day } from '../../domain/usage/usage.ts'
import { activityWords } from './words.ts'

interface PeopleInDays {
  readonly people: number
  readonly before: number
  readonly messages: number
}

/** How many people used le Chat in those days, against the days before. */
export const activityDigest = defineSection<PeopleInDays>({
  order: 50,
  access: 'figures',
  title: (reader) => activityWords(reader).digestTitle,
  async gather({ mistral, clock }, days = weekBefore(dayOf(clock.now()))) {
    try {
      const [week, before] = await Promise.all([
        mistral.userActivity(windowOf({ from: days.from, to: days.to })),
        mistral.userActivity(windowOf(days.before)),
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
    // The difference would tell how many the few were.
    const said = change === 0 || before < fewestPeople ? '' : `${change > 0 ? '+' : ''}${count(change)}`
    return [section(activityWords(view).week(count(people), said, count(messages)))]
  },
})

const weekBefore = (today: Day): SectionDays => ({
  from: addDays(today, -7),
  to: addDays(today, -1),
  before: { from: addDays(today, -14), to: addDays(today, -8) },
})
