export type { AnalyticsReads } from './analytics.ts'
export type { AuthMode } from './auth.ts'
export type { ReadOptions } from './cache.ts'
export type { CallLog } from './caller.ts'
export {
  createMistral,
  type MistralOptions,
  type MistralReads,
  type MistralWrites,
  type Reach,
  type UsageQuery,
} from './client.ts'
export type { Members } from './members.ts'
