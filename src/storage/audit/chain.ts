import { type AuditLink, type Checkpoint, checkpointAction, readCheckpoint } from './checkpoint.ts'
import { type AuditHead, type AuditRecord, genesisHash, hashEntry, hashText } from './entry.ts'

export type AuditProblem =
  /** A line of an export that is no entry. */
  | 'unreadable'
  /** No entry has this sequence, and no checkpoint says that it was removed. */
  | 'missing'
  /** Its fields do not give its hash. */
  | 'changed'
  /** It does not continue the entry before it. */
  | 'unlinked'
  /** The text beside it is not the one that was hashed. */
  | 'textChanged'
  /** The text that was hashed is gone, and no erasure of its author explains it. */
  | 'textMissing'
  /** The registry says that somebody else did it than the chain. */
  | 'personChanged'
  /** The registry names another member or address than the one that was last seen. */
  | 'bindingChanged'
  /** Whoever did it is gone from the registry, and was never erased. */
  | 'personMissing'
  /** The stored end of the chain is not its end. */
  | 'headChanged'
  /** A checkpoint that says nothing that could be true. */
  | 'checkpointWrong'
  /** It stands before the checkpoint, and is not one of those that the checkpoint kept. */
  | 'notKept'
  /** Two exports hold different entries at the same place. */
  | 'contradicted'
  /** The whole chain holds together, but an entry that it once had is not in it: an older state was put back. */
  | 'headUnknown'

export type AuditVerdict =
  | {
      readonly whole: true
      readonly head: AuditHead
      /** What was removed by a setting, the oldest first; the last one says where the chain begins. */
      readonly checkpoints: readonly Checkpoint[]
      /** How many entries there are. */
      readonly entries: number
    }
  | { readonly whole: false; readonly sequence: number; readonly problem: AuditProblem }

export const broken = (sequence: number, problem: AuditProblem): AuditVerdict => ({ whole: false, sequence, problem })

/** What it is called when somebody was erased; its subject is the person. */
export const erasure = 'person.forgotten'

/** A stretch of the chain without a gap. */
interface Stretch {
  readonly first: number
  /** What its first entry says that it continues. */
  readonly continues: string
  last: number
}

/** `knownHead`: the hash of an entry that was posted once, and must still be in the chain. */
export async function verifyChain(
  records: AsyncIterable<AuditRecord | undefined>,
  knownHead = genesisHash,
): Promise<AuditVerdict> {
  let head: AuditHead = { sequence: 0, hash: genesisHash }
  const hashes = new Map<number, string>()
  const stretches: Stretch[] = []
  const checkpoints: Checkpoint[] = []
  const textless: AuditRecord[] = []
  const erased = new Set<string>()
  let headSeen = knownHead === genesisHash
  for await (const record of records) {
    if (!record) return broken(head.sequence + 1, 'unreadable')
    if (record.sequence === head.sequence && record.hash !== head.hash)
      return broken(findOwnPlace(record, [head.sequence + 1]), 'contradicted')
    if (record.sequence <= head.sequence) return broken(findGap(stretches) ?? head.sequence + 1, 'missing')
    const problem = findProblem(record, head)
    if (problem) return broken(findOwnPlace(record, [findGap(stretches), head.sequence + 1]), problem)
    const open = stretches.at(-1)
    if (open && record.sequence === open.last + 1) open.last = record.sequence
    else stretches.push({ first: record.sequence, continues: record.previousHash, last: record.sequence })
    head = { sequence: record.sequence, hash: record.hash }
    hashes.set(record.sequence, record.hash)
    headSeen ||= record.hash === knownHead
    if (record.action === erasure && record.subject !== null) erased.add(record.subject)
    if (record.textHash !== null && record.text === null) textless.push(record)
    if (record.action !== checkpointAction) continue
    const checkpoint = readCheckpoint(record)
    if (!checkpoint || checkpoint.through < (checkpoints.at(-1)?.through ?? 0))
      return broken(record.sequence, 'checkpointWrong')
    checkpoints.push(checkpoint)
  }
  const gap = findUnexplained(stretches, hashes, checkpoints)
  if (gap) return gap
  const unexplained = textless.find(({ actorId }) => !erased.has(actorId ?? ''))
  if (unexplained) return broken(unexplained.sequence, 'textMissing')
  if (!headSeen) return broken(head.sequence, 'headUnknown')
  return { whole: true, head, checkpoints, entries: hashes.size }
}

function findProblem(record: AuditRecord, head: AuditHead): AuditProblem | undefined {
  if (hashEntry(record) !== record.hash) return 'changed'
  if (record.sequence === head.sequence + 1 && record.previousHash !== head.hash) return 'unlinked'
  if (record.text !== null && hashText(record.text, record.salt ?? '') !== record.textHash) return 'textChanged'
  return undefined
}

/** Where it belongs, should somebody have given it another number. */
const findOwnPlace = (record: AuditRecord, places: readonly (number | undefined)[]): number =>
  places.find((sequence) => sequence !== undefined && hashEntry({ ...record, sequence }) === record.hash) ??
  record.sequence

/** The first place that is empty. */
const findGap = ([first, second]: readonly Stretch[]): number | undefined =>
  first && first.first > 1 ? 1 : second && first && first.last + 1

/**
 * A whole chain is one stretch from the first entry on. Where some of its beginning was removed, the last stretch begins
 * behind a checkpoint and continues the entry that the checkpoint names; before it stand those alone that were kept.
 */
function findUnexplained(
  stretches: readonly Stretch[],
  hashes: ReadonlyMap<number, string>,
  checkpoints: readonly Checkpoint[],
): AuditVerdict | undefined {
  const sealed = new Set<number>()
  for (const [index, checkpoint] of checkpoints.entries()) {
    const { sequence, through, last, kept } = checkpoint
    if ((hashes.get(through) ?? last) !== last) return broken(sequence, 'checkpointWrong')
    const lost = [...kept].find((place) => !hashes.has(place))
    // What an older checkpoint kept may have gone with a later one.
    if (lost !== undefined && index === checkpoints.length - 1) return broken(lost, 'missing')
    if (lost !== undefined) continue
    const links: AuditLink[] = [...kept].map((place) => ({ sequence: place, hash: hashes.get(place) ?? '' }))
    if (!checkpoint.isSealOf(links)) return broken(sequence, 'checkpointWrong')
    for (const place of kept) sealed.add(place)
  }
  const main = stretches.at(-1)
  if (!main || main.first === 1) return undefined
  const opening = checkpoints.find(({ through }) => through === main.first - 1)
  if (!opening) return broken(findCut(stretches, checkpoints.at(-1)?.through ?? 0), 'missing')
  if (opening.last !== main.continues) return broken(main.first, 'unlinked')
  const stray = stretches.slice(0, -1).find(({ first, last }) => !isIn(sealed, first, last))
  // An export that ends before the checkpoint: nothing shows that the one continues the other.
  if (stray?.first === 1) return broken(stray.last + 1, 'missing')
  return stray && broken(stray.first, 'notKept')
}

/** The first place behind the border that is empty. */
function findCut(stretches: readonly Stretch[], border: number): number {
  const reaching = stretches.find(({ first, last }) => first <= border + 1 && last > border)
  return reaching ? reaching.last + 1 : border + 1
}

function isIn(places: ReadonlySet<number>, first: number, last: number): boolean {
  for (let place = first; place <= last; place++) if (!places.has(place)) return false
  return true
}
