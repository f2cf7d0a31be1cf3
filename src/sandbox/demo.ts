import { readFile } from 'node:fs/promises'
import type { Outcome } from '../chatops/routing/outcome.ts'
import { startDemo } from './demo-bot.ts'
import { runOnce } from './one-shot.ts'
import { createFaultSwitches } from './page/fault-switches.ts'
import { parseStory, StoryError } from './story/parse.ts'
import { playStory } from './story/play.ts'

/**
 * `npm run demo`: the real bot in the sandbox, in a browser. With a command behind it: one answer in the terminal. With
 * `--script <file>`: a story (see story/parse.ts), played and printed.
 */
const [first, ...rest] = process.argv.slice(2)
const print = (text: string) => process.stdout.write(text)

if (first === undefined) await serve()
else if (first === '--script') await tell(rest[0])
else await answerOnce([first, ...rest].join(' '))

async function answerOnce(line: string): Promise<void> {
  const ended = Promise.withResolvers<Outcome>()
  const demo = await startDemo({ logLevel: 'error', observe: ended.resolve })
  process.exitCode = await runOnce(demo.sandbox, { line, ended: ended.promise, folder: 'demo-output', print })
  await demo.close()
}

async function tell(file: string | undefined): Promise<void> {
  try {
    if (file === undefined) throw new StoryError('--script wants the name of a file that holds a story')
    const steps = parseStory(await readFile(file, 'utf8'))
    const demo = await startDemo({ logLevel: 'error' })
    const { slack, mistral, clock } = demo.sandbox
    await playStory({ slack, mistral, clock, faults: createFaultSwitches(slack, mistral) }, steps, print).finally(
      demo.close,
    )
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  }
}

async function serve(): Promise<void> {
  const demo = await startDemo({ port: 8080, logLevel: 'warn' })
  print(`The bot is at ${demo.sandbox.url} in a sandbox: type /mistral spend there. Ctrl-C ends it.\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      demo.close().catch((error: unknown) => {
        process.stderr.write(`${error}\n`)
        process.exitCode = 1
      })
    })
}
