import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnPostgres } from '../support/databases.ts'

describeOnPostgres('a connection that the server ends', (open) => {
  test('while it is in use fails its transaction, and neither the program nor what comes next', async () => {
    const db = await open()
    const uncaught: unknown[] = []
    const hear = (error: unknown) => uncaught.push(error)
    process.on('uncaughtException', hear)
    try {
      const work = db.transaction(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(db.query())
        // The server's goodbye arrives while nothing is asked.
        await new Promise((resolve) => setTimeout(resolve, 50))
        await sql`select 1`.execute(tx)
      })
      await expect(work).rejects.toThrow()
      expect(await db.now()).toBeInstanceOf(Date)
      expect(uncaught).toEqual([])
    } finally {
      process.off('uncaughtException', hear)
    }
  })
})
