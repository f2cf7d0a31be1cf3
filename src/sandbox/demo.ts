import type { Outcome } from '../chatops/outcome.ts'
import { startDemo } from './demo-bot.ts'
import { runOnce } from './one-shot.ts'

/** `npm run demo`: the real bot in the sandbox, in a browser. With a command behind it: one answer in the terminal. */
const words = process.argv.slice(2)
const print = (text: string) => process.stdout.write(text)

if (words.length > 0) await answerOnce(words.join(' '))
else await serve()

async function answerOnce(line: string): Promise<void> {
  const ended = Promise.withResolvers<Outcome>()
  const demo = await startDemo({ logLevel: 'error', observe: ended.resolve })
  process.exitCode = await runOnce(demo.sandbox, { line, ended: ended.promise, folder: 'demo-output', print })
  await demo.close()
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
