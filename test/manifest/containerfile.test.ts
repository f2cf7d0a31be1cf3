import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/index.ts'
import { startBot } from '../support/bot.ts'
import { healthCommand, readContainerfile, valuesOf } from './containerfile.ts'

const stages = readContainerfile()
const [build, image] = [stages[0]!, stages[1]!]
const committed = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')

test('the image is made in two stages, and the second has no shell, no package manager and no root', () => {
  expect(stages).toHaveLength(2)
  expect(image.from).toMatch(/^gcr\.io\/distroless\/nodejs24-\w+:nonroot(@sha256:[0-9a-f]{64})?$/)
  const [uid] = valuesOf(image, 'USER')[0]?.split(':') ?? []
  expect(Number(uid)).toBeGreaterThan(999)
  expect(valuesOf(image, 'RUN')).toEqual([])
  expect([...valuesOf(build, 'ADD'), ...valuesOf(image, 'ADD')]).toEqual([])
})

test('how a base image is pinned stands there for each of them', () => {
  const text = readFileSync('manifest/Containerfile', 'utf8')
  for (const { from } of stages) expect(text).toContain(`imagetools inspect ${from.replace(/@.*/, '')}\n`)
})

test('what it copies is in the repository, and is let through to the builder', () => {
  const allowed = readFileSync('manifest/Containerfile.dockerignore', 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
  const sources = valuesOf(build, 'COPY').flatMap((words) => words.split(/\s+/).slice(0, -1))
  expect(sources.length).toBeGreaterThan(4)
  for (const source of sources) {
    expect(
      committed.some((file) => file === source || file.startsWith(`${source}/`)),
      source,
    ).toBe(true)
    expect(
      allowed.some((path) => source === path || source.startsWith(`${path}/`)),
      source,
    ).toBe(true)
  }
  expect(image.instructions.filter(({ name }) => name === 'COPY').map(({ options }) => options.from)).toEqual([
    'build',
    'build',
  ])
})

test('only production packages come along, no package runs a script, and the bundled Node stays out', () => {
  expect(valuesOf(build, 'RUN')).toEqual([
    'npm ci --omit=dev --ignore-scripts',
    'node src/tools/leave-out-node.js',
    'mkdir -m 0700 /data',
  ])
})

test('data, port and signal are those of the settings', () => {
  const required = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', MISTRAL_ADMIN_API_KEY: 'key' }
  const environment = Object.fromEntries(
    valuesOf(image, 'ENV').flatMap((words) => words.split(/\s+/).map((pair) => pair.split('='))),
  )
  const { http, storage } = readConfig({ ...required, ...environment })
  expect(valuesOf(image, 'VOLUME')).toEqual([storage.dataDir])
  expect(valuesOf(image, 'EXPOSE')).toEqual([String(http.port)])
  expect(valuesOf(image, 'STOPSIGNAL')).toEqual(['SIGTERM'])
  const { options } = image.instructions.find(({ name, words }) => name === 'COPY' && words.startsWith('/data'))!
  expect(options.chown).toBe(valuesOf(image, 'USER')[0])
})

test('commands for the operator are written for an image whose entry is Node and whose data is a volume', () => {
  const entry = JSON.parse(valuesOf(image, 'ENTRYPOINT')[0] ?? '[]')
  expect(entry).toEqual(['/nodejs/bin/node'])
  const start: string[] = JSON.parse(valuesOf(image, 'CMD')[0] ?? '[]')
  const texts = ['README.md', 'manifest/Containerfile'].map((path) => readFileSync(path, 'utf8'))
  const commands = texts.flatMap((text) => text.replaceAll(/\\\n#\s+/g, '').match(/docker run --rm.*$/gm) ?? [])
  expect(commands).toHaveLength(2)
  for (const command of commands) {
    expect(command).toContain(`:${valuesOf(image, 'VOLUME')[0]} --env-file .env mistral-chatops ${start[0]} src/tools/`)
    expect(committed).toContain(/src\/tools\/\S+/.exec(command)?.[0])
  }
})

test('each npm script of an operator is the program that the README says', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const operators = ['doctor', 'audit:verify', 'db:backup', 'db:copy', 'person:forget', 'slack:move', 'leave']
  for (const name of operators) expect(scripts[name]).toBe(`node src/launch.js src/tools/${name.replace(':', '-')}.ts`)
})

test('the health check tells a bot that lives from one that is gone', async () => {
  const { bot, stop } = await startBot()
  const [node = '', ...words] = healthCommand(image)
  expect(node).toBe('/nodejs/bin/node')
  const env = { ...process.env, PORT: String(bot.port) }
  const check = () => spawnSync(process.execPath, words, { env, timeout: 15_000 }).status
  // Not synchronously: the bot that answers lives in this process.
  const { spawn } = await import('node:child_process')
  const alive = await new Promise((resolve) => spawn(process.execPath, words, { env }).once('exit', resolve))
  expect(alive).toBe(0)
  await stop()
  expect(check()).toBe(1)
})
