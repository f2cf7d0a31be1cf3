import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { readConfig, readEnvironment } from '../../src/config/index.ts'

/** What a team would write that only wants to see a command arrive: Bolt as it comes, one command, its words back. */
process.once('disconnect', () => process.exit())
const { botToken, appToken, signingSecret = '', apiUrl } = readConfig(readEnvironment()).slack
const clientOptions = { slackApiUrl: apiUrl }
const receiver = appToken
  ? new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { ...clientOptions } } })
  : new HTTPReceiver({ signingSecret })
const app = new App({ token: botToken, receiver, clientOptions })
app.command('/mistral', async ({ ack, command, respond }) => {
  await ack()
  await respond(command.text)
  process.send?.('answered')
})
const server = await app.start(0)
process.send?.({ port: appToken ? 0 : portOf(server) })

function portOf(listening: unknown): number {
  if (!listening || typeof listening !== 'object' || !('address' in listening)) throw new Error('nothing listens')
  const { address } = listening
  if (typeof address !== 'function') throw new Error('nothing listens')
  return (address.call(listening) as AddressInfo).port
}
