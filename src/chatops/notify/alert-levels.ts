import { nearlyUsed } from '../../domain/limit/nearly-used.ts'

/** The shares at which people are told, in per cent; half of a limit is for the digest. */
export const defaultLevels: readonly number[] = [nearlyUsed * 100, 95, 100]

const mostLevels = 6

/** "80, 95 %, 100" in order and once each; undefined: something else was typed, or too much. */
export function parseLevels(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;%]+/).filter(Boolean)
  const isEach = parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) >= 1 && Number(part) <= 100)
  const levels = [...new Set(parts.map(Number))].sort((a, b) => a - b)
  return isEach && levels.length > 0 && levels.length <= mostLevels ? levels : undefined
}

export const writeLevels = (levels: readonly number[]): string => levels.join(', ')
