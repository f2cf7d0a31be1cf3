import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { platform } from '../src/platform.js'

const folder = mkdtempSync(join(tmpdir(), 'launch-'))
afterAll(() => rmSync(folder, { recursive: true }))

const canAskToEnd = platform.stopSignals.includes('SIGTERM')

const launcher = resolve('src/launch.js')
/** Stripped of its types by whichever Node runs it in the end. */
const program = join(folder, 'program.mts')
writeFileSync(
  program,
  `const words: readonly string[] = process.argv.slice(2)
process.on('SIGTERM', () => process.exit(7))
process.stdout.write(JSON.stringify({ node: process.versions.node, words }))
if (words.includes('wait')) setInterval(() => {}, 1000)
else process.exitCode = 5
`,
)

/** This Node, which takes itself for an older one. */
const old = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})',
]

const run = (...words: string[]) => spawnSync(process.execPath, words, { encoding: 'utf8' })

describe('a program is started', () => {
  test('by the Node that was called, where that is new enough', () => {
    const { status, stdout } = run(launcher, program, 'one', 'two words')
    expect(JSON.parse(stdout)).toEqual({ node: process.versions.node, words: ['one', 'two words'] })
    expect(status).toBe(5)
  })

  // There is no such package for macOS, whose users are told so.
  describe.skipIf(process.platform === 'darwin')('by the one that npm brought, where it is older', () => {
    test('with its words and its exit code', () => {
      const { status, stdout } = run(...old, launcher, program, 'one', 'two words')
      expect(JSON.parse(stdout)).toMatchObject({ node: expect.stringMatching(/^24\./), words: ['one', 'two words'] })
      expect(status).toBe(5)
    })

    // Windows ends the launcher at once, and its child with the console.
    test.skipIf(!canAskToEnd)('and told to end when the launcher is', async () => {
      const child = spawn(process.execPath, [...old, launcher, program, 'wait'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      child.kill('SIGTERM')
      expect(await once(child, 'exit')).toEqual([7, null])
    })
  })

  test('by none, with the way to get one, where npm brought none', () => {
    const elsewhere = join(folder, 'src', 'launch.mjs')
    mkdirSync(join(folder, 'src'))
    copyFileSync(launcher, elsewhere)
    copyFileSync(resolve('src/platform.js'), join(folder, 'src', 'platform.js'))
    const { status, stdout, stderr } = run(...old, elsewhere, program)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^This needs Node 24\.15 or newer, and this is 20\.20\.2\.\n.*`npm ci`/)
  })
})
