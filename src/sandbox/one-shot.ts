import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from '../chatops/routing/outcome.ts'
import type { Sandbox } from './index.ts'
import { printMessage } from './print-message.ts'
import type { SandboxMessage, SandboxSlack } from './slack/index.ts'
import { sandboxChannels } from './world.ts'

export interface OneShot {
  readonly line: string
  /** Resolves when the bot has finished the command. */
  readonly ended: Promise<Outcome>
  /** Where its charts are saved. */
  readonly folder: string
  print(text: string): void
}

/** Types one command as Sarah in #finops, prints what she sees, saves her charts, and returns the exit code. */
export async function runOnce({ slack }: Sandbox, { line, ended, folder, print }: OneShot): Promise<number> {
  const [, command = '/mistral', text = ''] = /^(?:(\/\S+)\s*)?([\s\S]*)/.exec(line.trim()) ?? []
  const user = 'U0SARAH'
  const channel = sandboxChannels.finops.id
  const { acknowledged } = await slack.command({ user, channel, command, text })
  const result = acknowledged ? (await ended).result : 'failed'
  const messages = slack.messages({ channel, as: user })
  for (const message of messages) print(printMessage(message, slack))
  for (const [index, bytes] of (await listCharts(slack, messages)).entries()) {
    const path = join(folder, `${nameFile(text)}${index > 0 ? `-${index + 1}` : ''}.png`)
    await mkdir(folder, { recursive: true })
    await writeFile(path, bytes)
    print(`Chart: ${path}\n`)
  }
  return result === 'answered' ? 0 : 1
}

/** A private answer names its pictures by address; what is posted carries them as files. */
async function listCharts(slack: SandboxSlack, messages: readonly SandboxMessage[]): Promise<Buffer[]> {
  const addresses = messages
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === 'image' && block.image_url ? [block.image_url] : []))
  const fetched = await Promise.all(addresses.map((address) => slack.fetchImage(address)))
  return [...fetched, ...slack.files()].map(({ bytes }) => bytes)
}

/** "spend last month" → "spend-last-month". */
const nameFile = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'chart'
