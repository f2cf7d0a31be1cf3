import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { readConfig } from '../../src/config/index.ts'
import { platform } from '../../src/platform.js'
import { goodbyesMs, stopDeadlineMs } from '../../src/start.ts'

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' }
const name = 'mistral-chatops.service'
const unit = readFileSync(join('manifest', name), 'utf8')
const settings = Object.fromEntries(
  unit.split('\n').flatMap((line) => {
    const [, key, value = ''] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? []
    return key ? [[key, value]] : []
  }),
)

test('it starts what `npm start` starts, without root, and can write nothing but its data', () => {
  expect(settings.ExecStart).toBe(packageJson.scripts.start.replace(/^node/, '/usr/bin/node'))
  expect(settings.Environment).toContain(`DATA_DIR=/var/lib/${settings.StateDirectory}`)
  expect(settings).toMatchObject({
    ...{ DynamicUser: 'yes', ProtectSystem: 'strict', ProtectHome: 'yes', NoNewPrivileges: 'yes', PrivateTmp: 'yes' },
    ...{ CapabilityBoundingSet: '', UMask: '0077', StateDirectoryMode: '0700', Restart: 'always' },
  })
  expect(Object.keys(settings)).not.toContain('ReadWritePaths')
})

test('it gives the bot longer to stop than the bot takes', () => {
  const { drainMs } = readConfig({ ...tokens, MISTRAL_ADMIN_API_KEY: 'none', ROLE_MAP: 'U012ABC:admin' }).http
  expect(Number.parseInt(settings.TimeoutStopSec ?? '', 10) * 1_000).toBeGreaterThan(
    drainMs + stopDeadlineMs + goodbyesMs,
  )
})

const readme = readFileSync('README.md', 'utf8')

// It is for a shell.
test.skipIf(!platform.hasFileModes)(
  'the README’s command for the operator reads the settings and the data of the unit',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'chatops-operator-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [command = ''] = /^ {4}cd \/opt.*$/m.exec(readme) ?? []
    expect(command).toContain(`--env-file=${settings.EnvironmentFile} `)
    expect(command).toContain(`cd ${settings.WorkingDirectory} `)
    const [dataDir = ''] = /DATA_DIR=\S+/.exec(settings.Environment ?? '') ?? []
    expect(command).toContain(`env ${dataDir} ${settings.ExecStart?.split(' ')[0]} `)
    // A value with a blank, as systemd takes it without quotes: a shell that reads the file would trip over it.
    const lines = [...Object.entries(tokens).map((pair) => pair.join('=')), 'MISTRAL_ADMIN_API_KEY=none']
    writeFileSync(join(folder, 'settings.env'), [...lines, 'DIGEST_AT=Mon 09:00', 'DATA_DIR=/nowhere'].join('\n'))
    const here = command
      .replace(`${settings.WorkingDirectory} `, `'${process.cwd()}' `)
      .replace(`${settings.EnvironmentFile}`, join(folder, 'settings.env'))
      .replace(dataDir, `DATA_DIR=${folder}`)
      .replace('/usr/bin/node', `'${process.execPath}'`)
      .replace('sudo ', '')
      .replace(/\S+$/, join(folder, 'backups', 'today.sqlite'))
    const run = () => spawnSync('sh', ['-c', here], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })
    const { status, stdout, stderr } = run()
    expect(stderr).toBe('')
    expect(stdout).toContain(`There is no database at ${join(folder, 'chatops.sqlite')}, where DATA_DIR says.`)
    expect(status).toBe(2)
  },
)

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)('systemd understands each line of it, and finds little exposed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, name)
  // Its program lies elsewhere on this machine.
  writeFileSync(path, unit.replace('/usr/bin/node', process.execPath))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', path], {
    encoding: 'utf8',
  })
  expect(stderr.split('\n').filter((line) => line.includes(name))).toEqual([])
  expect(status).toBe(0)
  const security = spawnSync('systemd-analyze', ['security', '--offline=yes', '--threshold=20', path], {
    encoding: 'utf8',
  })
  expect(security.stdout).toMatch(/Overall exposure level/)
  expect(
    security.status,
    security.stdout
      .split('\n')
      .filter((line) => line.includes('exposure'))
      .join(''),
  ).toBe(0)
})
