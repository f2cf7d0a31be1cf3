import { connect as connectPlain, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { request } from 'undici'
import { noChart } from '../../chatops/pictures/chart-links.ts'
import { type Finding, ok, problem, type SoundConfig, warning } from './finding.ts'

const timeoutMs = 5_000

export interface AddressFacts {
  readonly transport: 'socket' | 'http'
  /** `other`: something answers, and it is not the bot. undefined: not set. */
  readonly publicUrl: 'bot' | 'other' | 'silent' | undefined
  readonly heartbeat: 'reachable' | 'silent' | undefined
}

export async function gatherAddresses({
  http,
  heartbeatUrl,
  slack,
}: Pick<SoundConfig, 'http' | 'heartbeatUrl' | 'slack'>): Promise<AddressFacts> {
  return {
    transport: slack.appToken ? 'socket' : 'http',
    publicUrl: http.publicUrl === undefined ? undefined : await askForChart(http.publicUrl),
    heartbeat: heartbeatUrl === undefined ? undefined : await knock(new URL(heartbeatUrl)),
  }
}

/** A picture that is not there: only what Slack itself has to reach is asked for, so that a proxy may refuse all else. */
async function askForChart(publicUrl: string): Promise<AddressFacts['publicUrl']> {
  try {
    const address = new URL('./charts/none.png', publicUrl.endsWith('/') ? publicUrl : `${publicUrl}/`)
    const { statusCode, headers, body } = await request(address, { signal: AbortSignal.timeout(timeoutMs) })
    await body.dump()
    const isOurs = Object.entries(noChart).every(([name, value]) => headers[name] === value)
    return statusCode === 404 && isOurs ? 'bot' : 'other'
  } catch {
    return 'silent'
  }
}

/** Only a connection: a request would tell the dead man's switch that the bot is well. */
function knock({ protocol, hostname, port }: URL): Promise<'reachable' | 'silent'> {
  const isTls = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const where = {
    host,
    port: Number(port) || (isTls ? 443 : 80),
    timeout: timeoutMs,
    ...(isIP(host) ? {} : { servername: host }),
  }
  return new Promise((resolve) => {
    const socket = isTls ? connectTls(where, () => end('reachable')) : connectPlain(where, () => end('reachable'))
    const end = (how: 'reachable' | 'silent') => {
      socket.destroy()
      resolve(how)
    }
    socket.once('error', () => end('silent'))
    socket.once('timeout', () => end('silent'))
  })
}

export function judgeAddresses({ transport, publicUrl, heartbeat }: AddressFacts): readonly Finding[] {
  return [judgePublicUrl(publicUrl, transport), judgeHeartbeat(heartbeat)]
}

function judgePublicUrl(publicUrl: AddressFacts['publicUrl'], transport: AddressFacts['transport']): Finding {
  switch (publicUrl) {
    case undefined:
      return ok('PUBLIC_URL is not set: the charts of private answers go into direct messages.')
    case 'bot':
      return ok('PUBLIC_URL reaches the bot from here. Whether Slack reaches it too shows with the first chart.')
    case 'other':
      return problem(
        'PUBLIC_URL/charts/ is answered by something that is not the bot.',
        `Check that the proxy passes ${transport === 'http' ? '/charts/ and /slack/events' : '/charts/'} to the bot, and nothing else.`,
      )
    case 'silent':
      return warning(
        'Nothing answers at PUBLIC_URL, seen from this machine.',
        `Start the bot, and check DNS, certificate and proxy${transport === 'http' ? '; Slack calls the bot there' : ''}.`,
      )
  }
}

function judgeHeartbeat(heartbeat: AddressFacts['heartbeat']): Finding {
  switch (heartbeat) {
    case undefined:
      return warning(
        'HEARTBEAT_URL is not set: nobody is told when the bot itself stops.',
        'Make a check at a dead man’s switch (an hour is a good period), and set its address.',
      )
    case 'reachable':
      return ok('The host of HEARTBEAT_URL can be reached. It was not called: that would count as a heartbeat.')
    case 'silent':
      return problem('The host of HEARTBEAT_URL cannot be reached.', 'Check the address and the firewall.')
  }
}
