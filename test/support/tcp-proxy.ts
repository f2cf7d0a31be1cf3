import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TcpProxy {
  readonly port: number
  /** Ends every connection without a word, as a server does that is killed or a cable that is cut. */
  cut(): void
  /** While it is so, whoever connects is sent away. */
  refuse(isRefusing: boolean): void
  readonly connections: number
}

/** Stands between the bot and a server, so that the way to it can break and the server need not. */
export async function startTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isRefusing = false
  const server = createServer((near) => {
    if (isRefusing) return void near.destroy()
    const far = connect(target)
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(far).pipe(near)
    for (const socket of pair) {
      // What is cut tells both ends by closing.
      socket.on('error', () => {})
      socket.once('close', () => {
        pairs.delete(pair)
        near.destroy()
        far.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  onTestFinished(() => {
    server.close()
    cut()
  })
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    refuse(refusing) {
      isRefusing = refusing
    },
    get connections() {
      return pairs.size
    },
  }
}

/** The same database, through a proxy. */
export async function startDatabaseProxy(databaseUrl: string): Promise<TcpProxy & { readonly databaseUrl: string }> {
  const url = new URL(databaseUrl)
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) })
  const through = Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String(proxy.port) })
  return Object.assign(proxy, { databaseUrl: through.href })
}
