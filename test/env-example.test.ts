import { globSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readConfig, settingNames } from '../src/config/index.ts'

const file = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
const setting = /^(# )?([A-Z][A-Z0-9_]+)=(.*)$/
const lines = file.split('\n')
const namesIn = (text: string) => text.split('\n').flatMap((line) => setting.exec(line)?.[2] ?? [])
const required = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', MISTRAL_ADMIN_API_KEY: 'key' }

describe('.env.example', () => {
  test('holds every setting once, in the order of the schema', () => {
    expect(namesIn(file)).toEqual(settingNames)
  })

  test('is grouped as the settings are', () => {
    const groups = file.split(/^# ── (.+?) ─+$/m)
    const byTitle = groups.flatMap((title, index) =>
      index % 2 === 1 ? [[title, namesIn(groups[index + 1] ?? '')[0]]] : [],
    )
    expect(byTitle).toEqual([
      ['Slack', 'SLACK_BOT_TOKEN'],
      ['Mistral', 'MISTRAL_ADMIN_API_KEY'],
      ['Storage', 'DATABASE_URL'],
      ['People', 'ROLE_MAP'],
      ['Places and times', 'APPROVALS_CHANNEL'],
      ['Policy', 'APPROVAL_BANDS'],
    ])
  })

  test('says of what nothing reads that it is not used yet', () => {
    const program = globSync('src/**/*.ts')
      .filter((path) => !/src[\\/](config|sandbox)[\\/]/.test(path))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
      // That a secret is kept out of the log is no use of it.
      .replace(/export function secretsOf[\s\S]*?\n}/, '')
    const unused = Object.entries({
      POLL_INTERVAL: 'pollIntervalMs',
      ALERTS_CHANNEL: 'places.alerts',
      DIGEST_CHANNEL: 'places.digest',
      REPORT_CURRENCY: 'reportCurrency',
      HEARTBEAT_URL: 'heartbeatUrl',
    }).filter(([, property]) => !program.includes(property))
    const names = unused.map(([name]) => name)
    const told = file.split('\n\n').filter((paragraph) => paragraph.includes('# Not used yet:'))
    expect(told.flatMap(namesIn)).toEqual(names)
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    for (const name of names) expect(readme).toMatch(new RegExp(`\`${name}\`.* nothing uses it yet`))
  })

  test('leaves only what is required to be filled in', () => {
    expect(parseEnv(file)).toEqual({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', MISTRAL_ADMIN_API_KEY: '' })
    for (const name of Object.keys(required)) {
      const place = lines.findIndex((line) => line.startsWith(`${name}=`))
      const comment = lines.slice(lines.lastIndexOf('', place) + 1, place).join(' ')
      expect(comment).toMatch(/^# Required[.,]/)
    }
  })

  test('copied and filled in, it starts the bot with its defaults', () => {
    expect(readConfig({ ...parseEnv(file), ...required })).toEqual(readConfig(required))
  })

  test('states the true defaults, and the values that it proposes are accepted', () => {
    const uncommented = lines.map((line) => (setting.test(line) ? line.replace(/^# /, '') : line)).join('\n')
    const stated = parseEnv(uncommented)
    expect(Object.keys(stated)).toHaveLength(settingNames.length)
    expect(readConfig({ ...stated, ...required })).toEqual(readConfig(required))
  })

  test('states a default wherever there is one', () => {
    const withDefault = settingNames.filter((name) => {
      const line = lines.find((text) => setting.exec(text)?.[2] === name)
      return line !== undefined && !line.endsWith('=')
    })
    const without = settingNames.filter((name) => !withDefault.includes(name))
    expect(without).toEqual([
      ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'HOST', 'PUBLIC_URL'],
      ...[
        'MISTRAL_ADMIN_API_KEY',
        'DATABASE_URL',
        'TEST_DATABASE_URL',
        'ROLE_MAP',
        'APPROVALS_CHANNEL',
        'ALERTS_CHANNEL',
        'DIGEST_CHANNEL',
      ],
      ...['MAX_LIMIT', 'REPORT_CURRENCY', 'RATES_FILE', 'HEARTBEAT_URL'],
    ])
  })

  test('explains each setting just above it, in lines that fit', () => {
    const places = lines.flatMap((line, index) => (setting.test(line) ? [index] : []))
    for (const place of places) {
      const above = lines.slice(0, place).findLast((line) => !setting.test(line))
      expect(above).toMatch(/^# .*[a-z]/)
    }
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
  })
})
