import type { Core } from '../../../chatops/context.ts'
import type { JobHandler, Schedule } from '../../../chatops/contract.ts'
import { findAlertSettings, isMuted } from '../../../chatops/notify/alert-settings.ts'
import { postAlert } from '../../../chatops/notify/post-alert.ts'
import { isPerson } from '../../../chatops/notify/post-once.ts'
import { tellEach } from '../../../chatops/notify/tell-each.ts'
import { type Copy, findCopies, updateCopy } from '../../../chatops/notify/update-post.ts'
import { defaultSlash } from '../../../chatops/routing/conversation.ts'
import { channelView, type View } from '../../../chatops/view.ts'
import { addDays, dayOf } from '../../../domain/time/time.ts'
import { anomalyWeeks } from '../../../domain/usage/anomaly.ts'
import type { Day } from '../../../domain/usage/usage.ts'
import type { Message } from '../../../slack/message.ts'
import { isAsking } from '../alert/watching.ts'
import { findReader } from '../card/readers.ts'
import type { Tables } from '../store/store.ts'
import { renderMissedDays, renderUnusualDay } from './day-view.ts'
import { findDaysToldWith, findKeptDay, findUnusualDays, type KeptDay, keepDay, markTold, putTogether } from './days.ts'
import { findUnusualDay } from './find-day.ts'

/** Drawn anew, when somebody has said why. */
export const unusualDayJob = 'limits.unusual-said'

/** What was muted longer ago than this matters to nobody any more; `alerts` still shows it. */
const missedDays = 14

/** In the morning the UTC day before is over, and Mistral has counted it. */
export const unusualDaySchedule: Schedule = {
  name: 'limits.unusual-day',
  cron: (core) => (isAsking(core) ? '0 8 * * *' : undefined),
  zone: ({ config }) => config.timeZone,
  // What was unusual a week ago is in the digest.
  catchUp: 'latest',
  async run(core, { dueAt }) {
    const { db, organization, clock } = core
    const day = addDays(dayOf(dueAt), -1)
    const kept = await findUnusualDays(db.query<Tables>(), organization, addDays(day, -7 * anomalyWeeks))
    const now = clock.now()
    const muted = isMuted(await findAlertSettings(db.query<Tables>(), organization), now)
    const found = await findUnusualDay(core, day, expectedOf(kept))
    if (found) await db.transaction<Tables, void>((tx) => keepDay(tx, organization, found, muted ? undefined : now))
    if (muted) return
    if (found) await postAlert(core, { key: keyOfDay(day), render: (view) => renderUnusualDay(found, view) })
    await tellMissed(core, kept, day)
  },
}

const keyOfDay = (day: string): string => `limits.unusual-day:${day}`
const keyOfMissed = (last: string): string => `limits.unusual-while-muted:${last}`

const expectedOf = (kept: readonly KeptDay[]): ReadonlySet<Day> =>
  new Set(kept.flatMap(({ day, expected }) => (expected ? [day] : [])))

/** What was found while alerts were muted, once, in one message. */
async function tellMissed(core: Core, kept: readonly KeptDay[], today: Day): Promise<void> {
  const { db, organization, clock } = core
  const missed = kept.filter(({ day, isTold }) => !isTold && day < today && day >= addDays(today, -missedDays))
  const begun = missed.find(({ toldWith }) => toldWith)?.toldWith
  const days = missed.filter(({ expected }) => !expected).map(({ day }) => day)
  const last = begun ?? days.at(-1)
  if (!last) return
  if (!begun) await db.transaction<Tables, void>((tx) => putTogether(tx, organization, days, last))
  const together = await findDaysToldWith(db.query<Tables>(), organization, last)
  await postAlert(core, { key: keyOfMissed(last), render: (view) => renderMissedDays(together, view) })
  await db.transaction<Tables, void>((tx) => markTold(tx, organization, last, clock.now()))
}

/** The message says what people said of the day: its own, or the one that told several. */
export const redrawUnusualDay: JobHandler = async (core, { subject }) => {
  const db = core.db.query<Tables>()
  const kept = await findKeptDay(db, core.organization, subject)
  if (!kept) return undefined
  const { day, found, expected, toldWith } = kept
  const together = toldWith ? await findDaysToldWith(db, core.organization, toldWith) : []
  const render = (view: View) => (toldWith ? renderMissedDays(together, view) : renderUnusualDay(found, view, expected))
  const copies = await findCopies(core, [toldWith ? keyOfMissed(toldWith) : keyOfDay(day)])
  await tellEach(
    core,
    copies.map((copy) => () => redraw(core, copy, render)),
  )
  return undefined
}

async function redraw(core: Core, copy: Copy, render: (view: View) => Message): Promise<void> {
  if (!isPerson(copy.recipient)) return updateCopy(core, copy, render(channelView(core, defaultSlash)))
  const { view, seesFigures } = await findReader(core, copy.recipient)
  if (seesFigures) await updateCopy(core, copy, render(view))
}
