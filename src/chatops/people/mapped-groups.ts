import { scheduleJob } from '../../scheduler/jobs.ts'
import type { JobTables } from '../../scheduler/schema.ts'
import type { UserGroup } from '../../slack/people.ts'
import { appendAudit } from '../../storage/audit/append.ts'
import type { AuditTables } from '../../storage/audit/schema.ts'
import { type GroupMemberTables, readGroupMembers, saveGroupMembers } from '../../storage/people/group-members.ts'
import { personIdFor } from '../../storage/people/registry.ts'
import { addRightNotice, type RightNoticeTables } from '../../storage/people/right-notices.ts'
import type { PeopleTables } from '../../storage/people/schema.ts'
import type { Core } from '../context.ts'
import { isDecider } from './authorize.ts'

/** Tells the admins what `right_notices` holds; see the feature `whoami`. */
export const rightsJob = 'whoami.rights'
/** One message names everybody who comes in the same minute. */
export const gatherMs = 60_000

/** The user groups of ROLE_MAP as Slack has them now, with the time since when each member was seen in it. */
export interface MappedGroup extends UserGroup {
  readonly since: ReadonlyMap<string, Date>
  /** Who was in it, and when they were seen to have left. */
  readonly left: ReadonlyMap<string, Date>
  /** When it was looked at for the first time: whoever was in it then did not come newly. */
  readonly knownSince: Date
}

type Tables = GroupMemberTables & AuditTables & PeopleTables & JobTables & RightNoticeTables

/**
 * Read once for an operation. Slack's admins can put anybody into a group, so who comes newly into one that decides is
 * remembered, stands in the trail, and is told to the admins.
 */
export async function readMappedGroups(core: Core): Promise<readonly MappedGroup[]> {
  const { people, config, db, organization } = core
  const ids = [...config.people.roleMap.groups.keys()]
  if (ids.length === 0) return []
  const groups = await people.groups(ids)
  const known = await readGroupMembers(db, organization)
  const before = Map.groupBy(
    known.filter(({ leftAt }) => leftAt === null),
    ({ groupId }) => groupId,
  )
  const changes = groups.map((group) =>
    compare(
      group,
      before.get(group.id)?.map(({ slackId }) => slackId),
    ),
  )
  const isChanged = changes.some(({ joined, left }) => joined.length + left.length > 0)
  if (isChanged) await remember(core, changes)
  const present = isChanged ? await readGroupMembers(db, organization) : known
  return groups.map((group) => {
    const members = present.filter(({ groupId }) => groupId === group.id)
    const since = new Map(members.flatMap(({ slackId, since, leftAt }) => (leftAt ? [] : [[slackId, since] as const])))
    const left = new Map(members.flatMap(({ slackId, leftAt }) => (leftAt ? [[slackId, leftAt] as const] : [])))
    return { ...group, since, left, knownSince: since.get(lookedAt) ?? new Date(0) }
  })
}

interface GroupChange {
  readonly groupId: string
  readonly joined: readonly string[]
  readonly left: readonly string[]
  /** Nobody is new in a group that is looked at for the first time. */
  readonly isFirstLook: boolean
}

/** Stands for nobody: an empty group that was looked at is not one that is looked at for the first time. */
const lookedAt = ''

/** Whoever is in a disabled group has nothing by it, and is new once it is enabled. */
function compare({ id, isDisabled, memberIds }: UserGroup, before: readonly string[] | undefined): GroupChange {
  const now = new Set([lookedAt, ...(isDisabled ? [] : memberIds)])
  const then = new Set(before)
  return {
    groupId: id,
    joined: [...now.difference(then)],
    left: [...then.difference(now)],
    isFirstLook: before === undefined,
  }
}

async function remember({ db, organization, config }: Core, changes: readonly GroupChange[]): Promise<void> {
  const now = (await db.now()).getTime()
  const toldAt = new Date(now + gatherMs)
  await db.transaction<Tables, void>(async (tx) => {
    for (const change of changes) {
      await saveGroupMembers(tx, organization, change.groupId, { ...change, since: now })
      if (change.isFirstLook || !isDecider(config.people.roleMap.groups.get(change.groupId))) continue
      for (const slackId of change.joined) {
        const actorId = await personIdFor(tx, organization, { slackId })
        const after = { group: change.groupId }
        await appendAudit(tx, { organization, action: 'person.grouped', actorId, after, outcome: 'done' })
        await addRightNotice(tx, organization, { slackId, change: 'grouped' })
      }
      if (change.joined.length > 0)
        await scheduleJob(tx, organization, { kind: rightsJob, subject: 'soon', dueAt: toldAt })
    }
  })
}
