import type { Core } from '../../chatops/context.ts'
import { makeFirst } from './store/changes.ts'

/** The settings name a channel, and nothing was ever subscribed here: that channel gets the first digest. */
export async function subscribeBySettings(core: Core): Promise<void> {
  const { places, digestAt, timeZone, language } = core.config
  if (!places.digest) return
  const { weekday, hour, minute } = digestAt
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  const made = await makeFirst(core, {
    channel: places.digest,
    when: { rhythm: 'weekly', weekday, time, zone: timeZone },
    language,
    workspaces: [],
    leftOut: [],
  })
  if (made) core.log.info({}, 'subscribed DIGEST_CHANNEL to the weekly digest')
}
