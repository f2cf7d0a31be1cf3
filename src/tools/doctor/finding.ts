import type { readConfigAsFarAsSound } from '../../config/index.ts'

/** What is looked at, in the order in which it is said. */
export const checkNames = [
  'settings',
  'tokens',
  'scopes',
  'channels',
  'people',
  'admin-api',
  'other-bots',
  'database',
  'clock',
  'charts',
  'addresses',
] as const
export type CheckName = (typeof checkNames)[number]

/** `warning`: it works, and could hurt later. `problem`: something does not work. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem'
  readonly says: string
  /** What to do about it. */
  readonly mend?: string
}

export const ok = (says: string): Finding => ({ level: 'ok', says })
export const warning = (says: string, mend: string): Finding => ({ level: 'warning', says, mend })
export const problem = (says: string, mend: string): Finding => ({ level: 'problem', says, mend })

/** The settings as far as they are sound; an empty token is one that is missing. */
export type SoundConfig = ReturnType<typeof readConfigAsFarAsSound>['config']

/** One look at something: gathering asks, judging is pure. */
export interface Check {
  readonly name: CheckName
  examine(): Promise<readonly Finding[]>
}

export const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`
