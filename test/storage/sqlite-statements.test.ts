import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createStatements } from '../../src/storage/sqlite/statements.ts'

function openFile(): DatabaseSync {
  const file = new DatabaseSync(':memory:')
  onTestFinished(() => file.close())
  file.exec('create table people (name text)')
  return file
}

describe('statements of SQLite', () => {
  test('are read once, however often they are asked for', () => {
    const statements = createStatements(openFile())
    const sql = 'select name from people'
    expect(statements.prepare(sql)).toBe(statements.prepare(sql))
  })

  test('tell apart what gives rows from what changes them', () => {
    const statements = createStatements(openFile())
    expect(statements.prepare('insert into people values (?)').hasRows).toBe(false)
    expect(statements.prepare('insert into people values (?) returning name').hasRows).toBe(true)
  })

  test('know a column that came after they were read', () => {
    const file = openFile()
    const statements = createStatements(file)
    statements.prepare('insert into people (name) values (?)').statement.run('Claire')
    expect(statements.prepare('select * from people').statement.all()).toEqual([{ name: 'Claire' }])
    file.exec("alter table people add column zone text default 'Europe/Paris'")
    expect(statements.prepare('select * from people').statement.all()).toEqual([
      { name: 'Claire', zone: 'Europe/Paris' },
    ])
  })

  test('are let go when there are too many, the one that was not used for longest first', () => {
    const statements = createStatements(openFile())
    const [first, second] = ['select 1', 'select 2'].map((sql) => statements.prepare(sql))
    for (let number = 3; number <= 300; number += 1) statements.prepare(`select ${number}`)
    expect(statements.prepare('select 1')).toBe(first)
    statements.prepare('select 301')
    expect(statements.prepare('select 1')).toBe(first)
    expect(statements.prepare('select 2')).not.toBe(second)
  })
})
