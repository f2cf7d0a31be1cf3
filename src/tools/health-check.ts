import { readConfigAsFarAsSound, readEnvironment } from '../config/index.ts'

/** For a container's health check, where there is neither a shell nor curl: 0 where the bot's process answers. */
const { host = '127.0.0.1', port } = readConfigAsFarAsSound(readEnvironment()).config.http
// Listening on all addresses includes this one, which nobody can connect to everywhere by "0.0.0.0".
const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
const address = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/healthz`
const isAlive = await fetch(address, { signal: AbortSignal.timeout(4_000) }).then(
  ({ ok }) => ok,
  () => false,
)
process.exitCode = isAlive ? 0 : 1
