import { readFile } from 'node:fs/promises'
import type { Outcome } from '../chatops/routing/outcome.ts'
import { type Language, languages } from '../domain/language.ts'
import { platform } from '../platform.js'
import { startDemo } from './demo-bot.ts'
import { runOnce } from './one-shot.ts'
import { createFaultSwitches } from './page/fault-switches.ts'
import { parseStory, StoryError } from './story/parse.ts'
import { playStory } from './story/play.ts'

/**
 * `npm run demo`: the real bot in the sandbox, in a browser. With a command behind it: one answer in the terminal. With
 * `--script <file>`: a story (see story/parse.ts), played and printed. With `--language fr` before any of it: everybody
 * has set Slack to French, and posts are in French.
 */
const { language, words } = takeLanguage(process.argv.slice(2))
const [first, ...rest] = words
const print = (text: string) => process.stdout.write(text)
// Whoever reads through `head` has seen enough: the rest is done all the same, and told to nobody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

if (language === undefined) refuse(`--language wants one of ${languages.join(', ')}`)
else if (first === undefined) await serve(language)
else if (first === '--script') await tell(rest[0], language)
else await answerOnce([first, ...rest].join(' '), language)

function takeLanguage(given: readonly string[]): { language: Language | undefined; words: readonly string[] } {
  if (given[0] !== '--language') return { language: 'en', words: given }
  return { language: languages.find((known) => known === given[1]), words: given.slice(2) }
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n`)
  process.exitCode = 1
}

async function answerOnce(line: string, spoken: Language): Promise<void> {
  const ended = Promise.withResolvers<Outcome>()
  const demo = await startDemo({ logLevel: 'error', language: spoken, observe: ended.resolve })
  process.exitCode = await runOnce(demo.sandbox, { line, ended: ended.promise, folder: 'demo-output', print })
  await demo.close()
}

async function tell(file: string | undefined, spoken: Language): Promise<void> {
  try {
    if (file === undefined) throw new StoryError('--script wants the name of a file that holds a story')
    const steps = parseStory(await readFile(file, 'utf8'))
    const demo = await startDemo({ logLevel: 'error', language: spoken })
    const { slack, mistral, clock } = demo.sandbox
    const faults = createFaultSwitches(slack, mistral)
    await playStory({ slack, mistral, clock, faults, settle: demo.settle }, steps, print).finally(demo.close)
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error))
  }
}

async function serve(spoken: Language): Promise<void> {
  const demo = await startDemo({ port: 8080, logLevel: 'warn', language: spoken })
  print(`The bot is at ${demo.sandbox.url} in a sandbox: type /mistral spend there. Ctrl-C ends it.\n`)
  for (const signal of platform.stopSignals)
    process.once(signal, () => {
      demo.close().catch((error: unknown) => {
        process.stderr.write(`${error}\n`)
        process.exitCode = 1
      })
    })
}
