import { onTestFinished } from 'vitest'
import type { Clock } from '../../../src/domain/time/clock.ts'
import { createMistral, type MistralOptions, type SandboxMistral } from '../../../src/sandbox/mistral/index.ts'

export interface HandClock extends Clock {
  set(iso: string): void
  advance(ms: number): void
}

/** The Wednesday morning on which the story of the product begins. */
export const storyTime = '2026-11-18T09:12:00Z'

export function createHandClock(iso: string = storyTime): HandClock {
  let now = new Date(iso)
  return {
    now: () => now,
    sleep: async () => {},
    set: (next) => {
      now = new Date(next)
    },
    advance: (ms) => {
      now = new Date(now.getTime() + ms)
    },
  }
}

export interface Started {
  readonly mistral: SandboxMistral
  readonly clock: HandClock
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** A Mistral that ends with the test, and the two ways to ask it. */
export async function startMistral(options: Partial<MistralOptions> & { at?: string } = {}): Promise<Started> {
  const { at = storyTime, ...rest } = options
  const clock = createHandClock(at)
  const mistral = await createMistral({ clock, ...rest })
  onTestFinished(() => mistral.close())
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${mistral.url}${path}`, { redirect: 'manual', ...init })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    mistral,
    clock,
    get: (path, headers = { 'x-api-key': mistral.key }) => ask(path, { headers }),
    post: (path, body) =>
      ask(path, { method: 'POST', headers: { 'x-api-key': mistral.key }, body: JSON.stringify(body) }),
  }
}
