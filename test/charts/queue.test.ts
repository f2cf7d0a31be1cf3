import { describe, expect, test } from 'vitest'
import { createFairQueue } from '../../src/charts/queue.ts'

/** A queue whose jobs end when the test says so. */
function startQueue(limits: { concurrency?: number; mostWaiting?: number } = {}) {
  const queue = createFairQueue<string>({ concurrency: 1, mostWaiting: 10, ...limits })
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const ask = (who: string, job: string, signal?: AbortSignal) =>
    queue.run({ who, what: job, signal }, async () => {
      started.push(job)
      await new Promise<void>((end) => ends.set(job, end))
      return job
    })
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const end = async (job: string) => {
    await settle()
    ends.get(job)?.()
    await settle()
  }
  return { queue, started, ask, end, settle }
}

describe('the queue', () => {
  test('gives turns by person: one who asked for many does not hold up one who asked for one', async () => {
    const { started, ask, end } = startQueue()
    const all = [ask('Anna', 'A1'), ask('Anna', 'A2'), ask('Anna', 'A3'), ask('Ben', 'B1')]
    for (const job of ['A1', 'B1', 'A2', 'A3']) await end(job)
    await Promise.all(all)
    expect(started).toEqual(['A1', 'B1', 'A2', 'A3'])
  })

  test('serves somebody new before the second turn of everyone else', async () => {
    const { started, ask, end, settle } = startQueue()
    const first = [ask('Anna', 'A1'), ask('Anna', 'A2'), ask('Ben', 'B1'), ask('Ben', 'B2')]
    await settle()
    const all = [...first, ask('Chloé', 'C1')]
    for (const job of ['A1', 'B1', 'C1', 'A2', 'B2']) await end(job)
    await Promise.all(all)
    expect(started).toEqual(['A1', 'B1', 'C1', 'A2', 'B2'])
  })

  test('draws what several ask for once, when the first of them has their turn', async () => {
    const { started, ask, end } = startQueue()
    const all = [ask('Anna', 'A1'), ask('Anna', 'A2'), ask('Anna', 'A3'), ask('Ben', 'A3')]
    for (const job of ['A1', 'A3']) await end(job)
    // It is drawn no more; who asks now, asks anew.
    const later = ask('Chloé', 'A3')
    for (const job of ['A2', 'A3']) await end(job)
    expect(await Promise.all([...all, later])).toEqual(['A1', 'A2', 'A3', 'A3', 'A3'])
    expect(started).toEqual(['A1', 'A3', 'A2', 'A3'])
  })

  test('gives what is being drawn to whoever asks for it meanwhile', async () => {
    const { started, ask, end, settle } = startQueue()
    const first = ask('Anna', 'A1')
    await settle()
    const second = ask('Ben', 'A1')
    await end('A1')
    expect(await Promise.all([first, second])).toEqual(['A1', 'A1'])
    expect(started).toEqual(['A1'])
  })

  test('runs no more than allowed at a time', async () => {
    const { started, ask, end, settle } = startQueue({ concurrency: 2 })
    const all = ['1', '2', '3'].map((job) => ask('Anna', job))
    await settle()
    expect(started).toEqual(['1', '2'])
    await end('1')
    expect(started).toEqual(['1', '2', '3'])
    await end('2')
    await end('3')
    expect(await Promise.all(all)).toEqual(['1', '2', '3'])
  })

  test('refuses when too many wait, and takes more when there is room again', async () => {
    const { ask, end } = startQueue({ mostWaiting: 1 })
    const running = ask('Anna', 'A1')
    const waiting = ask('Anna', 'A2')
    await expect(ask('Ben', 'B1')).rejects.toMatchObject({ name: 'QueueFull', waiting: 1 })
    await end('A1')
    const next = ask('Ben', 'B2')
    await end('A2')
    await end('B2')
    expect(await Promise.all([running, waiting, next])).toEqual(['A1', 'A2', 'B2'])
  })

  test('takes from whoever asked for most rather than refuse whoever asked for nothing yet', async () => {
    const { started, ask, end } = startQueue({ mostWaiting: 2 })
    const kept = [ask('Anna', 'A1'), ask('Anna', 'A2')]
    const dropped = ask('Anna', 'A3')
    const another = ask('Ben', 'B1')
    await expect(dropped).rejects.toMatchObject({ name: 'QueueFull', waiting: 2 })
    for (const job of ['A1', 'B1', 'A2']) await end(job)
    await Promise.all([...kept, another])
    expect(started).toEqual(['A1', 'B1', 'A2'])
  })

  test('goes on for the others where one of those who wait for the same gave up', async () => {
    const { started, ask, end } = startQueue()
    const giveUp = new AbortController()
    const running = ask('Anna', 'A1')
    const left = ask('Ben', 'B1', giveUp.signal)
    const stayed = ask('Chloé', 'B1')
    giveUp.abort(new Error('too late'))
    await expect(left).rejects.toThrow('too late')
    for (const job of ['A1', 'B1']) await end(job)
    expect(await Promise.all([running, stayed])).toEqual(['A1', 'B1'])
    expect(started).toEqual(['A1', 'B1'])
  })

  test('forgets who gave up waiting', async () => {
    const { started, ask, end } = startQueue({ mostWaiting: 1 })
    const running = ask('Anna', 'A1')
    const giveUp = new AbortController()
    const waiting = ask('Ben', 'B1', giveUp.signal)
    giveUp.abort(new Error('too late'))
    await expect(waiting).rejects.toThrow('too late')
    const next = ask('Chloé', 'C1')
    await end('A1')
    await end('C1')
    await Promise.all([running, next])
    expect(started).toEqual(['A1', 'C1'])
  })

  test('does not start for somebody who has gone already', async () => {
    const { started, ask } = startQueue()
    await expect(ask('Anna', 'A1', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(started).toEqual([])
  })

  test('goes on after a job that failed, even one that threw at once', async () => {
    const { queue } = startQueue()
    const failing = queue.run({ who: 'Anna', what: 'A1' }, () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await queue.run({ who: 'Anna', what: 'A1' }, () => Promise.resolve('yes'))).toBe('yes')
  })

  test('lets the running end and drops the waiting when it closes', async () => {
    const { queue, ask, end } = startQueue()
    const running = ask('Anna', 'A1')
    const waiting = ask('Anna', 'A2')
    const closed = queue.close()
    await expect(waiting).rejects.toMatchObject({ name: 'QueueClosed' })
    await end('A1')
    await closed
    expect(await running).toBe('A1')
    await expect(ask('Ben', 'B1')).rejects.toMatchObject({ name: 'QueueClosed' })
  })
})
