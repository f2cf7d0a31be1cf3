import type { UpstreamReason } from './errors.ts'

/**
 * Everything that can be logged, by name: nothing else reaches a line, whoever passes it. Words are our own or a
 * service's codes; names of people, amounts and whatever somebody typed have no place here.
 */
export interface LogFacts {
  /** Described by its kind, codes and places in the code; never by its message, which may quote anything. */
  readonly error?: unknown
  readonly reason?: UpstreamReason | string | undefined
  readonly service?: 'mistral' | 'slack' | undefined
  /** What was asked of a service: "GET /usage", "chat.postMessage". */
  readonly call?: string | undefined
  readonly code?: string | undefined
  readonly status?: number | null | undefined
  readonly outcomeUnknown?: boolean | undefined
  readonly ms?: number | undefined
  readonly waitMs?: number | undefined
  readonly delayMs?: number | undefined
  /** A command, act, click or form, as the features call it. */
  readonly command?: string | undefined
  readonly wanted?: string | undefined
  readonly result?: string | undefined
  /** Of a job, or of what Slack sent. */
  readonly kind?: string | undefined
  readonly event?: string | undefined
  readonly feature?: string | undefined
  readonly failures?: number | undefined
  readonly trouble?: string | undefined
  readonly audience?: string | undefined
  /** Of a post: what it is about, and the id of that. */
  readonly key?: string | undefined
  readonly scope?: string | undefined
  readonly month?: string | undefined
  readonly route?: string | undefined
  readonly topic?: string | undefined
  readonly reference?: string | undefined
  readonly from?: string | undefined
  readonly mode?: string | undefined
  readonly transport?: string | undefined
  readonly storage?: string | undefined
  readonly version?: string | undefined
  readonly port?: number | undefined
  readonly way?: number | undefined
  readonly of?: number | undefined
  readonly done?: number | undefined
  readonly silent?: number | undefined
  /** What became of what is kept. */
  readonly kept?: string | undefined
  readonly posted?: number | undefined
  readonly changes?: number | undefined
  readonly waiting?: number | undefined
  readonly cutOff?: number | undefined
  /** By its name, without its value. */
  readonly setting?: string | undefined
  /** Of an entry of the trail. */
  readonly sequence?: number | undefined
  readonly months?: number | undefined
}

/** A sentence that stands in the code, and none that was put together from something. */
export type Sentence<Text extends string> = string extends Text ? never : Text

/** What everything logs through: facts first, then one sentence. */
export interface Log {
  debug<Text extends string>(facts: LogFacts, sentence: Sentence<Text>): void
  info<Text extends string>(facts: LogFacts, sentence: Sentence<Text>): void
  warn<Text extends string>(facts: LogFacts, sentence: Sentence<Text>): void
  error<Text extends string>(facts: LogFacts, sentence: Sentence<Text>): void
}
