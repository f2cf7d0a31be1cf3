import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../manifest/socket-mode.json' with { type: 'json' }
import { createSandbox } from '../../src/sandbox/index.ts'
import { healthCommand, readContainerfile, valuesOf } from './containerfile.ts'

const [build, image] = [readContainerfile()[0]!, readContainerfile()[1]!]
const megabyte = 1024 ** 2
/** What an image may weigh, and what the base has beside Node: glibc, OpenSSL, certificates, time zones. */
const mostMegabytes = 350
const baseMegabytes = 40

describe('the container file, step by step on this machine', () => {
  const root = mkdtempSync(join(tmpdir(), 'chatops-image-'))
  const app = join(root, 'app')

  beforeAll(() => {
    mkdirSync(app)
    for (const { name, words } of build.instructions) {
      if (name === 'COPY') copy(words.split(/\s+/), app)
      // The data folder is the volume's; here it is made below.
      if (name === 'RUN' && !words.startsWith('mkdir'))
        execFileSync('sh', ['-c', words], { cwd: app, stdio: 'ignore', env: ownNode() })
    }
  }, 600_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }), 120_000)

  test(`weighs less than ${mostMegabytes} MB with its Node and its base`, () => {
    const weights = { app: sizeOf(app), node: statSync(process.execPath).size }
    const total = (weights.app + weights.node) / megabyte + baseMegabytes
    process.stdout.write(`app ${Math.round(weights.app / megabyte)} MB, in all about ${Math.round(total)} MB\n`)
    expect(total).toBeLessThan(mostMegabytes)
  })

  test('starts, adds no file to its own, is found alive, and stops on its signal', async () => {
    const sandbox = await createSandbox({ scopes: manifest.oauth_config.scopes.bot })
    const dataDir = join(root, 'data')
    mkdirSync(dataDir, { mode: 0o700 })
    const port = await freePort()
    const env = { ...ownNode(), ...sandbox.environment, DATA_DIR: dataDir, PORT: String(port), NODE_ENV: 'production' }
    const before = listFiles(app)
    const bot = spawn(process.execPath, JSON.parse(valuesOf(image, 'CMD')[0] ?? '[]'), {
      cwd: app,
      env,
      stdio: 'ignore',
    })
    const ended = new Promise<number | null>((resolve) => bot.once('exit', resolve))
    const check = () =>
      new Promise((resolve) =>
        spawn(process.execPath, healthCommand(image).slice(1), { cwd: app, env }).once('exit', resolve),
      )
    const until = Date.now() + 60_000
    while ((await check()) !== 0 && Date.now() < until) await wait(250)
    expect(await check()).toBe(0)
    bot.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(readdirSync(dataDir)).toContain('chatops.sqlite')
    // Node's own cache of what it compiled apart, which a read-only root does without.
    expect(listFiles(app).filter((file) => !file.includes('.cache'))).toEqual(
      before.filter((file) => !file.includes('.cache')),
    )
    await sandbox.close()
  }, 120_000)

  test.skipIf(spawnSync('docker', ['info']).status !== 0)(
    'is built by the engine that is here',
    () => {
      const tag = 'mistral-chatops-soak'
      execFileSync('docker', ['build', '-f', 'manifest/Containerfile', '-t', tag, '.'], { stdio: 'inherit' })
      try {
        const size = execFileSync('docker', ['image', 'inspect', '--format', '{{.Size}}', tag], { encoding: 'utf8' })
        expect(Number(size) / megabyte).toBeLessThan(mostMegabytes)
      } finally {
        execFileSync('docker', ['image', 'rm', tag], { stdio: 'ignore' })
      }
    },
    900_000,
  )
})

/** One source goes to the place that is named; several go into it as a folder. */
function copy(words: readonly string[], app: string): void {
  const place = words.at(-1) ?? './'
  for (const source of words.slice(0, -1)) {
    const target = place.endsWith('/') ? join(app, place, source) : join(app, place)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(source, target, { recursive: true })
  }
}

/** This Node is the one that the image would have; and nothing of this machine's settings comes along. */
const ownNode = (): NodeJS.ProcessEnv => ({
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: process.env.HOME,
})

function sizeOf(path: string): number {
  const { size, isDirectory } = { size: lstatSync(path).size, isDirectory: lstatSync(path).isDirectory() }
  return isDirectory ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : size
}

const listFiles = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
