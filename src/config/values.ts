import { z } from 'zod'
import { languages } from '../domain/language.ts'
import type { Role } from '../domain/person/person.ts'

/** How one setting's text becomes a value. Each message reads after the setting's name: "… is not a number. Do this." */

export const matching = (pattern: RegExp, remedy: string) => z.string().regex(pattern, `does not look right. ${remedy}`)

export const numberFrom = (lowest: number, highest = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `is not a whole number. Give digits alone, from ${lowest} up.`)
    .transform(Number)
    .refine((value) => value >= lowest && value <= highest, `is out of range. Give ${lowest} to ${highest}.`)

/** 0, or so many that nothing goes which somebody may still look for. */
export const monthsKept = numberFrom(0, 240).refine(
  (months) => months === 0 || months >= 3,
  'is out of range. Give 0 to keep everything, or 3 to 240 months.',
)

/** The first word means false, the second true. */
export const flag = (no: string, yes: string) => z.enum([no, yes]).transform((word) => word === yes)

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

export const httpUrl = (remedy: string) =>
  z.string().refine((text) => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
  }, `is not an address that can be used. ${remedy}`)

/** Also as a Linux desktop sets a variable of this very name, for all programs: a list, "fr_CH:fr:en". */
export const language = z
  .string()
  .transform((list) => list.split(':').map((locale) => locale.split(/[_.@-]/)[0]))
  .transform((wanted) => wanted.flatMap((word) => languages.filter((spoken) => spoken === word))[0])
  .refine((spoken) => spoken !== undefined, `is no language that I speak. Give one of: ${languages.join(', ')}.`)

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const toMs = (text: string) => Number.parseInt(text, 10) * unitMs[text.at(-1) as keyof typeof unitMs]

export const duration = (shortest: string, longest: string) =>
  z
    .string()
    .regex(/^\d{1,4}[mhd]$/, `is not a length of time. Give minutes, hours or days, e.g. ${shortest}, ${longest}.`)
    .transform(toMs)
    .refine((ms) => ms >= toMs(shortest) && ms <= toMs(longest), `is out of range. Give ${shortest} to ${longest}.`)

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** "Mon 09:00" → { weekday: 1, hour: 9, minute: 0 }; 0 is Sunday. */
export const weekly = z
  .string()
  .regex(
    /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([01]\d|2[0-3]):[0-5]\d$/,
    'is not a time of the week. Give one like Mon 09:00.',
  )
  .transform((text) => ({
    weekday: weekdays.indexOf(text.slice(0, 3)),
    hour: Number(text.slice(4, 6)),
    minute: Number(text.slice(7, 9)),
  }))

/** Approvals that a resulting limit needs: `{ from: 5000, approvals: 2 }` from 5000 on. Ascending, the first from 0. */
export type Bands = readonly { readonly from: number; readonly approvals: number }[]

const bandsMessage = 'must be amounts and approvals that both rise, starting at 0. Give e.g. 0:1,5000:2.'
export const bands = z
  .string()
  .regex(/^\d{1,15}:[1-9](,\d{1,15}:[1-9])*$/, bandsMessage)
  .transform((text): Bands => {
    return text.split(',').map((band) => {
      const [from = 0, approvals = 1] = band.split(':').map(Number)
      return { from, approvals }
    })
  })
  .refine(
    (list) =>
      list[0]?.from === 0 &&
      list.every((band, index) => {
        const before = list[index - 1]
        return !before || (band.from > before.from && band.approvals >= before.approvals)
      }),
    bandsMessage,
  )

export interface RoleMap {
  readonly users: ReadonlyMap<string, Role>
  readonly groups: ReadonlyMap<string, Role>
}

/** "U012ABC:admin,S056GRP:billing": a user's ID begins with U or W, a user group's with S. */
export const roleMap = z.string().transform((text, context): RoleMap => {
  const users = new Map<string, Role>()
  const groups = new Map<string, Role>()
  for (const [index, item] of text.split(',').entries()) {
    if (item.trim() === '') continue
    const match = /^\s*([UWS][A-Z0-9]{2,})\s*:\s*(admin|billing|member)\s*$/.exec(item)
    const [, id = '', role = 'member'] = match ?? []
    const isRepeated = users.has(id) || groups.has(id)
    if (!match || isRepeated) {
      const wrong = isRepeated
        ? `names the ID of entry ${index + 1} twice`
        : `has an entry (number ${index + 1}) that is not ID:role`
      context.addIssue({
        code: 'custom',
        message: `${wrong}. Give e.g. U012ABC:admin,S056GRP:billing; roles are admin, billing, member.`,
      })
      return z.NEVER
    }
    ;(id.startsWith('S') ? groups : users).set(id, role as Role)
  }
  return { users, groups }
})
