/** Whose turn it is: each person has a line of their own, and whoever was served the longest ago comes next. */
export interface Turns<Job> {
  /** Distinct jobs: one that several people wait for counts once. */
  readonly waiting: number
  /** At the end of this person's line. A job that others wait for already stands in their lines as well. */
  add(who: string, job: Job): void
  /** Out of this person's line; true: nobody waits for it any more. */
  leave(who: string, job: Job): boolean
  /** The next one, out of every line that it stands in. */
  take(): Job | undefined
  /** What has to go for one more of this person's: from the end of a longer line, and nobody else's; or nothing. */
  makeRoomFor(who: string): { readonly who: string; readonly job: Job } | undefined
  /** Everybody goes home. */
  clear(): readonly { readonly who: string; readonly job: Job }[]
}

/** Who was served before so many others stands where somebody new stands: at the front. */
const mostRemembered = 500

export function createTurns<Job>(): Turns<Job> {
  // Both in their order of insertion: who began to wait first, and who was served the longest ago.
  const lines = new Map<string, Job[]>()
  const served = new Map<string, number>()
  const waitedFor = new Map<Job, Set<string>>()
  let turn = 0

  function removeFrom(who: string, job: Job): void {
    const rest = (lines.get(who) ?? []).filter((other) => other !== job)
    if (rest.length > 0) lines.set(who, rest)
    else lines.delete(who)
  }

  function noteServed(who: string): void {
    turn += 1
    served.delete(who)
    served.set(who, turn)
    const [oldest] = served.keys()
    if (served.size > mostRemembered && oldest !== undefined) served.delete(oldest)
  }

  function leave(who: string, job: Job): boolean {
    const others = waitedFor.get(job)
    if (!others?.delete(who)) return false
    removeFrom(who, job)
    if (others.size > 0) return false
    return waitedFor.delete(job)
  }

  return {
    get waiting() {
      return waitedFor.size
    },
    add(who, job) {
      const others = waitedFor.get(job) ?? new Set()
      if (others.has(who)) return
      waitedFor.set(job, others.add(who))
      lines.set(who, [...(lines.get(who) ?? []), job])
    },
    leave,
    take() {
      let next: string | undefined
      for (const who of lines.keys())
        if (next === undefined || (served.get(who) ?? 0) < (served.get(next) ?? 0)) next = who
      const job = next === undefined ? undefined : lines.get(next)?.[0]
      if (next === undefined || job === undefined) return undefined
      noteServed(next)
      for (const who of [...(waitedFor.get(job) ?? [])]) leave(who, job)
      return job
    },
    makeRoomFor(who) {
      const own = lines.get(who)?.length ?? 0
      const longer = [...lines]
        .filter(([, jobs]) => jobs.length > own + 1)
        .toSorted(([, one], [, other]) => other.length - one.length)
      for (const [other, jobs] of longer) {
        const job = jobs.findLast((each) => waitedFor.get(each)?.size === 1)
        if (job === undefined) continue
        leave(other, job)
        return { who: other, job }
      }
      return undefined
    },
    clear() {
      const all = [...lines].flatMap(([who, jobs]) => jobs.map((job) => ({ who, job })))
      lines.clear()
      waitedFor.clear()
      return all
    },
  }
}
