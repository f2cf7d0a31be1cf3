import { UpstreamError } from '../domain/errors.ts'

/** Where each family of analytics lives below the base URL: the newest dialect first. */
const folders = {
  work: ['/analytics/vibe/work/usage', '/analytics/vibe/usage', '/analytics/lechat/usage'],
  code: ['/analytics/vibe/code/usage', '/analytics/vibe/usage'],
} as const

export type AnalyticsFamily = keyof typeof folders

export interface Dialects {
  /** Tries the family's folders until one is not answered by 404, and begins there from then on. */
  firstOf<Value>(family: AnalyticsFamily, name: string, ask: (path: string) => Promise<Value>): Promise<Value>
  known(): Readonly<Partial<Record<AnalyticsFamily, string>>>
}

export function createDialects(): Dialects {
  const known: Partial<Record<AnalyticsFamily, string>> = {}
  return {
    known: () => ({ ...known }),
    async firstOf(family, name, ask) {
      const first = known[family]
      const inOrder = first ? [first, ...folders[family].filter((folder) => folder !== first)] : folders[family]
      for (const folder of inOrder) {
        try {
          const value = await ask(`${folder}/${name}`)
          known[family] = folder
          return value
        } catch (error) {
          if (!(error instanceof UpstreamError && error.status === 404)) throw error
        }
      }
      throw new UpstreamError('mistral', 'notOffered', `GET ${family} analytics ${name}`, { status: 404 })
    },
  }
}
