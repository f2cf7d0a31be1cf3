import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coreMigrations } from '../src/chatops/migrations.ts'
import { registerFeatures } from '../src/chatops/routing/registry.ts'
import { features } from '../src/features/index.ts'
import { describePlatform } from '../src/platform.js'
import { storageMigrations } from '../src/storage/migrations.ts'
import { fileOfAddress } from '../src/storage/sqlite/address.ts'

const committed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '')
const program = committed
  .filter((file) => /^(src|test)\/.*\.(ts|js)$/.test(file) && file !== 'test/portable.test.ts')
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const filesWith = (pattern: RegExp, within = /./) =>
  program.filter(({ file, text }) => within.test(file) && pattern.test(text)).map(({ file }) => file)

describe('files', () => {
  test('differ by more than their case: macOS and Windows take two such for one', () => {
    const folded = Map.groupBy(committed, (file) => file.normalize('NFC').toLowerCase())
    expect([...folded.values()].filter((files) => files.length > 1)).toEqual([])
  })

  test('have names that every system takes', () => {
    const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
    const refused = committed.filter((file) =>
      file.split('/').some((part) => /[<>:"|?*\\]|[. ]$/.test(part) || reserved.test(part)),
    )
    expect(refused).toEqual([])
    expect(committed.filter((file) => file.length > 150)).toEqual([])
  })

  test('end their lines alike on every machine', () => {
    expect(readFileSync('.gitattributes', 'utf8')).toContain('* text=auto eol=lf')
    expect(program.filter(({ text }) => text.includes('\r\n')).map(({ file }) => file)).toEqual([])
  })

  test('that the bot makes are named after migrations, whose names are names of files', () => {
    const migrations = [...storageMigrations, ...coreMigrations, ...registerFeatures(features).migrations]
    for (const { name } of migrations) expect(name).toMatch(/^[a-z0-9-]+$/)
  })
})

describe('the program', () => {
  test('asks in one file which system it is on', () => {
    expect(filesWith(/process\.platform|os\.platform\(\)/, /^src/)).toEqual(['src/platform.js'])
  })

  test('listens for no signal that one of the systems lacks, but by that file', () => {
    const own = ['src/platform.js', 'src/launch.js']
    expect(filesWith(/'SIG(TERM|INT|HUP|BREAK|USR\d)'/, /^src/).filter((file) => !own.includes(file))).toEqual([])
  })

  test('puts nothing into /tmp, and takes no path from an address as it is', () => {
    expect(filesWith(/['"`]\/tmp\b/)).toEqual([])
    expect(filesWith(/import\.meta\.url\)\.pathname/)).toEqual([])
  })

  test('calls no shell', () => {
    expect(filesWith(/\{[^}]*\bexec(Sync)?\b[^}]*\} from 'node:child_process'|shell: true/, /^src/)).toEqual([])
  })
})

describe('each system', () => {
  test('has signals that ask a process to end well', () => {
    expect(describePlatform('linux').stopSignals).toEqual(['SIGTERM', 'SIGINT'])
    expect(describePlatform('darwin').stopSignals).toEqual(['SIGTERM', 'SIGINT'])
    expect(describePlatform('win32').stopSignals).not.toContain('SIGTERM')
  })

  test('finds the Node that npm brought under its own name', () => {
    expect(describePlatform('linux').bundledNode).toEqual({ folder: 'node-linux', executables: ['bin/node'] })
    expect(describePlatform('win32').bundledNode).toEqual({
      folder: 'node-win',
      executables: ['node.exe', 'bin/node.exe'],
    })
  })

  test('reads a database’s address as its own paths are written', () => {
    const [linux, windows] = [describePlatform('linux'), describePlatform('win32')]
    expect(fileOfAddress('sqlite:///srv/bot.sqlite', linux)).toBe('/srv/bot.sqlite')
    expect(fileOfAddress('sqlite:data/bot.sqlite', windows)).toBe('data/bot.sqlite')
    expect(fileOfAddress('sqlite:C:\\data\\bot.sqlite', windows)).toBe('C:\\data\\bot.sqlite')
    expect(fileOfAddress('sqlite:///C:/data/bot.sqlite', windows)).toBe('C:/data/bot.sqlite')
    expect(fileOfAddress('sqlite:///C:/data/bot.sqlite', linux)).toBe('/C:/data/bot.sqlite')
    expect(fileOfAddress('sqlite:', linux)).toBeUndefined()
  })
})
