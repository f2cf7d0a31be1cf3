import type { Clock } from '../../../domain/time/clock.ts'
import type { SlackFile } from '../block-kit/text.ts'
import type { Changes } from '../changes.ts'
import type { Faults } from '../faults.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxFile } from '../types.ts'

export interface Reservation {
  readonly name: string
  readonly uploadedBy: string
  readonly altText?: string
}

export type Files = ReturnType<typeof createFiles>

const mimetypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
}

export const fileType = (name: string) => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? 'text'

/** Uploads: reserved, then received, then complete, and ready some time later. */
export function createFiles(clock: Clock, changes: Changes, faults: Faults, closing: AbortSignal) {
  const pending = new Map<string, Reservation & { readonly bytes?: Buffer }>()
  const files = new Map<string, SandboxFile>()
  let lastNumber = 0

  function find(id: string): SandboxFile {
    const file = files.get(id)
    if (!file) throw new SlackRefusal('file_not_found')
    return file
  }

  function put(file: SandboxFile): SandboxFile {
    files.set(file.id, file)
    changes.emit({ type: 'file', id: file.id })
    return file
  }

  const isReady = (file: SandboxFile) => file.readyAt.getTime() <= clock.now().getTime()

  function reserve(reservation: Reservation): string {
    const id = `F${String(++lastNumber).padStart(9, '0')}`
    pending.set(id, reservation)
    return id
  }

  function findPending(id: string) {
    const upload = pending.get(id)
    if (!upload) throw new SlackRefusal('file_not_found')
    return upload
  }

  function receive(id: string, bytes: Buffer): void {
    pending.set(id, { ...findPending(id), bytes })
  }

  function complete(id: string, title?: string): SandboxFile {
    const { bytes, ...reservation } = findPending(id)
    if (!bytes) throw new SlackRefusal('file_not_found')
    pending.delete(id)
    const createdAt = clock.now()
    const slowMs = faults.slowFilesMs()
    const announce = () => changes.emit({ type: 'file', id })
    if (slowMs > 0) void clock.sleep(slowMs, closing).then(announce, () => undefined)
    return put({
      ...reservation,
      id,
      title: title ?? reservation.name,
      mimetype: mimetypes[fileType(reservation.name)] ?? 'application/octet-stream',
      bytes,
      createdAt,
      readyAt: new Date(createdAt.getTime() + slowMs),
      shares: [],
    })
  }

  return {
    find,
    isReady,
    reserve,
    receive,
    complete,
    /** A person's upload, in one go. */
    add({ bytes, ...reservation }: Reservation & { readonly bytes: Buffer }): SandboxFile {
      const id = reserve(reservation)
      receive(id, bytes)
      return complete(id)
    },
    share(id: string, channel: string, ts: string): void {
      const file = find(id)
      put({ ...file, shares: [...file.shares, { channel, ts }] })
    },
    /** Can an image block show it already? */
    isImageReady({ id, url }: SlackFile): boolean {
      const file = files.get(id ?? /\/files\/(F\d+)/.exec(url ?? '')?.[1] ?? '')
      return file !== undefined && isReady(file) && /^image\/(png|jpeg|gif)$/.test(file.mimetype)
    },
    list: (): readonly SandboxFile[] => [...files.values()],
    clear(): void {
      pending.clear()
      files.clear()
    },
  }
}
