import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startDemo } from '../../src/sandbox/demo-bot.ts'
import { sandboxChannels } from '../../src/sandbox/world.ts'

/** Whether that port also listens at an address beside 127.0.0.1, as one that is open to other machines does. */
async function isOpenToOthers(port: string): Promise<boolean> {
  const socket = connect(Number(port), '::1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

test('the demo, its Slack, its Mistral and its bot listen on this machine alone', { timeout: 20_000 }, async () => {
  const { sandbox, close } = await startDemo({ logLevel: 'silent' })
  onTestFinished(close)
  const { slack, mistral } = sandbox
  const finops = sandboxChannels.finops.id
  await slack.command({ user: 'U0SARAH', channel: finops, text: 'spend' })
  const chart = await slack.waitFor(
    () =>
      slack
        .messages({ channel: finops, as: 'U0SARAH' })
        .flatMap(({ blocks }) => blocks)
        .find((block) => block.type === 'image')?.image_url,
    { timeoutMs: 15_000 },
  )
  const ports = [sandbox.url, slack.url, mistral.url, chart].map((url) => new URL(url).port)
  expect(new Set(ports).size).toBe(4)
  for (const port of ports) expect(await isOpenToOthers(port), port).toBe(false)
})
