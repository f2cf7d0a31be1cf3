import { describe, expect, test } from 'vitest'
import { createCachedRead } from '../../src/mistral/cache.ts'
import { limitAnswer, usageAnswer } from './support/answers.ts'
import { createJumpingClock } from './support/clock.ts'
import { createGate, failureOf, startMistral } from './support/upstream.ts'

describe('simultaneous reads', () => {
  test('share one upstream call when they ask the same', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: limitAnswer() }))
    const answers = await Promise.all(Array.from({ length: 50 }, () => mistral.spendLimit()))
    expect(seen).toHaveLength(1)
    expect(new Set(answers).size).toBe(1)
  })

  test('share the failure as well, and the next one asks anew', async () => {
    const { mistral, seen } = await startMistral((_, turn) => (turn === 1 ? { status: 400 } : { json: limitAnswer() }))
    const failures = await Promise.all([failureOf(mistral.spendLimit()), failureOf(mistral.spendLimit())])
    expect(failures).toEqual([
      expect.objectContaining({ reason: 'refused' }),
      expect.objectContaining({ reason: 'refused' }),
    ])
    await mistral.spendLimit()
    expect(seen).toHaveLength(2)
  })

  test('are separate for another month or Workspace', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: usageAnswer() }))
    await Promise.all([
      mistral.usage({ month: '2026-11' }),
      mistral.usage({ month: '2026-09', workspaceId: 'w1' }),
      mistral.usage({ month: '2026-11', workspaceId: 'w1' }),
    ])
    expect(seen.map(({ query }) => query)).toEqual(
      expect.arrayContaining([
        { month: '11', year: '2026' },
        { month: '9', year: '2026', workspace_id: 'w1' },
        { month: '11', year: '2026', workspace_id: 'w1' },
      ]),
    )
    expect(seen).toHaveLength(3)
  })

  test('go on when one of the callers gives up', async () => {
    const gate = createGate()
    const { mistral, seen } = await startMistral(async () => {
      await gate.opened
      return { json: limitAnswer() }
    })
    const impatient = new AbortController()
    const given = failureOf(mistral.spendLimit({ signal: impatient.signal }))
    const patient = mistral.spendLimit()
    impatient.abort(new Error('no time'))
    expect(await given).toMatchObject({ message: 'no time' })
    gate.open()
    expect((await patient).value.currency).toBe('EUR')
    expect(seen).toHaveLength(1)
  })

  test('end upstream when the last caller gives up, and that is no failure of Mistral', async () => {
    const arrived = createGate()
    const cut = createGate()
    const { mistral } = await startMistral(() => {
      arrived.open()
      return (response) => void response.on('close', cut.open)
    })
    const impatient = new AbortController()
    const given = failureOf(mistral.spendLimit({ signal: impatient.signal }))
    await arrived.opened
    impatient.abort(new Error('no time'))
    expect(await given).toMatchObject({ message: 'no time' })
    await cut.opened
    expect(mistral.reach().calls).toEqual({})
  })

  test('that a caller gives up are not logged as failures either', async () => {
    const arrived = createGate()
    const failures: string[] = []
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: (_: object, text: string) => failures.push(text),
    }
    const script = () => {
      arrived.open()
      return () => undefined
    }
    const { mistral } = await startMistral(script, { log })
    const impatient = new AbortController()
    const given = failureOf(mistral.spendLimit({ signal: impatient.signal, fresh: true }))
    await arrived.opened
    impatient.abort(new Error('no time'))
    expect(await given).toMatchObject({ message: 'no time' })
    expect(failures).toEqual([])
  })

  test('that begin after the last caller gave up do not join the abandoned call', async () => {
    const { mistral, seen } = await startMistral((_, turn) => (turn === 1 ? () => undefined : { json: limitAnswer() }))
    const impatient = new AbortController()
    const given = failureOf(mistral.spendLimit({ signal: impatient.signal }))
    await expect.poll(() => seen.length).toBe(1)
    impatient.abort(new Error('no time'))
    expect((await mistral.spendLimit()).value.currency).toBe('EUR')
    expect(await given).toMatchObject({ message: 'no time' })
  })

  test('with a signal that has aborted already ask nothing', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: limitAnswer() }))
    const signal = AbortSignal.abort(new Error('too late'))
    expect(await failureOf(mistral.spendLimit({ signal }))).toMatchObject({ message: 'too late' })
    expect(await failureOf(mistral.spendLimit({ signal, fresh: true }))).toMatchObject({ message: 'too late' })
    expect(seen).toEqual([])
  })
})

describe('the cache', () => {
  test('answers for a minute, and says how old it is', async () => {
    const { mistral, seen, clock } = await startMistral(() => ({ json: limitAnswer() }))
    const askedAt = clock.now()
    await mistral.spendLimit()
    clock.advance(59_000)
    expect((await mistral.spendLimit()).fetchedAt).toEqual(askedAt)
    clock.advance(1_000)
    expect((await mistral.spendLimit()).fetchedAt).toEqual(clock.now())
    expect(seen).toHaveLength(2)
  })

  test('keeps a finished month longer, but not for ever', async () => {
    const { mistral, seen, clock } = await startMistral(() => ({ json: usageAnswer() }))
    await mistral.usage({ month: '2026-10' })
    clock.advance(9 * 60_000)
    await mistral.usage({ month: '2026-10' })
    expect(seen).toHaveLength(1)
    clock.advance(60_000)
    await mistral.usage({ month: '2026-10' })
    expect(seen).toHaveLength(2)
  })

  test('does not take a month for finished that was not when it was read', async () => {
    const clock = createJumpingClock('2026-11-30T23:59:30Z')
    const { mistral, seen } = await startMistral(() => ({ json: usageAnswer() }), { clock })
    await mistral.usage({ month: '2026-11' })
    clock.advance(5 * 60_000)
    await mistral.usage({ month: '2026-11' })
    expect(seen).toHaveLength(2)
  })

  test('does not keep a failure', async () => {
    const { mistral } = await startMistral((_, turn) => (turn === 1 ? { status: 400 } : { json: limitAnswer() }))
    await failureOf(mistral.spendLimit())
    expect((await mistral.spendLimit()).value.currency).toBe('EUR')
  })

  test('drops what was used longest ago when it is full', async () => {
    const asked: string[] = []
    const cache = createCachedRead<string, string>({
      clock: createJumpingClock(),
      nameQuery: (query) => query,
      maxAgeMs: () => 60_000,
      weigh: (value) => value.length,
      maxWeight: 4,
      load: async (query) => {
        asked.push(query)
        return query
      },
    })
    for (const query of ['aa', 'bb', 'aa', 'cc', 'aa', 'bb', 'too large', 'bb']) await cache.read(query)
    expect(asked).toEqual(['aa', 'bb', 'cc', 'bb', 'too large'])
  })
})

describe('a fresh read', () => {
  test('asks anew although the cache could answer, and refills it', async () => {
    const { mistral, seen } = await startMistral((_, turn) => ({ json: limitAnswer({ usage_limit: turn * 1000 }) }))
    await mistral.spendLimit()
    expect(String((await mistral.spendLimit({ fresh: true })).value.limit)).toBe('2000')
    expect(String((await mistral.spendLimit()).value.limit)).toBe('2000')
    expect(seen).toHaveLength(2)
  })

  test('does not join a call that is under way', async () => {
    const gate = createGate()
    const { mistral, seen } = await startMistral(async (_, turn) => {
      if (turn === 1) await gate.opened
      return { json: limitAnswer({ usage_limit: turn * 1000 }) }
    })
    const slow = mistral.spendLimit()
    await expect.poll(() => seen.length).toBe(1)
    expect(String((await mistral.spendLimit({ fresh: true })).value.limit)).toBe('2000')
    gate.open()
    expect(String((await slow).value.limit)).toBe('1000')
  })

  test('is not shared with another fresh one', async () => {
    const { mistral, seen } = await startMistral(() => ({ json: limitAnswer() }))
    await Promise.all([mistral.spendLimit({ fresh: true }), mistral.spendLimit({ fresh: true })])
    expect(seen).toHaveLength(2)
  })

  test('that began later is not replaced by a slow one that began earlier', async () => {
    const gate = createGate()
    const { mistral, seen } = await startMistral(async (_, turn) => {
      if (turn === 1) await gate.opened
      return { json: limitAnswer({ usage_limit: turn * 1000 }) }
    })
    const slow = mistral.spendLimit()
    await expect.poll(() => seen.length).toBe(1)
    await mistral.spendLimit({ fresh: true })
    gate.open()
    await slow
    expect(String((await mistral.spendLimit()).value.limit)).toBe('2000')
  })
})
