import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { UpstreamError } from '../../src/domain/errors.ts'
import { explainFailure } from '../../src/tools/explain-failure.ts'

const caught = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}
const withCode = (code: string, more: object = {}) => Object.assign(new Error('secret'), { code, ...more })

test('what an operator can mend is a sentence, without the words of the error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-failure-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const missing = join(folder, 'missing')
  expect([
    explainFailure(caught(() => readFileSync(missing)))?.replace(missing, '<path>'),
    explainFailure(withCode('EMFILE', { path: '/x' })),
    explainFailure(withCode('ERR_SQLITE_ERROR', { errcode: 13 })),
    explainFailure(withCode('57P01', { severity: 'FATAL' })),
    explainFailure(new Error('Connection terminated unexpectedly')),
    explainFailure(withCode('25006')),
    explainFailure(new UpstreamError('slack', 'down', 'users.info')),
  ]).toMatchInlineSnapshot(`
    [
      "<path> is not there. Check its spelling, and in which folder you are.",
      "/x cannot be used (EMFILE).",
      "The database has no room left. Make room on its disk, and run this again.",
      "The database does not answer, or another program holds it. Run this again once it does.",
      "The database does not answer, or another program holds it. Run this again once it does.",
      "The database cannot be used as it is. Ask npm run doctor what is wrong with it.",
      "Slack did not answer as it should (down). Ask npm run doctor what is wrong.",
    ]
  `)
})

test('what only its author can mend keeps its place in the code', () => {
  for (const error of [new TypeError('x is not a function'), withCode('42703'), 'a text', undefined])
    expect(explainFailure(error)).toBeUndefined()
})
