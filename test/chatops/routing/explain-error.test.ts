import { describe, expect, test } from 'vitest'
import { explainError, isRefusal } from '../../../src/chatops/routing/explain-error.ts'
import { registerFeatures } from '../../../src/chatops/routing/registry.ts'
import {
  Conflict,
  InvalidInput,
  NotAllowed,
  NotFound,
  UpstreamError,
  type UpstreamReason,
} from '../../../src/domain/errors.ts'
import { runAsRequest } from '../../../src/domain/request.ts'
import { features } from '../../../src/features/index.ts'
import { createLog } from '../../../src/log.ts'
import { DatabaseUnavailable } from '../../../src/storage/errors.ts'
import { reader, sketch } from '../../features/sketch.ts'

const lines: string[] = []
const log = createLog('debug', [], (line) => lines.push(line))
const core = { log, features: registerFeatures(features) }
const explain = (error: unknown): string => sketch(explainError(error, 'spend', reader(), core))
const said = (error: unknown): string => explainError(error, 'spend', reader(), core).text

/** The addresses that the buttons below a message open. */
const opens = (error: unknown): (string | undefined)[] =>
  explainError(error, 'spend', reader(), core).blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map((element) => ('url' in element ? element.url : undefined)) : [],
  )

describe('what can only be done in the Admin Panel is one click away', () => {
  test.each(['nobodyDecides', 'tooFewDecide', 'notThereYet', 'writesOff'])('%s', (reason) =>
    expect(opens(new NotAllowed(reason))).toEqual(['https://admin.mistral.ai/organization/billing']),
  )

  test('figures without an Admin API key', () =>
    expect(opens(new UpstreamError('mistral', 'notConfigured', 'GET /usage'))).toEqual([
      'https://admin.mistral.ai/organization/usage',
    ]))

  test('and nothing is offered where the panel does not help', () => {
    expect(opens(new NotAllowed('guest'))).toEqual([])
    expect(opens(new UpstreamError('mistral', 'down', 'GET /usage'))).toEqual([])
  })
})

describe('what a person reads', () => {
  test('about what they typed', () => {
    expect(explain(new InvalidInput('period', 'sóon', ['last month', '2026-10', '7d']))).toMatchSnapshot()
    expect(explain(new NotFound('workspace', '<!here> "x"', ['workspace:"R&D"']))).toMatchSnapshot()
    expect(explain(new InvalidInput('option', ''))).toMatchSnapshot()
  })

  test.each([
    'guest',
    'deactivated',
    'bot',
    'foreign',
    'noRole',
    'needsDecider',
    'notYours',
    'external',
    'archived',
    'inviteMe',
    'direct',
    'notShareable',
  ])('when they may not: %s', (reason) => {
    const text = said(new NotAllowed(reason))
    expect(text).not.toContain('This is not allowed')
    expect(text).toMatchSnapshot()
  })

  const reasons: UpstreamReason[] = [
    'keyRefused',
    'notEnterprise',
    'notConfigured',
    'notOffered',
    'rateLimited',
    'down',
    'notUnderstood',
    'refused',
  ]
  test.each(reasons)('when Mistral fails: %s', (reason) => {
    expect(
      said(new UpstreamError('mistral', reason, 'GET /usage', { status: 418, retryAfterMs: 1_000 })),
    ).toMatchSnapshot()
  })

  test('when Slack fails', () => {
    expect(said(new UpstreamError('slack', 'down', 'chat.postMessage', { outcomeUnknown: true }))).toMatchSnapshot()
    expect(said(new UpstreamError('slack', 'refused', 'users.info', { code: 'missing_scope' }))).toMatchSnapshot()
    expect(said(new UpstreamError('slack', 'refused', 'users.info', { code: 'fatal_error' }))).toMatchSnapshot()
  })

  test('when somebody was quicker', () => {
    expect(said(new Conflict('alreadyShared'))).toBe('This was already shared.')
    expect(said(new Conflict('other'))).toContain('quicker')
  })

  test('when the database cannot: what it means for them, and whether anything was changed', () => {
    const failed = (errcode: number) => said(Object.assign(new Error('x'), { errcode }))
    expect(failed(13)).toContain('no space left, so nothing was changed')
    expect(failed(5)).toContain('check first whether it was done')
    expect(failed(11)).toContain('has to look at it')
  })

  test('when nobody foresaw it: a reference that stands in the log as well, and nothing of the error', () => {
    const text = said(new Error('password=hunter2'))
    const [, reference = 'none'] = /`([0-9a-f]{8})`/.exec(text) ?? []
    expect(lines.at(-1)).toContain(reference)
    expect(text).not.toContain('hunter2')
  })
})

test('a refusal is ours, a failure is not', () => {
  expect(
    [new InvalidInput('x', 'y'), new NotFound('x', 'y'), new NotAllowed('x'), new Conflict('x')].every(isRefusal),
  ).toBe(true)
  expect([new UpstreamError('slack', 'down', 'x'), new Error('x')].some(isRefusal)).toBe(false)
})

describe('what the admin has to look at names the request', () => {
  const within = (error: unknown) => runAsRequest('7f3a0c21', () => explain(error))

  test.each(['keyRefused', 'notUnderstood', 'refused'] as const)('where Mistral says %s', (reason) => {
    const error = new UpstreamError('mistral', reason, 'GET /usage')
    expect(within(error)).toContain('Reference for the admin of this bot: `7f3a0c21`')
    expect(explain(error)).not.toContain('Reference')
  })

  test('where the database keeps nothing, and where nobody foresaw it', () => {
    expect(within(new DatabaseUnavailable('DATA_DIR', 'no space is left'))).toContain('7f3a0c21')
    expect(within(new Error('?'))).toContain('`7f3a0c21`')
  })

  test('and not where it passes, or is for the person to mend', () => {
    for (const error of [
      new UpstreamError('mistral', 'down', 'GET /usage'),
      new NotAllowed('guest'),
      new InvalidInput('period', 'x'),
    ])
      expect(within(error)).not.toContain('7f3a0c21')
  })
})
