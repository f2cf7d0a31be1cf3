import { UnreadableDocument } from './unreadable.ts'

/** UTF-8 and UTF-16 by their mark, else UTF-8 where all of it is, else Windows-1252, in which Excel writes. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new UnreadableDocument('notSupported')
  try {
    // Without `ignoreBOM` the decoder takes the mark off.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
