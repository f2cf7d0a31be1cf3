const blockBytes = 1024 * 1024

/** Bytes as they arrived. Joining 50 MB of them holds up everybody for 0.2 s, so that is left to whoever reads them. */
export type Body = readonly Uint8Array<ArrayBuffer>[]

/** Copies what arrives into blocks of its own: a chunk may be a part of memory that the connection uses again. */
export async function gatherBody(chunks: AsyncIterable<Uint8Array>): Promise<Body> {
  const full: Uint8Array<ArrayBuffer>[] = []
  let block = new Uint8Array()
  let length = 0
  for await (let chunk of chunks) {
    while (chunk.length > 0) {
      if (length === block.length) {
        if (length > 0) full.push(block)
        // Most answers are small, and are one chunk.
        block = new Uint8Array(length === 0 ? chunk.length : blockBytes)
        length = 0
      }
      const part = chunk.subarray(0, block.length - length)
      block.set(part, length)
      length += part.length
      chunk = chunk.subarray(part.length)
    }
  }
  return length === 0 ? full : [...full, block.subarray(0, length)]
}

export const sizeOf = (body: Body): number => body.reduce((sum, block) => sum + block.length, 0)

/** Like a browser, without the mark that some servers put in front. */
export function parseJson(body: Body): unknown {
  const utf8 = new TextDecoder()
  const parts = body.map((block) => utf8.decode(block, { stream: true }))
  return JSON.parse(parts.join('') + utf8.decode())
}
