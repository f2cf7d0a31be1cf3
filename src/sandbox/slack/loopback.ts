/** The sandbox talks to this machine alone. */
export function isLoopback(url: string): boolean {
  const { hostname, protocol } = new URL(url)
  return protocol.startsWith('http') && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** What Slack's servers would see when they fetch an image of the bot; other machines are never asked. */
export async function fetchImage(url: string): Promise<{ status: number; contentType: string; bytes: Buffer }> {
  if (!isLoopback(url)) throw new Error(`the sandbox fetches from this machine only, not from ${new URL(url).host}`)
  const response = await fetch(url, { redirect: 'error' })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}
