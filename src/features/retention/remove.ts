import type { Schedule } from '../../chatops/contract.ts'
import { removeOld } from '../../chatops/retention/remove-old.ts'
import { scheduleJob } from '../../scheduler/jobs.ts'
import { tellJob } from './tell.ts'

/** Of a first run over years there are many rounds; between them, others get to the database, and the bot can end. */
export const removalSchedule: Schedule = {
  name: 'retention.remove',
  cron: ({ config }) => (config.retentionMonths > 0 ? '20 3 * * *' : undefined),
  zone: ({ config }) => config.timeZone,
  catchUp: 'latest',
  async run({ db, organization, config, features, log, wakeScheduler }) {
    const { retentionMonths: months } = config
    const now = await db.now()
    const entry = await removeOld(db, {
      ...{ organization, months, now, parts: features.retention },
      followUp: (tx, { sequence }) =>
        scheduleJob(tx as never, organization, { kind: tellJob, subject: String(sequence) }),
    })
    if (!entry) return undefined
    log.info({ sequence: entry.sequence, months }, 'what is old was removed')
    wakeScheduler()
    return 0
  },
}
