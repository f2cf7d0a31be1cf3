import { expect, test } from 'vitest'
import { startSteps } from '../support/raise.ts'
import { readTrail, refusalsIn, verifyTrail } from '../support/trail.ts'

test('the trail holds each step in order, says who and why, and verifies, also by the head that was posted', async () => {
  const { running, steps } = await startSteps({ APPROVAL_BANDS: '0:2' })
  await steps.request({ amount: '50000' })
  await steps.review('U0SARAH', 'approve')
  await steps.approve('U0CLAIRE')
  await steps.review('U0MARC', 'approve')
  await steps.submit('U0MARC', { note: 'Until the batch is fixed.' })
  const records = await readTrail(running)
  const happened = records.filter(({ action }) => action !== 'person.bound')
  expect(happened.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'limit.requested done',
    'access.refused refused',
    'limit.reviewed done',
    'limit.approved done',
    'limit.reviewed done',
    'limit.approved done',
    'limit.attempted unknown',
    'limit.written done',
    'limit.applied done',
  ])
  const [requested, refused, , , , approved, , , applied] = happened
  expect(requested).toMatchObject({ text: 'Batch looped; customers need the API.' })
  expect(new Set(happened.map(({ subject }) => subject))).toEqual(new Set([requested?.subject]))
  expect(refused?.actorId).toBe(requested?.actorId)
  expect(approved).toMatchObject({ text: 'Until the batch is fixed.' })
  expect(JSON.parse(approved?.before ?? '')).toMatchObject({ limit: '45000', use: expect.stringMatching(/^26904/) })
  expect(JSON.parse(applied?.after ?? '')).toEqual({ limit: '50000', version: 1, proof: 'readBack' })
  expect(applied?.actorId).toBeNull()

  const posted = /Audit trail up to here: `?([0-9a-f]{64})/.exec(steps.threadTexts().join('\n'))?.[1]
  expect(posted).toBe(records.at(-1)?.hash)
  expect(await verifyTrail(running, posted)).toMatchObject({ whole: true, head: { sequence: records.length } })
  expect(await verifyTrail(running, 'f'.repeat(64))).toMatchObject({ whole: false, problem: 'headUnknown' })
})

test('a denial posts the head of the trail into its thread as well', async () => {
  const { running, steps } = await startSteps()
  await steps.request({ amount: '50000' })
  await steps.deny('U0NADIA', 'No budget.')
  const posted = /Audit trail up to here: `?([0-9a-f]{64})/.exec(steps.threadTexts().join('\n'))?.[1]
  expect(posted).toBe((await readTrail(running)).at(-1)?.hash)
  expect(await verifyTrail(running, posted)).toMatchObject({ whole: true })
})

test('names, Slack ids, addresses and reasons are beside the chain, never in it', async () => {
  const { running, steps } = await startSteps()
  await steps.request({ amount: '50000', reason: 'Secret launch of Northwind Air.' })
  await steps.review('U0SARAH', 'approve')
  await steps.approve('U0CLAIRE')
  const chain = JSON.stringify((await readTrail(running)).map(({ text: _text, salt: _salt, ...entry }) => entry))
  expect(chain).not.toMatch(/Sarah|Claire|U0|@|Secret|Northwind Air/)
  expect(await refusalsIn(running)).toEqual(['limits.approve needsDecider'])
})
