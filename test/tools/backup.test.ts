import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coreMigrations } from '../../src/chatops/migrations.ts'
import { platform } from '../../src/platform.js'
import { backUp } from '../../src/tools/backup.ts'
import { describeOnSqlite, type Place } from '../support/databases.ts'
import { createOutside } from './outside.ts'

async function backUpTo(path: string, place: Place) {
  const { outside, printed } = createOutside({ DATA_DIR: place().dataDir })
  return { code: await backUp([path], outside), said: printed() }
}

describeOnSqlite('db:backup', (open, place) => {
  test('makes the folder that it is told, for this user alone', async () => {
    await open(coreMigrations)
    const folder = join(place().dataDir, 'backups', 'daily')
    expect(await backUpTo(join(folder, 'today.sqlite'), place)).toMatchObject({ code: 0 })
    expect(readdirSync(folder)).toEqual(['today.sqlite'])
    if (platform.hasFileModes) expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  })

  test.each([
    ['below a file', (path: string) => writeFileSync(path, 'a note')],
    ['below a link that leads nowhere', (path: string) => symlinkSync(join(path, '..', 'nowhere'), path)],
  ])('says in a sentence that nothing can be written %s', async (_, make) => {
    await open(coreMigrations)
    const path = join(place().dataDir, 'taken')
    make(path)
    const { code, said } = await backUpTo(join(path, 'today.sqlite'), place)
    expect(said).toMatch(/^Nothing was copied: a part of .*today\.sqlite is a file.* Name another folder\.$/)
    expect(code).toBe(2)
  })

  test('makes no database where there is none, and says where it looked', async () => {
    const target = join(place().dataDir, 'backups', 'today.sqlite')
    const { code, said } = await backUpTo(target, place)
    expect(said).toContain(`There is no database at ${join(place().dataDir, 'chatops.sqlite')}, where DATA_DIR says.`)
    expect(code).toBe(2)
    expect(readdirSync(place().dataDir)).toEqual([])
  })
})

describeOnSqlite('a tool', (_, place) => {
  test.each([
    [(folder: string) => ({ DATA_DIR: join(folder, 'other') }), /other.chatops\.sqlite, where DATA_DIR says\./],
    [() => ({ DATA_DIR: '' }), /data.chatops\.sqlite, where it lies as long as DATA_DIR is not set\./],
    [
      (folder: string) => ({ DATABASE_URL: `sqlite:${join(folder, 'bot.sqlite')}` }),
      /bot\.sqlite, where DATABASE_URL says\./,
    ],
  ])('names the setting that leads nowhere, and where settings come from', async (settings, sentence) => {
    const folder = place().dataDir
    mkdirSync(join(folder, 'here'))
    const { outside, printed } = createOutside(settings(folder))
    expect(await backUp([join(folder, 'here', 'today.sqlite')], outside)).toBe(2)
    expect(printed()).toMatch(sentence)
    expect(printed()).toMatch(/Settings come from the environment and from .*\.env.*“Commands for the operator”/)
    expect(existsSync(join(folder, 'other'))).toBe(false)
    expect(readdirSync(folder)).toEqual(['here'])
  })

  test('that has no settings at all says as well where it looked for them', async () => {
    const { outside, printed } = createOutside({ SLACK_BOT_TOKEN: '' })
    expect(await backUp(['backup.sqlite'], outside)).toBe(2)
    expect(printed()).toMatch(/SLACK_BOT_TOKEN: is missing[\s\S]*Settings come from the environment and from/)
  })
})
