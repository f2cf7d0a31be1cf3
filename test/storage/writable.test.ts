import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnEachDatabase, describeOnPostgres, describeOnSqlite } from '../support/databases.ts'

describeOnEachDatabase('whether anything can be kept', (open) => {
  test('is so in a database as it should be, asked as often as one likes', async () => {
    const db = await open()
    for (let times = 0; times < 3; times++) await db.checkWritable()
  })
})

describeOnSqlite('whether anything can be kept', (open, place) => {
  test('is not so in a file that was deleted, or replaced by another', async () => {
    const db = await open()
    for (const end of ['', '-wal', '-shm']) rmSync(join(place().dataDir, `chatops.sqlite${end}`), { force: true })
    await expect(db.checkWritable()).rejects.toThrow('was deleted while it was open')
    await expect(
      db.transaction(async () => 'kept'),
      'nothing is taken that would be lost',
    ).rejects.toThrow('deleted')
    writeFileSync(join(place().dataDir, 'chatops.sqlite'), '')
    await expect(db.checkWritable()).rejects.toThrow('was replaced by another file')
  })

  test('is one write, however many ask at once', async () => {
    const db = await open()
    const [first, ...others] = Array.from({ length: 100 }, () => db.checkWritable())
    for (const other of others) expect(other).toBe(first)
    await first
    const next = db.checkWritable()
    expect(next).not.toBe(first)
    await next
  })

  test('is not so where nothing may be written', async () => {
    const db = await open()
    await sql`pragma query_only = on`.execute(db.query())
    await expect(db.checkWritable()).rejects.toThrow(/readonly|read-only/)
  })
})

describeOnPostgres('whether anything can be kept', (open) => {
  test('is not so where the server only reads, as a standby does', async () => {
    const db = await open()
    await sql`set default_transaction_read_only = on`.execute(db.query())
    await sql.raw('set session characteristics as transaction read only').execute(db.query())
    await expect(db.checkWritable()).rejects.toThrow(/read-only/)
  })
})
