import type { Clock } from '../../../domain/clock.ts'
import type { SlackFile } from '../block-kit/text.ts'
import type { Changes } from '../changes.ts'
import type { Faults } from '../faults.ts'
import { SlackRefusal } from '../slack-refusal.ts'
import type { SandboxFile } from '../types.ts'

export interface FileUpload {
  readonly name: string
  readonly bytes: Buffer
  readonly uploadedBy: string
  readonly title?: string
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

export function createFiles(clock: Clock, changes: Changes, faults: Faults) {
  const files = new Map<string, SandboxFile>()
  let lastNumber = 0

  const reserveId = () => `F${String(++lastNumber).padStart(9, '0')}`

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

  return {
    reserveId,
    find,
    isReady,
    add(upload: FileUpload, id = reserveId()): SandboxFile {
      const createdAt = clock.now()
      return put({
        title: upload.name,
        ...upload,
        id,
        mimetype: mimetypes[fileType(upload.name)] ?? 'application/octet-stream',
        createdAt,
        readyAt: new Date(createdAt.getTime() + faults.slowFilesMs()),
        shares: [],
      })
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
    clear: () => files.clear(),
  }
}
