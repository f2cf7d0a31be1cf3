import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startFleet } from '../limits/support/fleet.ts'
import { witnessAnswers } from '../support/answered.ts'
import { describeOnPostgres, describeOnSqlite } from '../support/databases.ts'
import { createDisk } from '../support/disk.ts'
import { expectNothingLostNothingTwice, witnessWrites } from '../support/invariants.ts'
import { startDatabaseProxy } from '../support/tcp-proxy.ts'
import { recover } from './support.ts'

const away = 'My database does not answer right now.'
const full = 'My database has no space left'

describeOnSqlite('a database that another program holds locked', (open, place) => {
  test('is waited for; when that lasts people are told, and afterwards everything goes on', async () => {
    const fleet = await startFleet(open, place)
    const { sandbox, slack, steps, time, db } = fleet
    const witness = witnessWrites(sandbox)
    const answers = witnessAnswers(slack)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    const other = new DatabaseSync(join(place().dataDir, 'chatops.sqlite'))
    other.exec('begin immediate')
    const before = fleet.outcomes.length
    await answers.act('U0CLAIRE', 'approve', () =>
      slack.submitView({ user: 'U0CLAIRE', viewId: slack.views('U0CLAIRE').at(-1)?.id ?? '', values: {} }),
    )
    let isOver = false
    const over = fleet.finished(before + 1).then(() => {
      isOver = true
    })
    while (!isOver) {
      await time.advance(500)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await over
    expect(steps.modal('U0CLAIRE')).toContain(away)
    other.exec('rollback')
    other.close()
    await recover(fleet)
    expect(await fleet.state()).toBe('open')
    await answers.act('U0CLAIRE', 'approve again', () => steps.approve('U0CLAIRE'))
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    expect(answers.findUnanswered()).toEqual([])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})

describeOnSqlite('a disk that is full', (open, place) => {
  test('lets nothing through that could not be kept, says so to people, and loses nothing', async () => {
    const disk = createDisk()
    const fleet = await startFleet(open, place)
    const { sandbox, slack, steps, db } = fleet
    const witness = witnessWrites(sandbox)
    const answers = witnessAnswers(slack)
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    disk.setFull(true)
    // What still fits into the pages that there are is taken, until nothing does.
    const reason = 'x'.repeat(480)
    let said = ''
    for (let tries = 0; tries < 60 && !said.includes(full); tries += 1) {
      await answers.act('U0SARAH', 'ask for more', () => steps.open('U0SARAH', 'limits raise'))
      const isAsked = steps.modal('U0SARAH').includes('[Ask]')
      if (isAsked)
        await answers.act('U0SARAH', 'send', () => steps.send('U0SARAH', { amount: String(51_000 + tries), reason }))
      said = steps.modal('U0SARAH')
    }
    expect(said).toContain(full)
    await answers.act('U0CLAIRE', 'approve', () => steps.submit('U0CLAIRE'))
    expect(steps.modal('U0CLAIRE')).not.toBe('')
    expect(await fleet.bots[0]!.askForText('spend')).toMatch(/^November: €/)
    disk.setFull(false)
    await recover(fleet)
    const { state, target } = (await fleet.raises()).at(-1)!
    expect(state).toBe('open')
    await answers.act('U0MARC', 'approve', () => steps.approve('U0MARC'))
    expect([await fleet.state(), witness.written]).toEqual(['applied', [Number(target)]])
    expect(answers.findUnanswered()).toEqual([])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})

describeOnPostgres('a PostgreSQL', (open, place) => {
  async function startBehindProxy(size = 1) {
    const proxy = await startDatabaseProxy(place().databaseUrl ?? '')
    const fleet = await startFleet(open, place, { size, settings: { DATABASE_URL: proxy.databaseUrl } })
    return { proxy, fleet, witness: witnessWrites(fleet.sandbox), answers: witnessAnswers(fleet.slack) }
  }

  test('that restarts answers nobody for a while, whoever acts is told, and nothing is lost or done twice', async () => {
    const { proxy, fleet, witness, answers } = await startBehindProxy(2)
    const { sandbox, slack, steps, db } = fleet
    await steps.request({ amount: '50000' })
    await steps.review('U0CLAIRE', 'approve')
    proxy.refuse(true)
    proxy.cut()
    const before = fleet.outcomes.length
    await answers.act('U0CLAIRE', 'approve', () =>
      slack.submitView({ user: 'U0CLAIRE', viewId: slack.views('U0CLAIRE').at(-1)?.id ?? '', values: {} }),
    )
    await answers.act('U0SARAH', 'spend', () =>
      slack.command({ user: 'U0SARAH', channel: slack.directMessage('U0SARAH'), text: 'spend' }),
    )
    await answers.act('U0MARC', 'a question', () =>
      slack.say({ user: 'U0MARC', channel: slack.directMessage('U0MARC'), text: 'spend last month' }),
    )
    await fleet.finished(before + 3)
    expect(steps.modal('U0CLAIRE')).toContain(away)
    for (const user of ['U0SARAH', 'U0MARC']) expect(steps.directTexts(user).join('\n')).toContain(away)
    proxy.refuse(false)
    await recover(fleet)
    await answers.act('U0CLAIRE', 'approve again', () => steps.approve('U0CLAIRE'))
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    expect(answers.findUnanswered()).toEqual([])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })

  test('that ends every connection and lets nobody in is found again when it does', async () => {
    const fleet = await startFleet(open, place)
    const witness = witnessWrites(fleet.sandbox)
    const { steps, sandbox, db } = fleet
    await steps.request({ amount: '50000' })
    const url = new URL(place().databaseUrl ?? '')
    const database = url.pathname.slice(1)
    const server = new Client({ connectionString: Object.assign(new URL(url), { pathname: 'postgres' }).href })
    await server.connect()
    await server.query(`alter database ${database} allow_connections false`)
    await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database])
    await steps.review('U0CLAIRE', 'approve').catch(() => {})
    expect(steps.modal('U0CLAIRE')).toContain(away)
    await server.query(`alter database ${database} allow_connections true`)
    await server.end()
    await recover(fleet)
    await steps.approve('U0CLAIRE')
    expect([await fleet.state(), witness.written]).toEqual(['applied', [50_000]])
    await expectNothingLostNothingTwice({ db, sandbox, witness })
  })
})
